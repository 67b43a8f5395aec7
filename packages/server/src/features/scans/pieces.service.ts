import { setImmediate as breathe } from 'node:timers/promises';
import type { PollBody, ProbePiece, ResultsAnswer, ResultsBody, ScanPiece, ScanPieces } from '@ancam/contract';
import { AppError, AuthorisationNote, msLeft, ScanStatus } from '@ancam/core';
import type { HostResult, Id } from '@ancam/core';
import { coverageOf, derive, firstOutside } from '@ancam/scanner';
import { asOwner, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { noteRead } from '../../db/note-read.ts';
import { allowedOf } from '../probes/usable.service.ts';
import * as pieces from './pieces.store.ts';
import type { ListedPiece, PieceRow } from './pieces.store.ts';
import type { ScanContext } from './scan-context.ts';
import { endIfDone, getRow, putHosts } from './scans.service.ts';
import * as store from './scans.store.ts';
import type { ScanRow } from './scans.store.ts';
import { viewHost } from './scans.view.ts';
import { systemFor } from './system-actor.ts';

/** How long a piece stays with a probe that does not ask any more. */
const TERM_MS = 120_000;
/** Pieces looked through for one that the probe may scan. */
const LOOKED_AT = 500;

/** The probe that asks. */
export interface Asking {
  readonly id: Id;
  readonly name: string;
}

function viewPiece(row: ListedPiece, allowed: readonly (readonly string[])[]): ScanPiece {
  const { n, targets, addresses, hosts, state, status, probe_id: id, probe_name: name } = row;
  return {
    n,
    targets,
    addresses,
    hosts,
    state: state === 'done' || state === 'taken' ? state : 'waiting',
    reachable: state !== 'waiting' || allowed.some((each) => isWithin(targets, each)),
    status: ScanStatus.nullable().parse(status),
    probe: id === null ? null : { id, name: name ?? '' },
    takenAt: row.taken_at,
    endedAt: row.ended_at,
  };
}

/** The pieces of a scan in order; none where this server scans. */
export function list(context: ScanContext, actor: Actor, id: Id): Promise<ScanPieces> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    noteRead(work, 'scan', [row]);
    const allowed = await allowedOf(work, row.probe_ids);
    return { items: (await pieces.listPieces(work.tx, id)).map((piece) => viewPiece(piece, allowed)) };
  });
}

/** A probe tells what it allows: a text that is no target allows nothing. */
function isWithin(targets: readonly string[], allowed: readonly string[]): boolean {
  try {
    return firstOutside(targets, allowed) === undefined;
  } catch {
    return false;
  }
}

/**
 * Renews the terms of what a probe works on and gives it more, in a transaction of the owner. What it should have and does not name it is
 * given again: the answer was lost. `drop`: what is not, or no longer, its own.
 */
export async function exchangePieces(
  tx: Tx,
  probe: Asking,
  { holds, room, allowed }: Pick<PollBody, 'holds' | 'room' | 'allowed'>,
  now: string,
): Promise<{ pieces: ProbePiece[]; drop: Id[] }> {
  const until = new Date(Date.parse(now) + TERM_MS).toISOString();
  const kept = new Set(await pieces.renew(tx, holds, probe.id, until));
  const lost = (await pieces.listHeld(tx, probe.id)).filter(({ id }) => !holds.includes(id));
  const resting = (await store.listSharedWithHours(tx))
    .filter((row) => msLeft(store.windowOf(row), new Date(now)) === 0)
    .map(({ id }) => id);
  const open = room <= lost.length ? [] : await pieces.lockOpen(tx, probe.id, { now, limit: LOOKED_AT, resting });
  const fresh = open.filter(({ targets }) => isWithin(targets, allowed)).slice(0, Math.max(0, room - lost.length));
  const given = [...lost, ...fresh];
  await pieces.take(
    tx,
    given.map(({ id }) => id),
    { probeId: probe.id, now, until },
  );
  const answers: ProbePiece[] = [];
  for (const piece of given) {
    const scan = await store.findScan(tx, piece.scan_id);
    if (scan !== undefined) answers.push(orderOf(piece, scan));
  }
  return { pieces: answers, drop: holds.filter((id) => !kept.has(id)) };
}

function orderOf(piece: PieceRow, scan: ScanRow): ProbePiece {
  const note = scan.authorisation_note;
  return {
    id: piece.id,
    scanId: scan.id,
    plan: { ...store.planOf(scan), targets: piece.targets },
    authorisation: note === null ? null : AuthorisationNote.parse(note),
    window: store.windowOf(scan),
  };
}

/** Gives back what a probe works on. */
export function releasePieces(tx: Tx, probeId: Id): Promise<void> {
  return pieces.release(tx, { probe_id: probeId });
}

/** The hosts that lie in a piece, concluded anew from their facts: what a probe concludes itself is not believed. */
async function concluded(context: ScanContext, piece: PieceRow, scan: ScanRow, hosts: readonly HostResult[]): Promise<HostResult[]> {
  const covers = coverageOf(piece.targets, store.planOf(scan).excluded);
  const inside: HostResult[] = [];
  for (const host of hosts) {
    if (!isAddressWithin(covers, host.address)) continue;
    inside.push({ ...host, ...derive(host, context.knowledge) });
    // others are served between two hosts
    await breathe();
  }
  return inside;
}

function isAddressWithin(covers: (address: string) => boolean, address: string): boolean {
  try {
    return covers(address);
  } catch {
    return false;
  }
}

/**
 * Takes results of a piece from a probe of its scan, whether it still has the piece or not. Each address counts once: what an earlier
 * result of another probe told stays, unless that one was cut short. The same host again, by its id, is the same host with more facts.
 */
export async function takeResults(context: ScanContext, probe: Asking, body: ResultsBody): Promise<ResultsAnswer> {
  const { piece, scan } = await asOwner(context, async (tx) => {
    const found = await pieces.findPiece(tx, body.piece);
    return { piece: found, scan: found === undefined ? undefined : await store.findScan(tx, found.scan_id) };
  });
  if (piece === undefined || scan?.probe_ids.includes(probe.id) !== true) {
    throw new AppError('not-found', 'no such piece of this probe', { place: body.piece });
  }
  const hosts = await concluded(context, piece, scan, body.hosts);
  const actor = systemFor(scan, `AnCam (${probe.name})`);
  const { fresh, done } = await withActor(context, actor, async (work) => {
    await pieces.lockScan(work.tx, scan.id);
    const kept = await keepHosts(context, work, { scan, piece }, hosts);
    return { fresh: kept, done: body.end === null ? false : await endOf(work, probe, piece.id, body.end) };
  });
  await tell(context, actor, scan.id, fresh);
  if (done) await endIfDone(context, actor, scan.id);
  return { taken: fresh.length, left: body.hosts.length - fresh.length };
}

async function keepHosts(
  context: ScanContext,
  work: Work,
  { scan, piece }: { readonly scan: ScanRow; readonly piece: PieceRow },
  hosts: readonly HostResult[],
): Promise<HostResult[]> {
  if (hosts.length === 0) return [];
  const addresses = hosts.map(({ address }) => address);
  const told = new Map((await store.listTold(work.tx, scan.id, addresses)).map((each) => [each.address, each]));
  const fresh = hosts.filter(({ id, address, cutShort }) => {
    const known = told.get(address);
    return known === undefined || known.id === id || (known.cut_short && !cutShort);
  });
  // The last of two results of one host is the one with more facts.
  const once = [...new Map(fresh.map((host) => [host.address, host])).values()];
  const { status } = await getRow(work, scan.id);
  await putHosts(context, work, scan.id, once, status !== 'running');
  await pieces.addHosts(work.tx, piece.id, once.filter(({ address }) => !told.has(address)).length);
  return once;
}

/** Ends a piece that has not ended. Whoever finished all of it ends it, what cut it short only for the probe that has it. */
async function endOf(work: Work, probe: Asking, id: Id, end: NonNullable<ResultsBody['end']>): Promise<boolean> {
  const piece = await pieces.findPiece(work.tx, id);
  const mine = piece?.state === 'taken' && piece.probe_id === probe.id;
  if (piece === undefined || piece.state === 'done' || (end.status !== 'completed' && !mine)) return false;
  if (end.status === 'refused') {
    await pieces.release(work.tx, { id });
    return false;
  }
  const { status, stats, notes } = end;
  await pieces.endPiece(work.tx, id, { status, stats, notes, probeId: probe.id, now: work.now });
  return true;
}

/** Shows what came in to whoever watches the scan. */
async function tell(context: ScanContext, actor: Actor, scanId: Id, hosts: readonly HostResult[]): Promise<void> {
  const shown = await withActor(context, actor, async (work) => {
    const { status } = await getRow(work, scanId);
    if (status !== 'running') return undefined;
    const counts = { ...(await pieces.countAddresses(work.tx, scanId)), ...(await store.countHosts(work.tx, scanId)) };
    const rows = await Promise.all(hosts.map(({ address }) => store.findHostRow(work.tx, scanId, address)));
    return { progress: { stage: 'probe' as const, ...counts }, rows };
  });
  if (shown === undefined) return;
  if (!context.live.isOpen(scanId)) context.live.open(scanId);
  for (const row of shown.rows) if (row !== undefined) context.live.send(scanId, { type: 'host', host: viewHost(row) });
  context.live.send(scanId, { type: 'progress', progress: shown.progress });
}
