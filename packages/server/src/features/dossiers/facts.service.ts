import type { Id } from '@ancam/core';
import type { DutyEvent, DutyObject } from '@ancam/law';
import type { Context } from '../../context.ts';
import { withinAsOwner } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { tellFacts, tellObjects } from '../duties/facts.service.ts';
import { planOf } from '../plans/plans.service.ts';
import * as store from './dossiers.store.ts';
import type { DossierRecord, EventRecord } from './dossiers.store.ts';
import { appraiserUnit } from './conditions.ts';
import { dossierFlow } from './steps.ts';

/** States of a dossier that counts no longer. */
const OVER: ReadonlySet<string> = new Set(['withdrawn']);

/** A system as far as the facts of its dossier follow from it. */
interface Operation {
  /** Since when it runs; undefined while it does not. */
  readonly since: string | undefined;
  readonly deployedOn: string | null;
  /** A dossier of it is in force. */
  readonly held: boolean;
}

/** The facts that a dossier is evidence for, as it stands now, and the things that duties are counted by. */
export async function tellDossier(context: Context, work: Work, row: DossierRecord): Promise<void> {
  const source = { register: 'dossiers', id: row.id } as const;
  const operation = await operationOf(work, row);
  const taken = OVER.has(row.state) ? [] : await withinAsOwner(work, (tx) => store.listEvents(tx, row.id));
  await tellFacts(context, work, source, row, OVER.has(row.state) ? [] : [...eventsOf(row, taken, operation), ...passed(row, operation)]);
  await tellObjects(context, work, source, row, objectsOf(row, operation));
}

/**
 * The same of all dossiers of a system that were in force, after one came into force or ended. They are read as the owner of the schema:
 * whoever decides today may have had no part in them.
 */
export async function tellHeld(context: Context, work: Work, systemId: Id): Promise<void> {
  for (const row of await withinAsOwner(work, (tx) => store.listHeld(tx, systemId))) await tellDossier(context, work, row);
}

/** Read as the owner of the schema: whoever approves may not see the system. */
async function operationOf(work: Work, row: DossierRecord): Promise<Operation> {
  return withinAsOwner(work, async (tx) => {
    const system = await store.systemState(tx, row.system_id);
    const plan = await planOf({ tx, now: work.now }, row.system_id);
    const held = (await store.listHeld(tx, row.system_id)).some(({ state }) => state === 'approved');
    return { since: system?.state === 'operating' ? system.state_since : undefined, deployedOn: plan?.deployedOn ?? null, held };
  });
}

/**
 * Each submission, appraisal and approval on its day; of a later round the later day is told beside the earlier one. What a dossier that
 * was replaced is evidence for goes on counting by its day; it ends where a dossier ended and nothing is in force in its place.
 */
function eventsOf(row: DossierRecord, taken: readonly EventRecord[], { held }: Operation): DutyEvent[] {
  const { steps } = dossierFlow();
  const ended = held ? undefined : taken.find(({ to_state }) => to_state === 'superseded')?.on_day;
  const until = ended === undefined ? {} : { withdrawnOn: ended };
  const told = taken.flatMap((event): DutyEvent[] => {
    const fact = steps.find(({ id }) => id === event.step)?.records;
    return fact === undefined ? [] : [{ fact, on: event.document_date ?? event.on_day, object: row.system_id, ...until }];
  });
  const appraised = taken.findLast(({ step }) => step === 'find-fit');
  if (appraised === undefined) return told;
  const independent = row.appraiser === 'council' || appraiserUnit(row) !== (row.operator_unit_id ?? row.steward_id);
  return [
    ...told,
    ...(independent ? [{ fact: 'appraisal.independent', on: appraised.on_day, object: row.id }] : []),
    // The risk assessment is a part of the dossier that regime B asks for; it was complete when it was found fit.
    ...(row.regime === 'B' ? [{ fact: 'risk.recorded', on: appraised.on_day, object: row.system_id, ...until }] : []),
  ];
}

/** Both gates: the bylaw stood before the approval, and a new system waited for its plan and, under regime B, for its assessment. */
function passed(row: DossierRecord, { since, deployedOn }: Operation): DutyEvent[] {
  if (row.approved_on === null || since === undefined) return [];
  const days = [row.approved_on, ...(row.new_or_upgraded === true ? [deployedOn] : [])];
  if (row.new_or_upgraded === true && row.regime === 'B') days.push(row.pre_operation_on);
  const known = days.flatMap((day) => day ?? []);
  const on = known.toSorted().at(-1);
  return known.length < days.length || on === undefined ? [] : [{ fact: 'gate.passed', on, object: row.id }];
}

/** The dossier itself from its submission on, and the going live that its gates stand before. */
function objectsOf(row: DossierRecord, { since }: Operation): DutyObject[] {
  if (OVER.has(row.state) || row.submitted_on === null) return [];
  const answers = { level: row.level };
  return [
    { kind: 'dossier', id: row.id, on: row.submitted_on, answers },
    ...(since === undefined ? [] : [{ kind: 'go-live', id: row.id, on: since, answers } as const]),
  ];
}
