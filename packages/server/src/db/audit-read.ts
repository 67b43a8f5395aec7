import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import { ChainCheck } from './audit-chain.ts';
import type { AuditFault, ChainHead, ChainedEvent } from './audit-chain.ts';

const BATCH = 1000;

/** Any database or transaction with the audit tables. */
// oxlint-disable-next-line typescript/no-explicit-any -- a Kysely of any schema serves: only raw SQL is run
type AnyDb = Pick<Kysely<any>, 'getExecutor'>;

/** An instant to the microsecond: a change below the millisecond must not hide behind the driver's rounding. */
const EXACT_AT = sql`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** Schemas before the third know no territory; their chains are followed all the same. */
async function listChain(db: AnyDb, homeId: string, after: number): Promise<ChainedEvent[]> {
  const { rows } = await sql<ChainedEvent>`
    select id, seq, ${EXACT_AT} as at, by_name, action, object, summary, instance_id, home_id, unit_id, actor_id,
      scope_path, coalesce(to_jsonb(e) ->> 'place_path', '') as place_path, classification, previous_hash, hash
    from audit_event e where home_id = ${homeId} and seq > ${after} order by seq limit ${sql.lit(BATCH)}`.execute(db);
  return rows.map((row) => ({ ...row, at: row.at.replace(/000Z$/, 'Z') }));
}

async function findHead(db: AnyDb, homeId: string): Promise<ChainHead | undefined> {
  const { rows } = await sql<ChainHead>`select seq, hash from audit_head where home_id = ${homeId}`.execute(db);
  return rows[0];
}

/**
 * Follows the whole chain of one home in constant memory. Needs no transaction: the head is read after the events it must end,
 * and events written meanwhile are read too.
 */
export async function followChain(
  db: AnyDb,
  homeId: string,
  report?: (fault: AuditFault) => void,
  anchors?: ReadonlyMap<number, string>,
): Promise<ChainCheck> {
  const check = new ChainCheck(homeId, report, anchors);
  for (;;) {
    const rows = await listChain(db, homeId, check.lastSeq);
    for (const row of rows) check.push(row);
    if (rows.length === BATCH) continue;
    const head = await findHead(db, homeId);
    const grown = head !== undefined && head.seq > check.lastSeq && (await listChain(db, homeId, check.lastSeq)).length > 0;
    if (grown) continue;
    check.end(head);
    return check;
  }
}

/** The next home with a chain behind one, in order of ids; undefined at the end. */
export async function nextHome(db: AnyDb, after: string | undefined): Promise<string | undefined> {
  const start = after ?? '00000000-0000-0000-0000-000000000000';
  const { rows } = await sql<{ home_id: string }>`
    (select home_id from audit_head where home_id > ${start} order by home_id limit 1)
    union all (select home_id from audit_event where home_id > ${start} order by home_id limit 1)`.execute(db);
  return rows.map(({ home_id: id }) => id).sort()[0];
}

/** A head as it is anchored outside. */
export interface Anchor extends ChainHead {
  readonly homeId: string;
}

/** All heads that end an event, page by page. */
export async function* listHeads(db: AnyDb): AsyncIterable<Anchor> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await sql<ChainHead & { home_id: string }>`
      select home_id, seq, hash from audit_head where home_id > ${after} and seq > 0 order by home_id limit ${sql.lit(BATCH)}`.execute(db);
    for (const { home_id: homeId, seq, hash } of rows) yield { homeId, seq, hash };
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.home_id;
  }
}
