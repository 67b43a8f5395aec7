import type { DeliveryCounts, DocumentFilter, DocumentNode, DocumentRoots, DocumentTree, PageQuery } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { dayOf } from '../../day.ts';
import { namedRecords } from '../records/named.service.ts';
import { countOf } from './deliveries.store.ts';
import * as store from './tree.store.ts';
import type { TreeRow } from './tree.store.ts';

/** Most documents of one tree that a page shows. */
const MOST = 500;
const NONE: DeliveryCounts = { planned: 0, total: 0, received: 0, acted: 0, late: 0 };

function isSentHere({ scopes, places }: Actor, row: TreeRow): boolean {
  return !scopes.some((scope) => row.scope_path.startsWith(scope)) && !places.some((place) => row.place_path.startsWith(place));
}

async function nodesOf(work: Work, rows: readonly TreeRow[], depths: ReadonlyMap<Id, number>): Promise<DocumentNode[]> {
  const ids = rows.map(({ id }) => id);
  const links = await namedRecords(work, ids);
  const counts = await countOf(work.tx, ids, dayOf(work.now));
  noteRead(work, 'record', rows);
  return rows.flatMap((row) => {
    const link = links.get(row.id);
    if (link === undefined) return [];
    const { basis } = row;
    return [
      {
        ...link,
        parent: basis !== null && depths.has(basis) ? basis : null,
        depth: depths.get(row.id) ?? 0,
        direction: row.direction ?? '',
        documentType: row.document_type ?? '',
        issuer: row.issuer ?? '',
        issuedOn: row.issued_on,
        unit: row.unit_name,
        report: row.document_type === 'report' && basis !== null,
        sentHere: isSentHere(work.actor, row),
        children: row.children,
        recipients: counts.get(row.id) ?? NONE,
      },
    ];
  });
}

export function listRoots(context: Context, actor: Actor, query: DocumentFilter & PageQuery): Promise<DocumentRoots> {
  return withActor(context, actor, async (work) => {
    const rows = await store.listRoots(work, query, query, dayOf(work.now));
    const { items, next } = pageOf(rows, query.limit, (row) => [row.created_at, row.id]);
    return { items: await nodesOf(work, items, new Map()), next };
  });
}

/** Rows parents before children, each followed by what carries it out. */
export function inTreeOrder(rows: readonly Pick<TreeRow, 'id' | 'basis'>[]): { readonly id: Id; readonly depth: number }[] {
  const ids = new Set(rows.map(({ id }) => id));
  const below = Map.groupBy(rows, ({ basis }) => (basis !== null && ids.has(basis) ? basis : ''));
  const ordered: { id: Id; depth: number }[] = [];
  const walk = (parent: Id, depth: number): void => {
    for (const { id } of below.get(parent) ?? []) {
      ordered.push({ id, depth });
      walk(id, depth + 1);
    }
  };
  walk('', 0);
  return ordered;
}

/** The whole tree that a document stands in. Throws `not-found`. */
export function tree(context: Context, actor: Actor, id: Id): Promise<DocumentTree> {
  return withActor(context, actor, async (work) => {
    const found = await store.listTree(work.tx, id, MOST + 1);
    if (found.length === 0) throw new AppError('not-found', 'no such document', { place: id });
    const rows = new Map(found.slice(0, MOST).map((row) => [row.id, row]));
    const ordered = inTreeOrder([...rows.values()]);
    const depths = new Map(ordered.map(({ id: each, depth }) => [each, depth]));
    const nodes = await nodesOf(
      work,
      ordered.flatMap(({ id: each }) => rows.get(each) ?? []),
      depths,
    );
    return { nodes, cut: found.length > MOST };
  });
}
