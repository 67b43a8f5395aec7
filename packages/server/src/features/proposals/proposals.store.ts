import type { ProposalCounts, ProposalKind, ProposalRuleName, ProposalState } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import type { Placement, Work } from '../../db/actor.ts';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';
import type { Values } from './claims.ts';

export type ProposalRow = Selectable<Tables['scan_proposal']>;

/** What has been said of a camera before: what waits, and the latest that was refused of each kind. */
export interface Said {
  readonly id: Id;
  readonly cameraId: Id;
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  readonly after: Values;
}

export async function listSaid(tx: Tx, cameraIds: readonly Id[]): Promise<Said[]> {
  if (cameraIds.length === 0) return [];
  const { rows } = await sql<Said>`
    select id, camera_id as "cameraId", kind, state, after from scan_proposal
      where camera_id = any(${[...cameraIds]}::uuid[]) and state in ('open', 'watching')
    union all
    (select distinct on (camera_id, kind) id, camera_id, kind, state, after from scan_proposal
      where camera_id = any(${[...cameraIds]}::uuid[]) and state = 'refused' order by camera_id, kind, decided_at desc, id desc)`.execute(
    tx,
  );
  return rows;
}

/** What a scan says of a camera. */
export interface Saying {
  readonly kind: ProposalKind;
  readonly before: Values;
  readonly after: Values;
  /** Undefined: it waits for a person. */
  readonly rule: ProposalRuleName | undefined;
}

/** The same with whom and where. */
export interface Proposed extends Saying {
  /** The proposal that says so already. */
  readonly live: Id | undefined;
  readonly cameraId: Id;
  readonly placement: Placement;
  readonly scanId: Id;
  readonly hostId: Id;
  readonly by: string;
  readonly at: string;
}

function columnsOf({ before, after, rule, scanId, hostId, by, at }: Proposed, now: string) {
  return {
    before: json(before),
    after: json(after),
    state: rule === undefined ? 'open' : 'accepted',
    rule: rule ?? null,
    decided_at: rule === undefined ? null : now,
    last_scan_id: scanId,
    host_id: hostId,
    recognised_by: by,
    said_at: at,
  };
}

/** Writes what a scan says: the same again into the proposal that waits, anything else as a new one. */
export async function putProposals({ tx, now }: Work, proposed: readonly Proposed[]): Promise<void> {
  for (const each of proposed) {
    if (each.live !== undefined) await tx.updateTable('scan_proposal').set(columnsOf(each, now)).where('id', '=', each.live).execute();
  }
  const fresh = proposed.filter(({ live }) => live === undefined);
  if (fresh.length === 0) return;
  const rows = fresh.map((each) => ({
    ...columnsOf(each, now),
    id: newId(),
    ...each.placement,
    camera_id: each.cameraId,
    kind: each.kind,
    scan_id: each.scanId,
    created_at: now,
  }));
  await tx
    .insertInto('scan_proposal')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['camera_id', 'kind', 'home_id'])
        .where('state', 'in', ['open', 'watching'])
        .doUpdateSet((eb) => ({
          before: sql<string>`excluded.before`,
          after: sql<string>`excluded.after`,
          last_scan_id: eb.ref('excluded.last_scan_id'),
          host_id: eb.ref('excluded.host_id'),
          recognised_by: eb.ref('excluded.recognised_by'),
          said_at: eb.ref('excluded.said_at'),
        })),
    )
    .execute();
}

/** Ends proposals that a later scan contradicts. */
export async function supersede(tx: Tx, ids: readonly Id[]): Promise<void> {
  if (ids.length === 0) return;
  await sql`update scan_proposal set state = 'superseded' where id = any(${[...ids]}::uuid[]) and state in ('open', 'watching')`.execute(
    tx,
  );
}

/** Counts a miss of cameras, once for a scan; from so many in a row on they are proposed as gone. */
export async function countMisses(
  { tx, now }: Work,
  scan: { readonly id: Id; readonly startedAt: string },
  cameraIds: readonly Id[],
  goneAfter: number,
): Promise<void> {
  if (cameraIds.length === 0) return;
  const missed = json(cameraIds.map((cameraId) => ({ id: newId(), camera_id: cameraId })));
  await sql`
    insert into scan_proposal as p (id, home_id, unit_id, scope_path, place_path, classification, camera_id, kind, before, after, state,
      scan_id, last_scan_id, misses, said_at, created_at)
    select v.id, c.home_id, c.unit_id, c.scope_path, c.place_path, c.classification, c.id, 'gone', '{"status":"in-use"}', '{"status":"retired"}',
      case when ${goneAfter}::int <= 1 then 'open' else 'watching' end, ${scan.id}, ${scan.id}, 1, ${scan.startedAt}::timestamptz, ${now}::timestamptz
    from jsonb_to_recordset(${missed}::text::jsonb) as v (id uuid, camera_id uuid) join camera c on c.id = v.camera_id
    where not exists (select from scan_proposal r where r.camera_id = c.id and r.kind = 'gone' and r.state = 'refused' and r.decided_at > c.last_seen_at)
    on conflict (camera_id, kind, home_id) where state in ('open', 'watching') do update set misses = p.misses + 1,
      last_scan_id = excluded.last_scan_id, said_at = excluded.said_at,
      state = case when p.misses + 1 >= ${goneAfter}::int then 'open' else p.state end
    where p.last_scan_id <> excluded.last_scan_id`.execute(tx);
}

/** What of a scan became of its proposals. */
export type ScanCounts = ProposalCounts & { readonly scan: Id };

/** Counts by scan, of what it said first or again. */
export async function listCounts(tx: Tx, scanIds: readonly Id[]): Promise<ScanCounts[]> {
  const ids = [...scanIds];
  const { rows } = await sql<ScanCounts>`
    select scan, (count(*) filter (where kind = 'new'))::int as new, (count(*) filter (where kind = 'changed'))::int as changed,
      (count(*) filter (where kind = 'moved'))::int as moved, (count(*) filter (where kind = 'gone'))::int as gone,
      (count(*) filter (where rule is not null))::int as "byRule", (count(*) filter (where state = 'open'))::int as waiting
    from (
      select scan_id as scan, kind, rule, state from scan_proposal where scan_id = any(${ids}::uuid[])
      union all
      select last_scan_id, kind, rule, state from scan_proposal where last_scan_id = any(${ids}::uuid[]) and last_scan_id <> scan_id
    ) as said where state in ('open', 'accepted', 'refused') group by scan`.execute(tx);
  return rows;
}

/** A proposal that the actor sees. */
export function findProposal(tx: Tx, id: Id): Promise<Pick<ProposalRow, 'id' | 'camera_id' | 'scope_path'> | undefined> {
  return tx.selectFrom('scan_proposal').select(['id', 'camera_id', 'scope_path']).where('id', '=', id).executeTakeFirst();
}

/** A proposal, locked until the end of the transaction. */
export function lockProposal(tx: Tx, id: Id): Promise<ProposalRow | undefined> {
  return tx.selectFrom('scan_proposal').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

/** Those that are still open. */
export async function listOpen(tx: Tx, ids: readonly Id[]): Promise<Id[]> {
  const rows = await tx
    .selectFrom('scan_proposal')
    .select('id')
    .where('id', 'in', [...ids])
    .where('state', '=', 'open')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** Whether another proposal of the same kind about the same camera waits. */
export async function hasLive(tx: Tx, { camera_id, kind }: ProposalRow): Promise<boolean> {
  const row = await tx
    .selectFrom('scan_proposal')
    .select('id')
    .where('camera_id', '=', camera_id)
    .where('kind', '=', kind)
    .where('state', 'in', ['open', 'watching'])
    .executeTakeFirst();
  return row !== undefined;
}

/** Writes what a person decided; `open` takes a decision back. */
export async function decide(
  { tx, actor, now }: Work,
  id: Id,
  { state, before, reason = '' }: { readonly state: 'accepted' | 'refused' | 'open'; readonly before?: Values; readonly reason?: string },
): Promise<void> {
  const decided = state === 'open' ? { decided_by: null, decided_at: null } : { decided_by: actor.name, decided_at: now };
  await tx
    .updateTable('scan_proposal')
    .set({ state, reason, ...decided, ...(before === undefined ? {} : { before: json(before) }) })
    .where('id', '=', id)
    .execute();
}
