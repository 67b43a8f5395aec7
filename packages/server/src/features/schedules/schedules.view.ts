import type { Actions, Schedule } from '@ancam/contract';
import { ScanBody, ScheduleState } from '@ancam/contract';
import { nextBeginnings, opensAt, Recurrence, ScanStatus, ScanWindow } from '@ancam/core';
import type { Id } from '@ancam/core';
import { holds, mayChange } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import type { ListedSchedule, ScheduleRow } from './schedules.store.ts';

const SHOWN = 5;
const Scope = ScanBody.pick({ targets: true, excluded: true, ports: true, interfaces: true, profile: true, limits: true });

/** What a schedule scans, as the API takes it; log-in is never tried by schedule. */
export function bodyOf(row: ScheduleRow): ScanBody {
  return {
    ...Scope.parse(row.scope),
    authorisationId: row.authorisation_id,
    siteId: row.site_id,
    probes: [...row.probe_ids],
    factoryPasswordTest: false,
    lockoutTest: false,
  };
}

export function recurrenceOf(row: ScheduleRow): Recurrence {
  return Recurrence.parse(row.recurrence);
}

export function windowOf(row: ScheduleRow): ScanWindow | null {
  return ScanWindow.nullable().parse(row.run_window);
}

/** What may be done with a schedule. */
export function actionsOf(row: ScheduleRow, actor: Actor): Actions {
  const state = ScheduleState.parse(row.state);
  const permitted = holds(actor, 'scan.run') && mayChange(actor, row);
  const told = [
    { action: 'change', over: false },
    { action: 'pause', over: state !== 'active' },
    { action: 'resume', over: state !== 'paused' && state !== 'stopped' },
    { action: 'delete', over: false },
  ].map(({ action, over }) => ({ action, reason: over ? state : permitted ? undefined : 'no-permission' }));
  return {
    state,
    may: told.filter(({ reason }) => reason === undefined).map(({ action }) => action),
    blockers: told.flatMap(({ action, reason }) => (reason === undefined ? [] : [{ action, reason }])),
  };
}

/** When its next scans begin; what is overdue begins as soon as its window is open. */
function nextOf(row: ScheduleRow, now: string): string[] {
  if (row.state !== 'active' || row.next_at === null) return [];
  const window = windowOf(row);
  const overdue = row.next_at <= now ? [opensAt(window, new Date(now))] : [];
  const later = nextBeginnings(recurrenceOf(row), window, new Date(now), SHOWN);
  return [...new Set([...overdue, ...later].map((at) => at.toISOString()))].slice(0, SHOWN);
}

/** A schedule as the API tells it. */
export function viewSchedule(
  row: ListedSchedule,
  actor: Actor,
  shown: {
    readonly now: string;
    readonly probes: readonly { readonly id: Id; readonly name: string }[];
    readonly running: { readonly id: Id; readonly status: string } | undefined;
  },
): Schedule {
  const { targets, excluded, ports, interfaces, profile, limits } = Scope.parse(row.scope);
  const { running } = shown;
  return {
    id: row.id,
    name: row.name,
    authorisation:
      row.document === null || row.valid_until === null
        ? null
        : { id: row.authorisation_id, document: row.document, validUntil: row.valid_until },
    targets,
    excluded,
    ports: ports ?? null,
    interfaces,
    profile,
    limits,
    site: row.site_id === null ? null : { id: row.site_id, name: row.site_name ?? '' },
    probes: shown.probes.filter(({ id }) => row.probe_ids.includes(id)),
    recurrence: recurrenceOf(row),
    window: windowOf(row),
    tellsChanges: row.tells_changes,
    next: nextOf(row, shown.now),
    responsible: row.account_name,
    stopReason: row.stop_reason,
    running: running === undefined ? null : { id: running.id, status: ScanStatus.parse(running.status) },
    createdBy: row.created_by,
    createdAt: row.created_at,
    actions: actionsOf(row, actor),
  };
}
