import type { Actions, Finding } from '@ancam/contract';
import { Certainty, Severity } from '@ancam/core';
import type { Context } from '../../context.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { holds, mayChange } from '../../db/actor.ts';
import { checkTexts } from '../knowledge/knowledge.view.ts';
import { evidenceOf, listEvents } from './findings.store.ts';
import type { FindingEventRow, FindingRow } from './findings.store.ts';

type Status = Finding['status'];

/** The status on a day: an acceptance whose date has passed counts as open. */
export function statusOn(row: Pick<FindingRow, 'status' | 'accepted_until'>, day: string): Status {
  if (row.status === 'accepted') return row.accepted_until !== null && row.accepted_until < day ? 'open' : 'accepted';
  return row.status === 'fixed' ? 'fixed' : 'open';
}

const MAY: Record<Status, readonly string[]> = { open: ['accept', 'fix'], accepted: ['accept', 'fix', 'reopen'], fixed: ['reopen'] };

/** What may be done with a finding today. */
export function actionsOf(row: FindingRow, actor: Actor, day: string): Actions {
  const state = statusOn(row, day);
  const permitted = holds(actor, 'finding.decide') && mayChange(actor, row);
  const may = permitted ? [...MAY[state]] : [];
  const reason = permitted ? state : 'no-permission';
  const blockers = ['accept', 'fix', 'reopen'].filter((action) => !may.includes(action)).map((action) => ({ action, reason }));
  return { state, may, blockers };
}

type Told = Finding['history'][number];

/** The end of a day in Việt Nam. */
function endOf(day: string): string {
  return new Date(`${day}T17:00:00Z`).toISOString();
}

/** What happened to a finding. That an acceptance ended is written nowhere: it did, unless something else came before. */
function history(events: readonly FindingEventRow[], day: string): Finding['history'] {
  return events.flatMap(({ at, by_name: by, event, reason, until }, n): Told[] => {
    // the column's check constraint holds these words
    const told: Told = { at, by, event: event as Told['event'], reason };
    if (until === null || until >= day) return [told];
    const next = events[n + 1];
    const ended = next === undefined || next.at >= endOf(until);
    return ended ? [told, { at: endOf(until), by: '', event: 'expired', reason: null }] : [told];
  });
}

/** Findings as the API tells them, with history and texts. */
export async function viewFindings(context: Context, work: Work, rows: readonly FindingRow[]): Promise<Finding[]> {
  const day = dayOf(work.now);
  const events = Map.groupBy(
    await listEvents(
      work.tx,
      rows.map(({ id }) => id),
    ),
    (event) => event.finding_id,
  );
  return rows.map((row) => {
    const status = statusOn(row, day);
    const severity = Severity.parse(row.severity);
    return {
      id: row.id,
      cameraId: row.camera_id,
      check: row.check_id,
      severity,
      certainty: row.certainty === null ? null : Certainty.parse(row.certainty),
      status,
      fixedBy: row.fixed_by === 'scan' || row.fixed_by === 'person' ? row.fixed_by : null,
      reason: status === 'open' ? null : row.reason,
      acceptedUntil: status === 'accepted' ? row.accepted_until : null,
      firstSeenAt: row.first_seen_at,
      lastSeenAt: row.last_seen_at,
      evidence: evidenceOf(row),
      history: history(events.get(row.id) ?? [], day),
      texts: checkTexts(context.knowledge, row.check_id, severity),
      actions: actionsOf(row, work.actor, day),
    };
  });
}
