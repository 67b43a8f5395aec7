import { AppError, newId, RESULT_FORMAT, RESULT_VERSION, systemClock } from '@ancam/core';
import type { AuthorisationNote, Clock, HostResult, ScanEvent, ScanHead, ScanPlan, ScanStatus } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { resolveTargets } from '../targets/resolve.ts';
import type { ResolvedTargets, Resolver } from '../targets/resolve.ts';
import { discover } from '../discover/index.ts';
import type { Discovery } from '../discover/index.ts';
import { randomHex } from '../sweep/order.ts';
import { Lane } from '../wire/lane.ts';
import type { NoteAttempts } from './attempts.ts';
import { ScanRun } from './scan-run.ts';

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
  const onAbort = (): void => lane.cancel();
  options.signal?.addEventListener('abort', onAbort, { once: true });
  if (options.signal?.aborted === true) lane.cancel();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    lane.cancel();
  }, plan.limits.totalTimeoutMs);
  const context = { plan, knowledge, lane, clock, randomPath: `/ancam-${randomHex()}`, noteAttempts: options.noteAttempts };
  const run = new ScanRun(context, targets, emit, options.prior ?? []);
  try {
    for (const note of targets.notes) run.note(note);
    await run.execute(startDiscovery(plan, targets, lane, clock));
  } finally {
    clearTimeout(timer);
    options.signal?.removeEventListener('abort', onAbort);
    run.close();
  }
  const status: ScanStatus = late || run.unstable ? 'limit' : lane.cancelled ? 'cancelled' : 'completed';
  lane.cancel();
  return {
    format: RESULT_FORMAT,
    version: RESULT_VERSION,
    id: options.scanId ?? newId(),
    instanceId: options.instanceId,
    software: SOFTWARE,
    knowledge: knowledge.hash,
    status,
    startedAt: startedAt.toISOString(),
    finishedAt: clock().toISOString(),
    plan,
    ...(options.authorisation === undefined ? {} : { authorisation: options.authorisation }),
    stats: run.stats(),
    notes: run.notes,
  };
}

function startDiscovery(plan: ScanPlan, targets: ResolvedTargets, lane: Lane, clock: Clock): Discovery {
  const { unicast, interfaces, port } = plan.discovery;
  const waitMs = Math.min(plan.limits.exchangeTimeoutMs, LATE_REPLIES_MS);
  const { connectsPerSecond: perSecond, hostRatePerSecond } = plan.limits;
  return discover({ lane, targets, unicast, interfaces, wsdPort: port, waitMs, perSecond, hostRatePerSecond, clock });
}
