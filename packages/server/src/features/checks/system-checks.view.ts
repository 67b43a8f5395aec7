import { SHORTCOMING_STATES, SYSTEM_CHECK_STATES } from '@ancam/contract';
import type {
  Actions,
  CheckEvent,
  PlanStep,
  Shortcoming,
  SystemCheckDetail,
  SystemCheckList,
  SystemCheckRow,
  ShortcomingList,
} from '@ancam/contract';
import type { Text } from '@ancam/core';
import type { Law } from '@ancam/law';
import type { Actor } from '../../db/actor.ts';
import { holds, mayChange } from '../../db/actor.ts';
import { stateTitle } from '../../workflow-steps.ts';
import type { NamedFinding } from '../findings/named.service.ts';
import { checkFlow, shortcomingFlow } from './check-law.ts';
import type { ShortcomingKept } from './shortcomings.store.ts';
import { IMPORT } from './results.store.ts';
import type { CheckEventRow, CheckKept } from './system-checks.store.ts';

/** States in which a check can be written. */
export const EDITABLE: ReadonlySet<string> = new Set(['planned', 'running']);

export function checkStates(law: Law): SystemCheckList['states'] {
  return SYSTEM_CHECK_STATES.map((id) => ({ id, title: stateTitle(checkFlow(law), id) ?? { vi: id, en: id } }));
}

export function shortcomingStates(law: Law): ShortcomingList['states'] {
  return SHORTCOMING_STATES.map((id) => ({ id, title: stateTitle(shortcomingFlow(law), id) ?? { vi: id, en: id } }));
}

/** The licence of an assessor, or the decision that designates it. */
export function licenceOf(row: CheckKept): SystemCheckDetail['licence'] {
  return {
    number: row.licence_number,
    issuer: row.licence_issuer,
    scope: row.licence_scope,
    from: row.licence_from,
    until: row.licence_until,
  };
}

/** A check as a row of the list. */
export function viewCheck(law: Law, row: CheckKept, day: string): SystemCheckRow {
  const state = checkFlow(law).states.find(({ id }) => id === row.state);
  return {
    id: row.id,
    system: { id: row.system_id, name: row.system },
    unit: row.unit_name,
    kind: row.kind,
    level: row.level,
    regime: row.regime,
    state: row.state,
    stateTitle: state?.title ?? checkFlow(law).title,
    tone: state?.tone ?? 'open',
    plannedOn: row.planned_on,
    late: row.state === 'planned' && row.planned_on < day,
    startedOn: row.started_on,
    endedOn: row.ended_on,
    assessorKind: row.assessor_kind,
    assessor: row.assessor,
    outcome: row.outcome,
    shortcomings: { total: row.n_total, open: row.n_open, accepted: row.n_accepted, overdue: row.n_overdue },
  };
}

/** What is known beside a shortcoming. */
export interface Beside {
  readonly day: string;
  readonly finding: NamedFinding | undefined;
  readonly requirement: Text | undefined;
  readonly files: readonly string[];
  readonly steps: readonly PlanStep[];
}

/** How a shortcoming stands on a day: an acceptance that has ended is none. */
function standingOn({ state, accepted_until: until, mend_by: by }: ShortcomingKept, day: string): { lapsed: boolean; overdue: boolean } {
  const lapsed = state === 'accepted' && (until ?? day) < day;
  const isOpen = state !== 'closed' && (state !== 'accepted' || lapsed);
  return { lapsed, overdue: isOpen && by !== null && by < day };
}

function plain(text: string): Text {
  return { vi: text, en: text };
}

export function viewShortcoming(law: Law, actor: Actor, row: ShortcomingKept, beside: Beside): Shortcoming {
  const { day, finding, requirement, files, steps } = beside;
  const state = shortcomingFlow(law).states.find(({ id }) => id === row.state);
  const { lapsed, overdue } = standingOn(row, day);
  return {
    id: row.id,
    check: row.check_id,
    system: { id: row.system_id, name: row.system },
    title: row.title,
    detail: row.detail,
    severity: row.severity,
    requirement: row.requirement === null ? null : { key: row.requirement, title: requirement ?? plain(row.requirement) },
    finding: finding === undefined ? null : { id: finding.id, camera: finding.camera, status: finding.status },
    state: row.state,
    stateTitle: state?.title ?? shortcomingFlow(law).title,
    tone: state?.tone ?? 'open',
    lapsed,
    owner: row.owner,
    mendBy: row.mend_by,
    overdue,
    fixedOn: row.fixed_on,
    retestedOn: row.retested_on,
    acceptedUntil: row.accepted_until,
    files: [...files],
    version: row.version,
    steps: [...steps],
    actions: actionsOf(actor, row, steps, [
      ['edit', row.state === 'closed' ? 'state' : undefined],
      ['rewrite', row.check_state === 'running' ? undefined : 'state'],
      ['remove', row.check_state === 'running' && row.state === 'found' ? undefined : 'state'],
    ]),
  };
}

/** What may be done: what whoever enters may do where nothing is said against it, and the steps. */
export function actionsOf(
  actor: Actor,
  row: { readonly state: string; readonly scope_path: string },
  steps: readonly PlanStep[],
  entered: readonly [action: string, refusal: string | undefined][],
): Actions {
  const barred = !mayChange(actor, row) ? 'out-of-scope' : holds(actor, 'system.write') ? undefined : 'no-permission';
  const all: [string, string | undefined][] = [
    ...entered.map(([action, refusal]): [string, string | undefined] => [action, barred ?? refusal]),
    ...steps.map(({ step, blockers }): [string, string | undefined] => [step, blockers[0]?.reason]),
  ];
  return {
    state: row.state,
    may: all.flatMap(([action, reason]) => (reason === undefined ? [action] : [])),
    blockers: all.flatMap(([action, reason]) => (reason === undefined ? [] : [{ action, reason }])),
  };
}

/** An event as the page tells it: taking results over and taking that back are changes that say so. */
function eventOf({ event, before, after }: CheckEventRow): CheckEvent['event'] {
  if (Object.hasOwn(Object(after), IMPORT)) return 'imported';
  return Object.hasOwn(Object(before), IMPORT) ? 'import-undone' : (event as CheckEvent['event']); // held by the table's check
}

/** What happened, newest first. */
export function viewEvents(law: Law, rows: readonly CheckEventRow[]): CheckEvent[] {
  return rows.map((row) => {
    const workflow = row.shortcoming_id === null ? checkFlow(law) : shortcomingFlow(law);
    return {
      id: row.id,
      at: row.at,
      by: row.by_name,
      event: eventOf(row),
      shortcoming: row.shortcoming_id === null ? null : (row.shortcoming ?? ''),
      step: workflow.steps.find(({ id }) => id === row.step)?.title ?? null,
      from: stateTitle(workflow, row.from_state),
      to: stateTitle(workflow, row.to_state),
      reason: row.reason,
      fields: Object.keys(row.after ?? {}),
    };
  });
}
