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
}

/** The facts that a dossier is evidence for, as it stands now, and the things that duties are counted by. */
export async function tellDossier(context: Context, work: Work, row: DossierRecord): Promise<void> {
  const source = { register: 'dossiers', id: row.id } as const;
  const operation = await operationOf(work, row);
  const taken = OVER.has(row.state) ? [] : await store.listEvents(work.tx, row.id);
  await tellFacts(context, work, source, row, OVER.has(row.state) ? [] : [...eventsOf(row, taken), ...passed(row, operation)]);
  await tellObjects(context, work, source, row, objectsOf(row, operation));
}

/** Read as the owner of the schema: whoever approves may not see the system. */
async function operationOf(work: Work, row: DossierRecord): Promise<Operation> {
  return withinAsOwner(work, async (tx) => {
    const system = await store.systemState(tx, row.system_id);
    const plan = await planOf({ tx, now: work.now }, row.system_id);
    return { since: system?.state === 'operating' ? system.state_since : undefined, deployedOn: plan?.deployedOn ?? null };
  });
}

/** Each submission, appraisal and approval on its day; of a later round the later day is told beside the earlier one. */
function eventsOf(row: DossierRecord, taken: readonly EventRecord[]): DutyEvent[] {
  const { steps } = dossierFlow();
  const replaced = taken.find(({ to_state }) => to_state === 'superseded')?.on_day;
  const until = replaced === undefined ? {} : { withdrawnOn: replaced };
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
