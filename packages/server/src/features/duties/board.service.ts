import { DUTY_STATES } from '@ancam/contract';
import type { BoardDuty, DutyBoard, DutySource, DutyState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { AppError } from '@ancam/core';
import { dutyBoard } from '@ancam/law';
import type { DutyEvent, DutyStatus } from '@ancam/law';
import type { Context } from '../../context.ts';
import { withActor, withinAsOwner } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { nameIssuers } from './issuers.ts';
import { unitNode } from './node.ts';
import { latenessOf } from './rows.service.ts';
import { sinceOf, sourcesAt } from './sources.store.ts';
import type { SourcesAt } from './sources.store.ts';
import { loadFacts } from './unit-facts.store.ts';

/** All duties of a unit on a day, those to be done next first. Throws `not-found` for a unit whose duties the actor does not read. */
export function readBoard(
  context: Context,
  actor: Actor,
  query: { readonly unit?: Id | undefined; readonly on?: string | undefined },
): Promise<DutyBoard> {
  return withActor(context, actor, async (work) => {
    const on = query.on ?? dayOf(work.now);
    const unit = await unitNode(work, query.unit);
    const [facts] = await withinAsOwner(work, (tx) => loadFacts(tx, [unit.unit], on));
    if (facts === undefined) throw new AppError('not-found', 'no such unit', { place: unit.unit });
    const statuses = dutyBoard(context.law, facts, on);
    const sources = await sourcesAt(work.tx, unit.path);
    const owed = statuses.flatMap((status) => viewDuty(status, sources, on) ?? []).sort(byUrgency);
    const issuers = [...new Set(owed.flatMap(({ readings }) => readings.map(({ setBy }) => setBy)))];
    return {
      unit: { id: unit.unit, name: unit.name, kind: unit.kind },
      on,
      since: await sinceOf(work.tx, unit.unit),
      duties: owed,
      notApplicable: statuses.flatMap(({ state, duty, because }) =>
        state === 'not-applicable' ? [{ duty, because: because ?? 'none' }] : [],
      ),
      objects: facts.objects.map(({ id, kind }) => ({ id, kind, source: sources.object(id) })).filter(({ source }) => source.id !== null),
      issuers: await nameIssuers(work.tx, context.law, issuers),
    };
  });
}

function viewDuty(status: DutyStatus, sources: SourcesAt, on: string): BoardDuty | undefined {
  const { state, as, targets, confidence, waitsFor, unanswered, duty } = status;
  if (state === 'not-applicable' || as === undefined) return undefined;
  return {
    duty,
    state,
    as,
    due: status.due ?? null,
    setBy: status.setBy ?? null,
    milestone: status.milestone ?? null,
    metOn: status.metOn ?? null,
    lateDays: latenessOf(state, status.due, state === 'met-late' ? status.lateDays : undefined, on),
    confidence,
    targets,
    readings: status.readings.map((reading) => ({
      setBy: reading.setBy,
      state: reading.state,
      milestone: reading.milestone,
      due: reading.due ?? null,
      metOn: reading.metOn ?? null,
      lateDays: latenessOf(reading.state, reading.due, reading.state === 'met-late' ? reading.lateDays : undefined, on),
    })),
    evidence: status.evidence
      .filter(({ ref = '' }) => sources.sees(ref))
      .map((event) => ({
        fact: event.fact,
        on: event.on,
        object: event.object ?? null,
        source: sourceOf(event, sources),
      })),
    hiddenEvidence: status.evidence.filter(({ ref = '' }) => !sources.sees(ref)).length,
    gaps: status.gaps.map(({ object, milestone, facts, due }) => ({
      object: object === undefined ? null : sources.object(object).id === null ? 'hidden' : object,
      milestone,
      facts: [...facts],
      due: due ?? null,
    })),
    waitsFor: [...waitsFor],
    unanswered: [...unanswered],
    changesOn: status.changesOn ?? null,
  };
}

function sourceOf({ ref = '' }: DutyEvent, sources: SourcesAt): DutySource {
  return sources.source(ref);
}

const NEVER = '9999-12-31';

/** What has begun and what has not wait alike: the day decides. */
function urgencyOf(state: DutyState): number {
  return DUTY_STATES.indexOf(state === 'in-progress' ? 'not-due' : state);
}

/** What is due first among what is equally urgent. */
function byUrgency(a: BoardDuty, b: BoardDuty): number {
  const [first, second] = [a.due ?? NEVER, b.due ?? NEVER];
  return urgencyOf(a.state) - urgencyOf(b.state) || (first < second ? -1 : first > second ? 1 : 0);
}
