import type { Text } from '@ancam/core';
import type { Answers, Level, Party, RegimeId } from '@ancam/knowledge';
import { gateBlockers, getWorkflow, separationBlockers } from '@ancam/law';
import type { Law } from '@ancam/law';
import type { PartyColumns } from './parties.service.ts';

/** A dossier as far as its conditions follow from it. */
export interface ConditionColumns extends PartyColumns {
  readonly regime: string;
  readonly state: string;
  readonly new_or_upgraded: boolean | null;
  readonly appraiser_paper: string;
  readonly authority_settled: boolean;
  readonly list_paper: string;
  readonly pre_operation_on: string | null;
}

/** What is known beside the dossier. */
export interface ConditionFacts {
  /** The level in force is the one that the dossier is about. */
  readonly levelConfirmed: boolean;
  /** Titles of parts that are missing. */
  readonly missing: readonly Text[];
  /** Day on which the bylaw of the dossier was issued; null where none is in force. */
  readonly bylawIssuedOn: string | null;
  readonly decisionScanned: boolean;
  /** The paper of the step that is asked about; absent where only the scan is looked at. */
  readonly decision?: { readonly number: string; readonly date: string | null; readonly issuer: string };
  /** The day that the step would count from. */
  readonly on: string;
}

/** Why a condition does not hold, in words with the clause. */
export interface Lack {
  readonly condition: string;
  readonly text: Text;
  readonly clause: Text | null;
}

export const levelOfRow = (row: { readonly level: number }): Level => row.level as Level; // held to 1..5 by the database
export const regimeOfRow = (row: { readonly regime: string }): RegimeId => (row.regime === 'B' ? 'B' : 'A');

/** A day as the rules of a regime are asked for: not before the first day of the regime. */
export function dayWithin(law: Law, regime: RegimeId, day: string): string {
  const first = law.data.regimes.find(({ id }) => id === regime)?.validFrom ?? day;
  return day < first ? first : day;
}

/** The unit that appraises. */
export function appraiserUnit(row: PartyColumns): string | null {
  return row.appraiser === 'security-unit' ? row.security_unit_id : row.appraiser_unit_id;
}

/** Conditions of the workflow that do not hold. */
export function lacking(law: Law, row: ConditionColumns, facts: ConditionFacts): Lack[] {
  const words = new Map(getWorkflow(law, 'dossier').conditions.map(({ id, blocker }) => [id, blocker]));
  const lack = (condition: string, clause: Text | null = null, more?: Text): Lack => {
    const text = words.get(condition) ?? { vi: condition, en: condition };
    return { condition, text: more === undefined ? text : { vi: `${text.vi} ${more.vi}`, en: `${text.en} ${more.en}` }, clause };
  };
  const { missing, decision } = facts;
  const papers = decision === undefined || (decision.number !== '' && decision.date !== null && decision.issuer !== '');
  return [
    ...(facts.levelConfirmed ? [] : [lack('level-confirmed')]),
    ...(missing.length === 0 ? [] : [lack('parts-complete', null, listed(missing))]),
    ...(authorityKnown(row) ? [] : [lack('authority-settled')]),
    ...dependence(law, row, facts.on).map(({ blocker, clause }) => ({ condition: 'independent', text: blocker, clause })),
    ...gatesAt(law, row, 'approve', facts.on, { bylawIssuedOn: facts.bylawIssuedOn }).map(({ blocker, clause }) => ({
      condition: 'bylaw-issued',
      text: blocker,
      clause,
    })),
    ...(row.list_paper === '' ? [lack('list-approved')] : []),
    ...(papers && facts.decisionScanned ? [] : [lack('decision-scanned')]),
  ];
}

function listed(texts: readonly Text[]): Text {
  return { vi: `(${texts.map(({ vi }) => vi).join('; ')})`, en: `(${texts.map(({ en }) => en).join('; ')})` };
}

/** Whether each of those who decide is a known unit, and the texts settle who the owner is. */
function authorityKnown(row: ConditionColumns): boolean {
  if (!row.authority_settled || appraiserUnit(row) === null || row.security_unit_id === null) return false;
  return row.level <= 2 || row.owner_unit_id !== null;
}

/** What is said against the appraiser: it runs the system itself, or the council has no paper. */
function dependence(law: Law, row: ConditionColumns, on: string) {
  const operator = row.operator_unit_id ?? row.steward_id;
  const council = row.appraiser === 'council';
  const option: { option?: Party } = council && row.appraiser_paper !== '' ? { option: 'council' } : {};
  const ids = [council ? operator : (appraiserUnit(row) ?? ''), operator] as const;
  const regime = regimeOfRow(row);
  const day = dayWithin(law, regime, on);
  return separationBlockers(law, { between: ['appraiser', 'operator'], ids, level: levelOfRow(row), regime, on: day, ...option });
}

function gatesAt(
  law: Law,
  row: ConditionColumns,
  blocks: 'approve' | 'operate',
  day: string,
  days: Readonly<Record<string, string | null>>,
) {
  const regime = regimeOfRow(row);
  const on = dayWithin(law, regime, day);
  const known = Object.entries(days).flatMap(([id, day]) => (day === null ? [] : [[id, day] as const]));
  const answers: Answers = {
    ...Object.fromEntries(known),
    ...(row.new_or_upgraded === null ? {} : { newOrUpgraded: row.new_or_upgraded }),
  };
  // A fact counts by the day of the step, however the rule is found.
  return gateBlockers(law, { blocks, level: levelOfRow(row), regime, on, answers: knownBy(answers, day) });
}

/** Answers without the days that lie after one. */
function knownBy(answers: Answers, day: string): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => typeof value !== 'string' || value <= day));
}

/** What holds the system of a dossier back from going into operation on a day. */
export function operationLacks(law: Law, row: ConditionColumns, deployedOn: string | null, on: string): Lack[] {
  const deployed = row.state === 'approved' ? deployedOn : null;
  const assessed = row.state === 'approved' ? row.pre_operation_on : null;
  return gatesAt(law, row, 'operate', on, { planDeployedOn: deployed, preOperationCheckOn: assessed }).map(({ rule, blocker, clause }) => ({
    condition: rule,
    text: blocker,
    clause,
  }));
}
