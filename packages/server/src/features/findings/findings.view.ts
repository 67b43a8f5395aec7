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

function history(row: FindingRow, events: readonly FindingEventRow[], day: string): Finding['history'] {
  const told: Finding['history'] = events.map((each) => ({
    at: each.at,
    by: each.by_name,
    // the column's check constraint holds these words
    event: each.event as Finding['history'][number]['event'],
    reason: each.reason,
  }));
  if (row.status !== 'accepted' || row.accepted_until === null || row.accepted_until >= day) return told;
  const at = new Date(`${row.accepted_until}T17:00:00Z`).toISOString();
  return [...told, { at, by: '', event: 'expired', reason: null }];
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
      history: history(row, events.get(row.id) ?? [], day),
      texts: checkTexts(context.knowledge, row.check_id, severity),
      actions: actionsOf(row, work.actor, day),
    };
  });
}
