import type { DocumentFilter } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';
import { readCursor } from '../../cursor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { likeOf, searchText } from '../../search-text.ts';

/** A document as the tree needs it. */
export interface TreeRow {
  readonly id: Id;
  readonly scope_path: string;
  readonly place_path: string;
  readonly classification: number;
  readonly basis: Id | null;
  readonly direction: string | null;
  readonly document_type: string | null;
  readonly issuer: string | null;
  readonly issued_on: string | null;
  readonly unit_name: string | null;
  readonly created_at: string;
  readonly children: number;
}

const COLUMNS = sql`r.id, r.scope_path, r.place_path, r.classification, r.f_basis as basis, r.f_direction as direction, r.f_document_type as document_type,
  r.f_issuer as issuer, r.f_issued_on as issued_on, r.created_at, (select u.name from unit u where u.id = r.steward_id) as unit_name,
  (select count(*)::int from record c where c.f_basis = r.id and c.register = 'documents') as children`;

/** Rows below a path, as a range that an index reads; a path ends with `/`, the character before `0`. */
function below(column: string, path: string): RawBuilder<unknown> {
  const name = sql.ref(`r.${column}`);
  return sql`(${name} ~>=~ ${path} and ${name} ~<~ ${`${path.slice(0, -1)}0`})`;
}

/** Rows that the actor reads by the tree, by a territory, or because they were sent: said by the query so that an index finds them. */
function reach(actor: Actor) {
  if (actor.scopes.includes('/')) return sql`true`;
  const ranges = [...actor.scopes.map((path) => below('scope_path', path)), ...actor.places.map((path) => below('place_path', path))];
  const sent = sql`r.id = any(array(select d.document_id from document_delivery d join unit u on u.id = d.recipient_id
    where d.sent_at is not null and u.scope_path ^@ any(${[...actor.scopes]}::text[])))`;
  return sql`(${sql.join([...ranges, sent], sql` or `)})`;
}

/** A page of documents newest first, one row more than asked for: the tops of trees, or with a filter whatever matches. */
export async function listRoots(
  { tx, actor }: Pick<Work, 'tx' | 'actor'>,
  filter: DocumentFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
  day: string,
): Promise<TreeRow[]> {
  const after = readCursor(page.cursor, 2);
  const words = searchText(filter.q).split(' ').filter(Boolean);
  const isTop = sql`(r.f_basis is null or not exists (select from record p where p.id = r.f_basis))`;
  const all = [
    sql`r.register = 'documents' and ${reach(actor)}`,
    ...(words.length === 0 && filter.late === undefined ? [isTop] : []),
    ...words.map((word) => sql`r.search like ${likeOf(word)}`),
    ...(filter.late === undefined
      ? []
      : [
          sql`exists (select from document_delivery d where d.document_id = r.id and d.sent_at is not null and d.purpose = 'act' and d.acted_on is null and d.due_on < ${day}::date)`,
        ]),
    ...(after === undefined ? [] : [sql`(r.created_at, r.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`]),
  ];
  const { rows } = await sql<TreeRow>`select ${COLUMNS} from record r where ${sql.join(all, sql` and `)}
    order by r.created_at desc, r.id desc limit ${page.limit + 1}`.execute(tx);
  return rows;
}

/** Deepest chain that is followed. */
const DEEPEST = 30;

/** The whole tree that a document stands in, as far as the actor sees it; at most so many rows, those near the top first. */
export async function listTree(tx: Tx, id: Id, most: number): Promise<TreeRow[]> {
  const { rows } = await sql<TreeRow>`with recursive up as (
      select r.id, r.f_basis, 0 as height from record r where r.id = ${id} and r.register = 'documents'
      union all
      select r.id, r.f_basis, up.height + 1 from up join record r on r.id = up.f_basis and r.register = 'documents' where up.height < ${DEEPEST}
    ), down as (
      select top.id, 0 as depth, array[top.id] as path from (select id from up order by height desc limit 1) as top
      union all
      select c.id, down.depth + 1, down.path || c.id from down join record c on c.f_basis = down.id and c.register = 'documents'
        where down.depth < ${DEEPEST} and not c.id = any(down.path)
    ) select ${COLUMNS} from (select id, depth from down order by depth limit ${most}) as shown join record r on r.id = shown.id
    order by shown.depth, r.f_issued_on nulls last, r.created_at, r.id`.execute(tx);
  return rows;
}
