import { AppError, message, newId, RESULT_FORMAT, RESULT_VERSION, systemClock } from '@ancam/core';
import type { AuthorisationNote, Clock, HostResult, ScanEvent, ScanHead, ScanPlan, ScanStatus } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { resolveTargets } from '../targets/resolve.ts';
import type { ResolvedTargets, Resolver } from '../targets/resolve.ts';
import { discover } from '../discover/index.ts';
import type { Discovery } from '../discover/index.ts';
import type { DiscoveryProtocol } from '../discover/protocol.ts';
import { randomHex } from '../sweep/order.ts';
import { HostTurns } from '../sweep/turns.ts';
import { Lane } from '../wire/lane.ts';
import type { NoteAttempts } from './attempts.ts';
import { Journal } from './journal.ts';
import { ScanRun } from './scan-run.ts';
import type { ScanContext } from './session.ts';
import { tellsOf } from './tells-of.ts';

/** The longest delay that WS-Discovery allows a device before it answers (APP_MAX_DELAY), and a little for the way. */
const LATE_REPLIES_MS = 600;

/** Name and version that results carry. */
export const SOFTWARE = 'AnCam 0.1.0';

/** What a scan needs. Only `plan`, `knowledge` and `instanceId` must be given. */
export interface ScanOptions {
  readonly plan: ScanPlan;
  readonly knowledge: KnowledgeIndex;
  readonly instanceId: string;
  readonly scanId?: string;
  readonly authorisation?: AuthorisationNote;
  readonly clock?: Clock;
  readonly signal?: AbortSignal;
  /** Progress, notes and hosts. A host may come again under the same id with more facts: readers keep the last. */
  readonly onEvent?: (event: ScanEvent) => void;
  /** Hosts of an interrupted run of the same plan: those that were finished are not asked again. */
  readonly prior?: readonly HostResult[];
  /** Looks host names up; the machine's own way unless given. */
  readonly resolver?: Resolver;
  /** Notes log-in attempts before they are made; without it the plan's are not made. */
  readonly noteAttempts?: NoteAttempts | undefined;
  /**
   * A folder of this scan alone, where answers of hosts under way are kept: a scan that was cut off goes on within its hosts when it is run with
   * the same folder. It may be removed once the scan is complete and its results are stored. Without it such hosts are read anew.
   */
  readonly journal?: string | undefined;
}

function assertAuthorised(options: ScanOptions, now: Date): void {
  const { plan, authorisation } = options;
  if (authorisation !== undefined && authorisation.validUntil < now.toISOString().slice(0, 10)) {
    throw new AppError('authorisation.expired', `the authorisation ended on ${authorisation.validUntil}`, {
      place: 'authorisation',
      fix: 'record an authorisation that is still valid',
    });
  }
  const logsIn = plan.factoryPasswordTest || (plan.lockoutTest ?? []).length > 0;
  if (logsIn && authorisation?.factoryPasswordTest !== true) {
    throw new AppError('authorisation.missing', 'log-in attempts need an authorisation that allows them', {
      place: 'authorisation',
      fix: 'record an authorisation that allows the test of factory passwords, or switch the test off',
    });
  }
}

/**
 * Runs a scan. Hosts stream out through `onEvent`; the head of the result is returned. A cancel or a limit ends it with what was finished.
 * @throws AppError `authorisation.*`, `target.*`, `input.invalid` before anything is sent
 */
export async function runScan(options: ScanOptions): Promise<ScanHead> {
  const clock = options.clock ?? systemClock;
  const startedAt = clock();
  assertAuthorised(options, startedAt);
  const { plan, knowledge } = options;
  const emit = options.onEvent ?? ((): void => undefined);
  emit({ type: 'progress', stage: 'resolve', done: 0, total: plan.targets.length, alive: 0, cameras: 0 });
  const targets = await resolveTargets(plan, options.resolver);
  const lane = new Lane();
  const bounds = cancelAtBounds(options, lane);
  const { journal, fault } = await openJournal(options, startedAt);
  const randomPath = journal?.randomPath ?? newRandomPath();
  const turns = new HostTurns(plan.limits.hostRatePerSecond);
  const context = { plan, knowledge, lane, clock, turns, randomPath, noteAttempts: options.noteAttempts, journal };
  const run = new ScanRun(context, targets, emit, options.prior ?? []);
  try {
    if (fault !== undefined) run.note(message('journal-failed', { cause: fault }));
    for (const note of targets.notes) run.note(note);
    await run.execute(startDiscovery(context, targets));
  } finally {
    bounds.release();
    run.close();
    await journal?.close();
  }
  if (journal?.fault !== undefined) run.note(message('journal-failed', { cause: journal.fault }));
  const status: ScanStatus = bounds.late || run.unstable ? 'limit' : lane.cancelled ? 'cancelled' : 'completed';
  lane.cancel();
  return headOf(options, run, { status, startedAt, finishedAt: clock() });
}

/** Cancels the lane by the signal and at the total limit, until released. */
function cancelAtBounds({ plan, signal }: ScanOptions, lane: Lane): { readonly late: boolean; readonly release: () => void } {
  const onAbort = (): void => lane.cancel();
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) lane.cancel();
  const bounds = {
    late: false,
    release: () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    },
  };
  const timer = setTimeout(() => {
    bounds.late = true;
    lane.cancel();
  }, plan.limits.totalTimeoutMs);
  return bounds;
}

function headOf(
  { plan, knowledge, instanceId, scanId, authorisation }: ScanOptions,
  run: ScanRun,
  { status, startedAt, finishedAt }: { readonly status: ScanStatus; readonly startedAt: Date; readonly finishedAt: Date },
): ScanHead {
  return {
    format: RESULT_FORMAT,
    version: RESULT_VERSION,
    id: scanId ?? newId(),
    instanceId,
    software: SOFTWARE,
    knowledge: knowledge.hash,
    status,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    plan,
    ...(authorisation === undefined ? {} : { authorisation }),
    stats: run.stats(),
    notes: run.notes,
  };
}

function newRandomPath(): string {
  return `/ancam-${randomHex()}`;
}

/** A scan whose journal cannot be kept is run without: it only goes on less well where it is cut off. */
async function openJournal({ journal: folder, prior = [] }: ScanOptions, now: Date): Promise<{ journal?: Journal; fault?: string }> {
  if (folder === undefined) return {};
  const finished = new Set(prior.map(({ address }) => address));
  try {
    return { journal: await Journal.open(folder, (address) => finished.has(address), newRandomPath(), now) };
  } catch (thrown) {
    return { fault: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

function startDiscovery({ plan, knowledge, lane, clock, turns }: ScanContext, targets: ResolvedTargets): Discovery {
  const { unicast, interfaces, port } = plan.discovery;
  const waitMs = Math.min(plan.limits.exchangeTimeoutMs, LATE_REPLIES_MS);
  const perSecond = plan.limits.connectsPerSecond;
  const tells = (protocol: DiscoveryProtocol, maker: string): boolean => tellsOf(knowledge, protocol, maker);
  return discover({ lane, targets, unicast, interfaces, wsdPort: port, waitMs, perSecond, turns, tells, clock });
}
