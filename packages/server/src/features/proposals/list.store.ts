import type { ProposalFilter, ProposalKind, ProposalState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import type { RawBuilder } from 'kysely';
import { readCursor } from '../../cursor.ts';
import type { Tx } from '../../db/database.ts';
import type { Node } from '../../reach.ts';
import { isWhole, narrowed, within } from '../../reach.ts';
import type { ProposalRow } from './proposals.store.ts';

/** A proposal with what its row on the page shows of the camera. */
export interface ListedProposal extends ProposalRow {
  readonly camera_name: string;
  readonly camera_status: string;
  readonly camera_address: string | null;
  readonly maker_name: string | null;
  readonly model: string | null;
  readonly strength: string;
  readonly last_seen_at: string | null;
  readonly findings: number;
  readonly unit_name: string | null;
  readonly site_before: string | null;
  readonly site_after: string | null;
}

/** What is asked for. */
export interface Question {
  readonly filter: Omit<ProposalFilter, 'under'> & { readonly state: ProposalState | 'all' };
  /** Path of the unit that it is narrowed to. */
  readonly under: string | undefined;
  /** Where what is asked for can stand. */
  readonly reach: readonly Node[];
  /** Only what may be changed below these paths. */
  readonly writable?: readonly string[];
}

const and = (all: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => (all.length === 0 ? sql`true` : sql.join(all, sql` and `));

function conditions({ filter, under, reach, writable }: Question): RawBuilder<unknown>[] {
  const all: RawBuilder<unknown>[] = [...narrowed({ under })];
  if (!isWhole(reach)) all.push(within(reach));
  // what is only being watched is nobody's work yet
  all.push(filter.state === 'all' ? sql`state <> 'watching'` : sql`state = ${filter.state}`);
  if (filter.kind !== undefined) all.push(sql`kind = ${filter.kind}`);
  if (filter.camera !== undefined) all.push(sql`camera_id = ${filter.camera}`);
  if (filter.scan !== undefined) all.push(sql`(scan_id = ${filter.scan} or last_scan_id = ${filter.scan})`);
  if (writable !== undefined) all.push(sql`scope_path ^@ any(${[...writable]}::text[])`);
  return all;
}

const named = (proposals: RawBuilder<unknown>): RawBuilder<ListedProposal> => sql<ListedProposal>`
  select p.*, c.name as camera_name, c.status as camera_status, c.address as camera_address, c.maker_name, c.model, c.strength, c.last_seen_at,
    c.open_critical + c.open_high + c.open_medium + c.open_low + c.open_info as findings, u.name as unit_name,
    (select s.name from site s where s.id = (p.before ->> 'site_id')::uuid) as site_before,
    (select s.name from site s where s.id = (p.after ->> 'site_id')::uuid) as site_after
  from (${proposals}) as p join camera c on c.id = p.camera_id and c.home_id = p.home_id left join unit u on u.id = c.steward_id
  order by p.created_at desc, p.id desc`;

/** A page, newest first; one row more than asked for. */
export async function listRows(
  tx: Tx,
  question: Question,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<ListedProposal[]> {
  const after = readCursor(page.cursor, 2);
  const from = after === undefined ? [] : [sql`(created_at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`];
  const rows = sql`select * from scan_proposal where ${and([...conditions(question), ...from])} order by created_at desc, id desc limit ${page.limit + 1}`;
  return (await named(rows).execute(tx)).rows;
}

export async function findRow(tx: Tx, id: Id): Promise<ListedProposal | undefined> {
  return (await named(sql`select * from scan_proposal where id = ${id}`).execute(tx)).rows[0];
}

/** How many there are of each kind, counted up to a cap. */
export async function countRows(tx: Tx, question: Question, cap: number): Promise<{ kind: ProposalKind; count: number }[]> {
  const { rows } = await sql<{ kind: ProposalKind; count: number }>`select kind, count(*)::int as count
    from (select kind from scan_proposal where ${and(conditions(question))} limit ${cap}) as found group by kind`.execute(tx);
  return rows;
}

/** Ids of the oldest. */
export async function listIds(tx: Tx, question: Question, limit: number): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`select id from scan_proposal where ${and(conditions(question))}
    order by created_at, id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** The path of a unit that the actor sees. */
export async function unitPath(tx: Tx, id: Id): Promise<string | undefined> {
  return (await tx.selectFrom('unit').select('scope_path').where('id', '=', id).executeTakeFirst())?.scope_path;
}
