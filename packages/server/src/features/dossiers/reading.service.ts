import type { Text } from '@ancam/core';
import type { Id } from '@ancam/core';
import { withinAsOwner } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { statuteBook } from '../../law.ts';
import { preOperationCheckOf } from '../checks/pre-operation.service.ts';
import type { PreOperationCheck } from '../checks/pre-operation.service.ts';
import { countingFiles } from '../evidence/purposes.service.ts';
import { levelOf } from '../levels/levels.service.ts';
import { planOf } from '../plans/plans.service.ts';
import type { SystemPlan } from '../plans/plans.service.ts';
import { issuedBylaw } from '../records/bylaws.service.ts';
import type { IssuedBylaw } from '../records/bylaws.service.ts';
import { readSystem } from '../systems/systems.service.ts';
import type { SystemRead } from '../systems/systems.service.ts';
import { lacking } from './conditions.ts';
import type { ConditionFacts, Lack } from './conditions.ts';
import type { Content } from './content.ts';
import { readContent } from './content.ts';
import * as store from './dossiers.store.ts';
import type { DossierRecord, EventRecord, SubmissionRecord } from './dossiers.store.ts';
import { DECISION, missingParts, readParts } from './parts.ts';
import type { DossierPart } from '@ancam/contract';
import { partiesOf, partyUnits } from './parties.service.ts';
import { dossierFlow } from './steps.ts';

/** A dossier with all that its page and its steps rest on. */
export interface Reading {
  readonly row: DossierRecord;
  readonly names: ReadonlyMap<Id, string>;
  /** Days on which units of it ceased to be. */
  readonly closed: ReadonlyMap<Id, string>;
  /** What was submitted, where nothing is written in it now: what stands there counts. */
  readonly submitted: Content | undefined;
  /** Undefined for a party that does not see the system itself: it reads what was submitted. */
  readonly system: SystemRead | undefined;
  readonly events: readonly EventRecord[];
  readonly submissions: readonly SubmissionRecord[];
  readonly parts: readonly DossierPart[];
  readonly bylaw: IssuedBylaw | undefined;
  readonly levelConfirmed: boolean;
  readonly decisionScanned: boolean;
  /** The plan of the system, where the reader sees it. */
  readonly plan: SystemPlan | undefined;
  /** The concluded check of the system before operation, where the reader sees it. */
  readonly check: PreOperationCheck | undefined;
}

/** Steps of the round that goes on: since the dossier last was a draft. */
function thisRound(events: readonly EventRecord[]): readonly EventRecord[] {
  const draft = events.findLastIndex(({ to_state }) => to_state === 'draft');
  return events.slice(draft + 1);
}

/** Whether the dossier is about the level that is in force. Whoever does not see the system takes what was submitted for it. */
async function isConfirmed(work: Work, row: DossierRecord, system: SystemRead | undefined): Promise<boolean> {
  if (system === undefined) return row.version > 0;
  const level = await levelOf(work, row.system_id);
  return level?.treatment === 'system' && level.level === row.level && level.regime === row.regime;
}

/** What was submitted last, where nothing is written in the dossier now. */
async function frozen({ tx }: Pick<Work, 'tx'>, row: DossierRecord): Promise<Content | undefined> {
  const editable = dossierFlow().states.find(({ id }) => id === row.state)?.editable === true;
  return editable ? undefined : readContent((await store.findSubmission(tx, row.id, row.version))?.content);
}

/** Reads a dossier with all that belongs to it. */
export async function readDossier(work: Work, row: DossierRecord): Promise<Reading> {
  const { tx } = work;
  const system = await readSystem(work, row.system_id);
  const units = await partyUnits(work, [row.steward_id, ...partiesOf(row).map(([, id]) => id)]);
  const names = new Map([...units].map(([id, { name }]) => [id, name]));
  const closed = new Map([...units].flatMap(([id, { closedOn }]) => (closedOn === null ? [] : [[id, closedOn] as const])));
  const events = await store.listEvents(tx, row.id);
  const submissions = await store.listSubmissions(tx, row.id);
  const files = await countingFiles(work, 'dossiers', row.id);
  const levelConfirmed = await isConfirmed(work, row, system);
  const bylaw =
    row.bylaw_id === null ? undefined : await withinAsOwner(work, (owner) => issuedBylaw(owner, row.home_id, row.bylaw_id ?? ''));
  const plan = await planOf(work, row.system_id);
  const check = await preOperationCheckOf(work, row.system_id);
  const submitted = await frozen(work, row);
  const parts =
    submitted?.parts ??
    readParts(row, {
      system,
      owner: names.get(row.owner_unit_id ?? ''),
      operator: system?.operator ?? names.get(row.operator_unit_id ?? row.steward_id),
      levelConfirmed,
      planComplete: plan !== undefined && plan.state !== 'draft' && plan.state !== 'ended',
      files,
      taken: new Set(thisRound(events).map(({ step }) => step)),
    });
  const decisionScanned = files.some(({ purpose }) => purpose === DECISION);
  return { row, names, closed, submitted, system, events, submissions, parts, bylaw, levelConfirmed, decisionScanned, plan, check };
}

/** Conditions that do not hold on a day; `decision` is the paper of the step that is taken. */
export function lacksOf(reading: Reading, on: string, decision?: ConditionFacts['decision']): Lack[] {
  const { row, parts, bylaw, levelConfirmed, decisionScanned } = reading;
  const missing: Text[] = missingParts(parts).map(({ title }) => title);
  return lacking(statuteBook(), row, {
    levelConfirmed,
    missing,
    bylawIssuedOn: bylaw?.inForce === true ? bylaw.issuedOn : null,
    decisionScanned,
    on: decision?.date ?? on,
    ...(decision === undefined ? {} : { decision }),
  });
}

/** The day of a piece of work in Viet Nam. */
export const today = (work: Pick<Work, 'now'>): string => dayOf(work.now);
