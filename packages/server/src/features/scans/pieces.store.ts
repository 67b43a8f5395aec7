import { ScanStats } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { json } from '../../db/database.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type PieceRow = Selectable<Tables['probe_piece']>;

export interface NewPiece {
  readonly id: Id;
  readonly n: number;
  readonly targets: readonly string[];
  readonly addresses: number;
}

/** Keeps the pieces of a scan, where the scan stands. */
export async function insertPieces(tx: Tx, scanId: Id, pieces: readonly NewPiece[]): Promise<void> {
  const placement = await tx
    .selectFrom('scan')
    .select(['home_id', 'unit_id', 'scope_path', 'place_path', 'classification'])
    .where('id', '=', scanId)
    .executeTakeFirstOrThrow();
  const rows = pieces.map(({ targets, ...piece }) => ({
    ...placement,
    ...piece,
    targets: [...targets],
    scan_id: scanId,
    state: 'waiting',
    notes: [],
  }));
  await tx.insertInto('probe_piece').values(rows).execute();
}

export function findPiece(tx: Tx, id: Id): Promise<PieceRow | undefined> {
  return tx.selectFrom('probe_piece').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The probe and hosts of each piece of a scan, in order. */
export type ListedPiece = PieceRow & { readonly probe_name: string | null };

export function listPieces(tx: Tx, scanId: Id): Promise<ListedPiece[]> {
  return tx
    .selectFrom('probe_piece')
    .leftJoin('probe', 'probe.id', 'probe_piece.probe_id')
    .selectAll('probe_piece')
    .select('probe.name as probe_name')
    .where('scan_id', '=', scanId)
    .orderBy('n')
    .execute();
}

/** Addresses of finished pieces, and of all. */
export async function countAddresses(tx: Tx, scanId: Id): Promise<{ done: number; total: number }> {
  const { rows } = await sql<{ done: number; total: number }>`
    select coalesce(sum(addresses) filter (where ended_at is not null), 0)::int as done, coalesce(sum(addresses), 0)::int as total
    from probe_piece where scan_id = ${scanId}`.execute(tx);
  return rows[0] ?? { done: 0, total: 0 };
}

/** `resting`: scans that may send nothing at this hour. */
export interface OpenPieces {
  readonly now: string;
  readonly limit: number;
  readonly resting: readonly Id[];
}

/** Pieces that a probe might be given, oldest scan first, locked; as the owner. */
export async function lockOpen(tx: Tx, probeId: Id, { now, limit, resting }: OpenPieces): Promise<PieceRow[]> {
  const { rows } = await sql<PieceRow>`
    select p.* from probe_piece p join scan s on s.id = p.scan_id
    where s.status = 'running' and s.origin = 'probe' and ${probeId}::uuid = any (s.probe_ids)
      and p.scan_id <> all (${[...resting]}::uuid[])
      and (p.state = 'waiting' or (p.state = 'taken' and p.lease_until < ${now}::timestamptz and p.probe_id <> ${probeId}::uuid))
    order by s.started_at, p.scan_id, p.n limit ${limit} for update of p skip locked`.execute(tx);
  return rows;
}

/** Pieces that a probe has by what the server knows. */
export function listHeld(tx: Tx, probeId: Id): Promise<PieceRow[]> {
  return tx
    .selectFrom('probe_piece')
    .selectAll()
    .where('probe_id', '=', probeId)
    .where('state', '=', 'taken')
    .orderBy('taken_at')
    .execute();
}

export async function take(tx: Tx, ids: readonly Id[], to: { probeId: Id; now: string; until: string }): Promise<void> {
  if (ids.length === 0) return;
  await tx
    .updateTable('probe_piece')
    .set({ state: 'taken', probe_id: to.probeId, taken_at: to.now, lease_until: to.until })
    .where('id', 'in', [...ids])
    .execute();
}

/** Renews the term of pieces that are still the probe's, of scans that still run; gives which. */
export async function renew(tx: Tx, ids: readonly Id[], probeId: Id, until: string): Promise<Id[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: Id }>`
    update probe_piece p set lease_until = ${until}::timestamptz from scan s
    where s.id = p.scan_id and s.status = 'running' and p.id = any (${[...ids]}::uuid[]) and p.probe_id = ${probeId}::uuid and p.state = 'taken'
    returning p.id`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Gives back pieces that a probe had: of one, of a probe, or of a scan. */
export async function release(tx: Tx, of: { readonly id?: Id; readonly probe_id?: Id; readonly scan_id?: Id }): Promise<void> {
  let query = tx
    .updateTable('probe_piece')
    .set({ state: 'waiting', probe_id: null, taken_at: null, lease_until: null })
    .where('state', '=', 'taken');
  if (of.id !== undefined) query = query.where('id', '=', of.id);
  if (of.probe_id !== undefined) query = query.where('probe_id', '=', of.probe_id);
  if (of.scan_id !== undefined) query = query.where('scan_id', '=', of.scan_id);
  await query.execute();
}

/** Notes devices of a piece that no earlier result told of. */
export async function addHosts(tx: Tx, id: Id, hosts: number): Promise<void> {
  await sql`update probe_piece set hosts = hosts + ${hosts} where id = ${id}`.execute(tx);
}

export interface EndOfPiece {
  readonly status: string;
  readonly stats: ScanStats | null;
  readonly notes: readonly string[];
  readonly probeId: Id;
  readonly now: string;
}

export async function endPiece(tx: Tx, id: Id, { status, stats, notes, probeId, now }: EndOfPiece): Promise<void> {
  await tx
    .updateTable('probe_piece')
    .set({
      state: 'done',
      status,
      stats: stats === null ? null : json(stats),
      notes: [...notes],
      probe_id: probeId,
      ended_at: now,
      lease_until: null,
    })
    .where('id', '=', id)
    .execute();
}

/** One after the other write into a scan: what two probes tell of one address must not become two cameras. */
export async function lockScan(tx: Tx, scanId: Id): Promise<void> {
  await sql`select from scan where id = ${scanId} for update`.execute(tx);
}

export function statsOfPiece(row: PieceRow): ScanStats | undefined {
  return row.stats === null ? undefined : ScanStats.parse(row.stats);
}
