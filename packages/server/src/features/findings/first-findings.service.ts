import { SEVERITIES, newId } from '@ancam/core';
import type { CheckResult, HostResult, Id, Severity } from '@ancam/core';
import type { Placement, Work } from '../../db/actor.ts';
import * as store from './findings.store.ts';

/** Columns of a camera that count its open findings. */
export type OpenCounts = Readonly<Record<`open_${Severity}` | 'worst', number>>;

/** What a camera without findings has wrong with it at first: whatever failed. All else has nothing to move. */
function failedOf(host: HostResult): CheckResult[] {
  return host.checks.filter(({ outcome }) => outcome === 'fail');
}

/** What `recountOpen` would count of a new camera once `openFirst` has opened its findings. */
export function openCountsOf(host: HostResult): OpenCounts {
  const failed = failedOf(host);
  const count = (severity: Severity): number => failed.filter((each) => each.severity === severity).length;
  const worst = SEVERITIES.findIndex((severity) => count(severity) > 0);
  return {
    open_critical: count('critical'),
    open_high: count('high'),
    open_medium: count('medium'),
    open_low: count('low'),
    open_info: count('info'),
    worst: worst === -1 ? NOTHING_OPEN : worst,
  };
}

/** As the database ranks a camera without open findings. */
const NOTHING_OPEN = 9;

/** A camera that this transaction inserts with its `openCountsOf`, and what its label said. */
export interface FirstChecked {
  readonly cameraId: Id;
  readonly placement: Placement;
  readonly host: HostResult;
}

/** Opens the findings of new cameras. Nothing is looked up: there is nothing yet that they could have. Inside `countingCameras`. */
export async function openFirst(work: Work, checked: readonly FirstChecked[]): Promise<void> {
  const opened = checked.flatMap(({ cameraId, placement, host }) =>
    failedOf(host).map((result) => ({ id: newId(), cameraId, placement, result, at: host.finishedAt })),
  );
  await store.insertFindings(work, opened);
  const by = work.actor.name;
  const events = opened.map(({ id, placement, at }) => ({
    findingId: id,
    placement,
    at,
    by,
    scanId: null,
    event: 'opened' as const,
    reason: null,
  }));
  await store.insertEvents(work, events);
}
