import type { PageQuery, Scan, ScanBody, ScanHostList, ScanList, ScanPreview, ScanProgress, ScansQuery } from '@ancam/contract';
import { AppError, message, msLeft, newId } from '@ancam/core';
import type { AuthorisationNote, HostResult, Id, ScanPlan, ScanWindow } from '@ancam/core';
import { coverageOf, dryRun, resolveTargets, splitTargets } from '@ancam/scanner';
import { knowledgeForThread } from '../../own-knowledge.ts';
import { pageOf } from '../../cursor.ts';
import { asOwner, assertMayChange, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import * as authorisations from '../authorisations/authorisations.service.ts';
import { registerHosts } from '../cameras/register.service.ts';
import { holdAgainstDeclared } from '../models/declared.service.ts';
import { countsOfScans } from '../proposals/counts.service.ts';
import { proposeGone } from '../proposals/gone.service.ts';
import { tellProposals } from '../proposals/waiting.service.ts';
import { noteAttempts } from './attempts.service.ts';
import { dropJournal, journalOf } from './journals.ts';
import { headOfPieces } from './pieces.ts';
import * as pieces from './pieces.store.ts';
import { planWithin } from './plan-within.ts';
import type { ScanOutcome } from './runner.ts';
import type { ScanContext } from './scan-context.ts';
import * as store from './scans.store.ts';
import type { ScanRow } from './scans.store.ts';
import { viewHost, viewScan } from './scans.view.ts';
import { noneBySeverity } from './severities.ts';

const LEASE_MS = 20_000;
const PREVIEW_LINES = 500;
const PAGE = 20;
const SMALLEST_PIECE = 16;
const LARGEST_PIECE = 256;
const PIECES_PER_PROBE = 8;
const NO_STATS = { addresses: 0, excluded: 0, silent: 0, alive: 0, cameras: 0, connects: 0, exchanges: 0 };

/** Until when a scan that is alive at an instant counts as alive. */
export function leaseFrom(now: string): string {
  return new Date(Date.parse(now) + LEASE_MS).toISOString();
}

/** For how long a scan may send from now on. */
export function msLeftOf(context: ScanContext, window: ScanWindow | null): number {
  return msLeft(window, context.clock());
}

/** How far the probes of a scan have come, by what they have sent. */
async function progressOf(work: Work, { id }: ScanRow, written = { alive: 0, cameras: 0 }): Promise<ScanProgress> {
  return { stage: 'probe', ...(await pieces.countAddresses(work.tx, id)), ...written };
}

/** Scans as the API tells them, with findings counted at once. */
async function viewAll(context: ScanContext, work: Work, rows: readonly ScanRow[]): Promise<Scan[]> {
  const counts = await store.countFailed(
    work.tx,
    rows.map(({ id }) => id),
  );
  const proposals = await countsOfScans(
    work,
    rows.map(({ id }) => id),
  );
  return Promise.all(
    rows.map(async (row) => {
      const findings = noneBySeverity();
      for (const { scanId, severity, count } of counts) if (scanId === row.id) findings[severity] = count;
      const written = ['running', 'paused', 'interrupted'].includes(row.status) ? await store.countHosts(work.tx, row.id) : undefined;
      return viewScan(row, work.actor, {
        findings,
        proposals: proposals(row.id),
        progress: row.origin === 'probe' ? await progressOf(work, row, written) : context.live.progress(row.id),
        waiting: context.runner.isWaiting(row.id),
        open: msLeftOf(context, store.windowOf(row)) > 0,
        ...(written === undefined ? {} : { written }),
      });
    }),
  );
}

async function viewOne(context: ScanContext, work: Work, row: ScanRow): Promise<Scan> {
  const [view] = await viewAll(context, work, [row]);
  if (view === undefined) throw new AppError('not-found', 'no such scan', { place: row.id });
  return view;
}

/** The scan of an id, or `not-found`. */
export async function getRow(work: Work, id: Id): Promise<ScanRow> {
  const row = await store.findScan(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such scan', { place: id });
  return row;
}

export function get(context: ScanContext, actor: Actor, id: Id): Promise<Scan> {
  return withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    noteRead(work, 'scan', [row]);
    return viewOne(context, work, row);
  });
}

/** The latest scan, for the first page. */
export async function latest(context: ScanContext, work: Work): Promise<Scan | null> {
  const [row] = await store.listScans(work.tx, { limit: 1 });
  if (row !== undefined) noteRead(work, 'scan', [row]);
  return row === undefined ? null : viewOne(context, work, row);
}

export function list(context: ScanContext, actor: Actor, query: ScansQuery): Promise<ScanList> {
  return withActor(context, actor, async (work) => {
    const page = pageOf(await store.listScans(work.tx, query), query.limit, (row) => [row.started_at, row.id]);
    noteRead(work, 'scan', page.items);
    return { items: await viewAll(context, work, page.items), next: page.next };
  });
}

export function hosts(context: ScanContext, actor: Actor, id: Id, query: PageQuery & { kind: 'cameras' | 'all' }): Promise<ScanHostList> {
  return withActor(context, actor, async (work) => {
    noteRead(work, 'scan', [await getRow(work, id)]);
    const rows = await store.listHosts(work.tx, id, { ...query, camerasOnly: query.kind === 'cameras' });
    const page = pageOf(rows, query.limit, (row) => [row.address_key, row.id]);
    return { items: page.items.map(viewHost), next: page.next };
  });
}

export async function preview(context: ScanContext, actor: Actor, body: ScanBody): Promise<ScanPreview> {
  const { plan } = await withActor(context, actor, (work) => planWithin(work, body));
  const resolved = await resolveTargets(plan);
  const lines: ScanPreview['lines'] = [];
  let truncated = false;
  for (const { target, port, shape, preview, when } of dryRun(plan, context.knowledge)) {
    truncated = lines.length >= PREVIEW_LINES;
    if (truncated) break;
    lines.push({ address: target, port, shape, preview, when });
  }
  return { addresses: resolved.count, excluded: resolved.excluded, lines, truncated, notes: [...resolved.notes] };
}

/** Addresses of a piece: several for each probe, so that a quick one takes over from a slow one. */
function pieceSize(addresses: number, probes: number): number {
  return Math.min(LARGEST_PIECE, Math.max(SMALLEST_PIECE, Math.ceil(addresses / (probes * PIECES_PER_PROBE))));
}

/** What a schedule adds to a scan: its hours, and what is to be kept in the transaction that keeps the scan. */
export interface Scheduled {
  readonly id: Id;
  readonly window: ScanWindow | null;
  readonly keep: (work: Work, scanId: Id) => Promise<void>;
}

/** Records a scan and runs it, now or after those before it; or leaves it to probes. */
export async function start(context: ScanContext, actor: Actor, body: ScanBody, scheduled?: Scheduled): Promise<Scan> {
  const { plan, note, siteId } = await withActor(context, actor, (work) => planWithin(work, body));
  const { count, excluded } = await resolveTargets(plan);
  const byProbes = body.probes.length > 0;
  const blocks = byProbes ? splitTargets(plan, pieceSize(count, body.probes.length)) : [];
  const id = newId();
  const window = scheduled?.window ?? null;
  await withActor(context, actor, async (work) => {
    await store.insertScan(work, {
      id,
      authorisationId: body.authorisationId,
      siteId,
      probes: body.probes,
      authorisation: note,
      origin: byProbes ? 'probe' : 'live',
      status: 'running',
      leaseUntil: byProbes ? null : leaseFrom(work.now),
      plan,
      stats: { ...NO_STATS, addresses: count, excluded },
      notes: [],
      knowledge: context.knowledge.hash,
      software: context.software,
      contentHash: null,
      startedAt: work.now,
      finishedAt: null,
      scheduleId: scheduled?.id ?? null,
      window,
    });
    await scheduled?.keep(work, id);
    if (byProbes) {
      const numbered = blocks.map((block, index) => ({ id: newId(), n: index + 1, ...block }));
      await pieces.insertPieces(work.tx, id, numbered);
    }
    work.audit({ action: 'scan.started', object: `scan/${id}`, summary: `${note.document}: ${plan.targets.join(', ')}`.slice(0, 500) });
  });
  context.live.open(id);
  if (!byProbes) run(context, actor, { scanId: id, plan, authorisation: note, prior: [] }, window);
  return get(context, actor, id);
}

/** Goes on with a scan that did not come to its end: same plan, only the addresses that are not finished. */
export async function resume(context: ScanContext, actor: Actor, id: Id): Promise<Scan> {
  const job = await withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    assertMayChange(actor, row);
    const before = await viewOne(context, work, row);
    if (!before.actions.may.includes('resume') || row.authorisation_id === null) {
      const blocker = before.actions.blockers.find(({ action }) => action === 'resume');
      throw new AppError('conflict', `a scan that is ${before.actions.state} cannot be resumed`, {
        place: id,
        reason: blocker?.reason ?? before.actions.state,
      });
    }
    const authorisation = await authorisations.getValid(work, row.authorisation_id);
    const plan = store.planOf(row);
    const note = {
      grantedBy: authorisation.granted_by,
      document: authorisation.document,
      validUntil: authorisation.valid_until,
      factoryPasswordTest: authorisation.factory_password_test,
    };
    const prior: HostResult[] = [];
    for await (const host of hostResults(work, id)) prior.push(host);
    const byProbes = row.origin === 'probe';
    if (!(await store.reviveScan(work.tx, id, byProbes ? null : leaseFrom(work.now)))) {
      throw new AppError('conflict', 'the scan runs already', { place: id, reason: 'running' });
    }
    context.live.open(id);
    work.audit({ action: 'scan.resumed', object: `scan/${id}`, summary: `${prior.length} hosts finished before` });
    return byProbes ? undefined : { job: { scanId: id, plan, authorisation: note, prior }, window: store.windowOf(row) };
  });
  if (job === undefined) await endIfDone(context, actor, id);
  else run(context, actor, job.job, job.window);
  return get(context, actor, id);
}

/** All hosts of a scan with their results, page by page. */
export async function* hostResults(work: Work, scanId: Id, unregisteredOnly = false): AsyncIterable<HostResult> {
  for (let after = ''; ;) {
    const page = await store.listHostResults(work.tx, scanId, { after, limit: PAGE, unregisteredOnly });
    for (const { host } of page) yield host;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.key;
  }
}

export async function cancel(context: ScanContext, actor: Actor, id: Id): Promise<Scan> {
  const row = await withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    assertMayChange(actor, row);
    if (row.status !== 'running' && row.status !== 'paused')
      throw new AppError('conflict', 'the scan does not run', { place: id, reason: row.status });
    work.audit({ action: 'scan.cancelled', object: `scan/${id}`, summary: '' });
    return row;
  });
  if (row.origin === 'probe') {
    await end(context, actor, id, { type: 'never-ran' });
    return get(context, actor, id);
  }
  context.imports.cancel(id);
  if (!(await context.runner.cancel(id))) {
    await withActor(context, actor, (work) => store.endScan(work.tx, id, { status: 'cancelled', finishedAt: work.now }));
  }
  return get(context, actor, id);
}

function run(
  context: ScanContext,
  actor: Actor,
  job: { scanId: Id; plan: ScanPlan; authorisation: AuthorisationNote; prior: HostResult[] },
  window: ScanWindow | null,
): void {
  const { scanId } = job;
  context.runner.start(
    { ...job, journal: journalOf(context, scanId), instanceId: context.instanceId, ...knowledgeForThread(context) },
    {
      onProgress: ({ stage, done, total, alive, cameras, etaSeconds }) => {
        const progress = { stage, done, total, alive, cameras, ...(etaSeconds === undefined ? {} : { etaSeconds }) };
        context.live.send(scanId, { type: 'progress', progress });
      },
      onHost: (host) => writeHost(context, actor, scanId, host),
      onAttempts: async (attempts) => noteAttempts(context, await standingFor(context, actor, scanId), scanId, attempts),
      onEnd: (outcome) => end(context, actor, scanId, outcome),
      msLeft: () => msLeftOf(context, window),
    },
  );
}

/**
 * Who writes what a running scan finds. A scan outlives a reorganisation: where its unit has ended or moved since it was started, it goes on
 * in the name of the unit that answers for it now.
 */
export async function standingFor(context: ScanContext, actor: Actor, scanId: Id): Promise<Actor> {
  const row = await asOwner(context, (tx) => store.findScan(tx, scanId));
  if (row === undefined || mayChange(actor, row)) return actor;
  const { steward_id: unitId, scope_path: scopePath, place_path: placePath } = row;
  return { ...actor, unitId, scopePath, placePath, scopes: [...actor.scopes, scopePath], writeScopes: [scopePath] };
}

/** Writes a finished host in one transaction. Once this returns, the host is kept whatever happens. */
async function writeHost(context: ScanContext, actor: Actor, scanId: Id, host: HostResult): Promise<void> {
  const row = await withActor(context, await standingFor(context, actor, scanId), async (work) => {
    await putHosts(context, work, scanId, [host], false);
    return store.findHostRow(work.tx, scanId, host.address);
  });
  if (row !== undefined) context.live.send(scanId, { type: 'host', host: viewHost(row) });
}

/** Enters hosts into the register and writes them, within a transaction that is open. Gives what became of each, by address. */
export async function putHosts(context: ScanContext, work: Work, scanId: Id, given: readonly HostResult[], endOfScan: boolean) {
  const hosts = await holdAgainstDeclared(context.knowledge, work, given);
  const registered = await registerHosts(context, work, { scanId, hosts, endOfScan });
  await store.putHosts(
    work,
    scanId,
    hosts.map((host) => ({ host, cameraId: registered.get(host.address)?.cameraId ?? null })),
  );
  return registered;
}

/** Enters the cameras whose recognition had to wait for the end of the scan. */
export async function registerRest(context: ScanContext, work: Work, scanId: Id): Promise<void> {
  const rest: HostResult[] = [];
  for await (const host of hostResults(work, scanId, true)) rest.push(host);
  for (let start = 0; start < rest.length; start += PAGE) await putHosts(context, work, scanId, rest.slice(start, start + PAGE), true);
}

/** A scan that came to its end also says which cameras it did not see; one that was cut short says nothing of the rest. */
export async function missCameras(work: Work, scanId: Id): Promise<void> {
  const row = await getRow(work, scanId);
  // a file of another tool says what it saw, not what it looked for
  if (row.status !== 'completed' || row.source !== null) return;
  const { targets, excluded } = store.planOf(row);
  await proposeGone(work, { id: scanId, startedAt: row.started_at, covers: coverageOf(targets, excluded) });
}

async function end(context: ScanContext, starter: Actor, scanId: Id, outcome: ScanOutcome): Promise<void> {
  const actor = await standingFor(context, starter, scanId);
  await withActor(context, actor, (work) => endWithin(context, work, scanId, outcome));
  if (outcome.type === 'done' && outcome.head.status === 'completed') await dropJournal(context, scanId);
  await announceEnd(context, actor, scanId);
}

/** Ends a scan as it came out. */
async function endWithin(context: ScanContext, work: Work, scanId: Id, outcome: ScanOutcome): Promise<void> {
  await registerRest(context, work, scanId);
  await pieces.release(work.tx, { scan_id: scanId });
  await store.endScan(work.tx, scanId, endOf(outcome, work.now));
  await missCameras(work, scanId);
  await tellProposals(context, work, scanId);
  work.audit({ action: 'scan.ended', object: `scan/${scanId}`, summary: endOf(outcome, work.now).status });
}

/** Tells whoever watches that a scan has ended. */
async function announceEnd(context: ScanContext, actor: Actor, scanId: Id): Promise<void> {
  const scan = await get(context, actor, scanId);
  context.live.send(scanId, { type: 'status', scan });
  context.live.close(scanId);
}

/** Ends a scan of probes once every piece has ended; gives whether it did. */
export async function endIfDone(context: ScanContext, starter: Actor, scanId: Id): Promise<boolean> {
  const actor = await standingFor(context, starter, scanId);
  const ended = await withActor(context, actor, async (work) => {
    await pieces.lockScan(work.tx, scanId);
    const row = await getRow(work, scanId);
    const all = await pieces.listPieces(work.tx, scanId);
    if (row.status !== 'running' || all.some(({ state }) => state !== 'done')) return false;
    const found = await store.countHosts(work.tx, scanId);
    await endWithin(context, work, scanId, { type: 'done', head: headOfPieces(all, { ...store.statsOf(row), ...found }) });
    return true;
  });
  if (ended) await announceEnd(context, actor, scanId);
  return ended;
}

const ENDS = { stopped: 'interrupted', paused: 'paused', 'never-ran': 'cancelled' } as const;

function endOf(outcome: ScanOutcome, now: string): store.ScanEnd {
  if (outcome.type === 'done') {
    const { status, stats, notes } = outcome.head;
    return { status, stats, notes, finishedAt: now };
  }
  if (outcome.type === 'failed')
    return { status: 'failed', notes: [message('scanner-fault', { cause: outcome.message })], finishedAt: now };
  return { status: ENDS[outcome.type], finishedAt: now };
}
