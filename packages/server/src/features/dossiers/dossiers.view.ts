import type { DossierDetail, DossierEvent, DossierRow } from '@ancam/contract';
import { DOSSIER_DOMAINS, DOSSIER_PARTIES } from '@ancam/contract';
import type { Text } from '@ancam/core';
import type { AuthorityReading } from '@ancam/law';
import type { Law } from '@ancam/law';
import type { Actor } from '../../db/actor.ts';
import { regimeOfRow } from './conditions.ts';
import type { CommentRecord, DossierRecord, EventRecord, SubmissionRecord } from './dossiers.store.ts';
import type { Reading } from './reading.service.ts';
import { textsOf } from './parts.ts';
import { partiesOf } from './parties.service.ts';
import { dossierFlow, stateOf } from './steps.ts';

const titleOf = (state: string): Text => dossierFlow().states.find(({ id }) => id === state)?.title ?? { vi: state, en: state };

/** A dossier as a row of the list, on a day. */
export function viewRow(row: DossierRecord, day: string): DossierRow {
  return {
    id: row.id,
    system: { id: row.system_id, name: row.name },
    unit: row.unit,
    level: row.level,
    regime: regimeOfRow(row),
    state: stateOf(row.state),
    stateTitle: titleOf(row.state),
    stateSince: row.state_since,
    version: row.version,
    submittedOn: row.submitted_on,
    approvedOn: row.approved_on,
    decisionNumber: row.decision_number,
    dueOn: row.due_on,
    dueWho: row.due_who,
    late: row.due_on !== null && row.due_on < day,
    mine: row.waits,
  };
}

/** What is written in a dossier, as its form takes it. */
export function viewBody(row: DossierRecord) {
  return {
    newOrUpgraded: row.new_or_upgraded,
    domain: DOSSIER_DOMAINS.find((each) => each === row.domain) ?? 'general',
    ownerPaper: row.owner_paper,
    ownerUnitId: row.owner_unit_id,
    securityUnitId: row.security_unit_id,
    appraiser: row.appraiser as DossierDetail['appraiser'], // held by the table's check
    appraiserUnitId: row.appraiser_unit_id,
    appraiserPaper: row.appraiser_paper,
    bylawId: row.bylaw_id,
    listPaper: row.list_paper,
    texts: { ...textsOf(row) },
    note: row.note,
  };
}

/** The parties with their units, and who of them appraises and approves. */
export function viewParties(
  { row, names, closed, submitted }: Pick<Reading, 'row' | 'names' | 'closed' | 'submitted'>,
  actor: Actor,
  approves: string,
): DossierDetail['parties'] {
  const as = new Map(submitted?.fields.map(({ key, value }) => [key, value]));
  return partiesOf(row).map(([party, unit]) => ({
    party,
    unit: unit === null ? null : { id: unit, name: names.get(unit) ?? '', closedOn: closed.get(unit) ?? null },
    submittedAs: unit === null || as.get(`party-${party}`) === names.get(unit) ? null : (as.get(`party-${party}`) ?? null),
    mine: unit === actor.unitId,
    appraises: party === row.appraiser,
    approves: party === approves,
  }));
}

export function viewAuthority(law: Law, row: DossierRecord, reading: AuthorityReading): DossierDetail['authority'] {
  const question = law.openQuestions.get(row.authority_question ?? '');
  return {
    title: reading.title,
    clause: reading.clause,
    confidence: reading.confidence,
    note: reading.note ?? reading.owner.note ?? null,
    appraises: reading.appraises,
    appraiserName: reading.appraiserName ?? null,
    approves: reading.approves,
    owner: reading.owner.owner ?? null,
    securityUnit: reading.owner.securityUnit ?? null,
    settled: row.authority_settled,
    question: question === undefined ? null : { id: question.id, title: question.title },
    options: reading.independence.map(({ id, title }) => ({ id, title })),
  };
}

export function viewEvent(row: EventRecord): DossierEvent {
  const step = dossierFlow().steps.find(({ id }) => id === row.step);
  const document = [row.document_number, row.document_date === null ? '' : dayText(row.document_date), row.document_issuer];
  return {
    id: row.id,
    step: row.step,
    title: step?.title ?? { vi: row.step, en: row.step },
    from: stateOf(row.from_state),
    to: stateOf(row.to_state),
    party: DOSSIER_PARTIES.find((each) => each === row.party) ?? row.party,
    version: row.version,
    on: row.on_day,
    reason: row.reason,
    document: document.filter((each) => each !== '').join(', '),
    by: row.by_name,
    at: row.at,
  };
}

const dayText = (day: string): string => day.split('-').toReversed().join('/');

export function viewComment(row: CommentRecord): DossierDetail['comments'][number] {
  const { id, version, part, party, body, at } = row;
  return { id, version, part, party, body, by: row.by_name, at, settledAt: row.settled_at, settledBy: row.settled_by };
}

export function viewSubmission(row: SubmissionRecord): DossierDetail['submissions'][number] {
  return { version: row.version, at: row.at, by: row.by_name, hash: row.content_hash };
}

/** The straight way of a dossier of its level, and where it stands on it; where it left the way, its state is put in. */
export function viewPath(row: DossierRecord, events: readonly EventRecord[]): DossierDetail['path'] {
  const way = row.level <= 2 ? LOW : row.level === 3 ? MIDDLE : HIGH;
  const states = way.includes(row.state)
    ? way
    : [...way.slice(0, leftAt(way, events) + 1), row.state, ...way.slice(leftAt(way, events) + 1)];
  const here = states.indexOf(row.state);
  const since = new Map(events.map(({ to_state, on_day }) => [to_state, on_day]));
  return states.map((state, at) => ({
    state: stateOf(state),
    title: titleOf(state),
    at: at < here ? 'past' : at === here ? 'here' : 'ahead',
    on: at <= here ? (since.get(state) ?? null) : null,
  }));
}

const LOW = ['draft', 'submitted', 'appraising', 'appraised', 'approved'];
const MIDDLE = ['draft', 'submitted', 'appraising', 'appraised', 'proposed', 'approved'];
const HIGH = ['draft', 'opinion', 'opined', 'submitted', 'appraising', 'appraised', 'proposed', 'approved'];

/** The stop of the straight way at which a dossier left it last. */
function leftAt(way: readonly string[], events: readonly EventRecord[]): number {
  const last = events.findLast(({ from_state }) => way.includes(from_state));
  return Math.max(0, way.indexOf(last?.from_state ?? 'draft'));
}
