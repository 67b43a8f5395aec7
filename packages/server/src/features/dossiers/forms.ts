import type { DossierDetail, DossierForm, DossierPart } from '@ancam/contract';
import { DOSSIER_FORMS } from '@ancam/contract';
import { decision12, form01, form02, form03, form04, form05, form06, form07 } from '@ancam/documents';
import type { CitedDocument, DecisionData, DossierPapers, FilledPaper, PaperHead, SystemEntry } from '@ancam/documents';
import { formatDate } from '@ancam/core';
import type { Id, Text } from '@ancam/core';
import type { Party } from '@ancam/knowledge';
import { statuteBook } from '../../law.ts';
import { regimeOfRow } from './conditions.ts';
import type { EventRecord } from './dossiers.store.ts';
import { partiesOf } from './parties.service.ts';
import type { Reading } from './reading.service.ts';

/** The papers that go with a dossier of a level, in the order in which they are written. */
export function formsOf(level: number): Omit<DossierDetail['forms'][number], 'missing'>[] {
  return DOSSIER_FORMS.flatMap((id) => {
    const form = statuteBook().data.forms.find((each) => each.id === id);
    if (form === undefined || !form.levels.some((each) => each === level)) return [];
    const { title, number = null, confidence, note = null } = form;
    // What is remarked on an official form is about the form, not about this paper.
    return [{ id, title, number, confidence, note: number === null ? note : null }];
  });
}

/** What is not known yet on a paper of a dossier, by the labels of its record. */
export function missingOn(id: DossierForm, reading: Reading): Text[] {
  const fields =
    statuteBook()
      .data.forms.find((each) => each.id === id)
      ?.blocks.flatMap((block) => block.fields) ?? [];
  return fillForm(id, reading).missing.map(({ field, label: vi }) => ({
    vi,
    en: fields.find((each) => each.id === field)?.labelEn ?? vi,
  }));
}

/** The last step of a kind. */
function last(events: readonly EventRecord[], ...steps: readonly string[]): EventRecord | undefined {
  return events.findLast(({ step }) => steps.includes(step));
}

/** The paper that went with a step; undefined where none was named: dots are printed. */
function paperOf(event: EventRecord | undefined): CitedDocument | undefined {
  if (event === undefined || event.document_number === '') return undefined;
  return { number: event.document_number, day: event.document_date, issuer: event.document_issuer };
}

function unitOf({ row, names }: Reading, party: Party): string | undefined {
  const wanted: Id | null | undefined = new Map<Party, Id | null>(partiesOf(row)).get(party);
  return names.get(wanted ?? '');
}

/** The appraising unit, whichever of the kinds it is. */
function appraiserName(reading: Reading): string | undefined {
  const { row, names } = reading;
  return names.get((row.appraiser === 'security-unit' ? row.security_unit_id : row.appraiser_unit_id) ?? '');
}

/** Which parts of the dossier are enclosed: true where the part is there, its files by name. */
function papersOf({ parts, events }: Reading): DossierPapers {
  const enclosed = (kind: string): true | string | undefined => {
    const part = parts.find((each: DossierPart) => each.file === 'dossier' && each.id.slice(2).startsWith(kind));
    if (part === undefined || part.state === 'missing') return undefined;
    return part.files.length === 0 ? true : part.files.map(({ name }) => name).join(', ');
  };
  return {
    overview: enclosed('overview'),
    design: enclosed('design'),
    levelCase: enclosed('level'),
    plan: enclosed('plan'),
    professionalOpinion: paperOf(last(events, 'give-opinion')),
  };
}

function headOf(reading: Reading, from: string | undefined, to: readonly (string | undefined)[], event?: EventRecord): PaperHead {
  const { row } = reading;
  const [number, ...symbol] = (event?.document_number ?? '').split('/');
  return {
    regime: regimeOfRow(row),
    issuer: { name: from },
    number: number === '' ? undefined : number,
    symbol: symbol.length === 0 ? undefined : symbol.join('/'),
    day: event?.document_date ?? undefined,
    to: to.flatMap((each) => each ?? []),
    smallPrint: `Hồ sơ ${row.id}, lần gửi ${row.version}, danh mục yêu cầu ${row.catalogue_hash.slice(0, 12)}`,
  };
}

const SUBMITTED = ['submit-1-2', 'submit-3', 'submit-4-5'] as const;

/** What the opinion on the appraisal is filled with. */
function opinionOf(reading: Reading): FilledPaper {
  const { row, events } = reading;
  const found = last(events, 'find-fit', 'find-unfit');
  return form04({
    ...headOf(reading, appraiserName(reading), [unitOf(reading, 'operator')], found),
    request: paperOf(last(events, ...SUBMITTED)),
    systemName: row.name,
    level: row.level,
    newSystem: row.new_or_upgraded,
    papers: papersOf(reading),
    leadUnit: appraiserName(reading),
    conclusion: found === undefined ? undefined : found.step === 'find-fit' ? 'fit' : 'not-fit',
    faults: found?.step === 'find-unfit' ? [found.reason] : undefined,
  });
}

/** The unit that issues the decision: whoever appraises at levels 1 and 2, the owner above. */
export function issuerOf(reading: Reading): string | undefined {
  return reading.row.level <= 2 ? appraiserName(reading) : unitOf(reading, 'owner');
}

/** The national standard that a plan is written by, as the statute book numbers it. */
const STANDARD = { A: 'tcvn-11930-2017', B: 'tcvn-14423-2026' } as const;

/** What a decision is filled with. Its number, day and issuer are those of the signed copy, once there is one. */
function decisionOf(reading: Reading, system: SystemEntry): DecisionData {
  const { row, events, bylaw } = reading;
  const approved = last(events, 'approve-1-2', 'approve-3-4', 'approve-5');
  const owner = unitOf(reading, 'owner');
  const operator = unitOf(reading, 'operator');
  const asked = row.level <= 2 ? last(events, ...SUBMITTED, 'resubmit') : last(events, 'propose');
  const copies = [row.level <= 2 ? owner : undefined, operator, unitOf(reading, 'security-unit')];
  const issuer = approved?.document_issuer ?? issuerOf(reading);
  const issued = bylaw?.issuedOn ?? null;
  return {
    ...headOf(reading, issuer, [], approved),
    grounds: bylaw === undefined || issued === null ? [] : [`Quy chế ${bylaw.title} ban hành ngày ${formatDate(issued)}`],
    copies: [...new Set(copies.flatMap((each) => (each === undefined || each === issuer ? [] : [each])))],
    system,
    submission: paperOf(asked) ?? { issuer: operator },
    standard: statuteBook().documents.get(STANDARD[regimeOfRow(row)])?.number,
    securityUnit: unitOf(reading, 'security-unit'),
    owner,
  };
}

/** Fills an official form out of a dossier. What is not known prints as dots and is told as missing. */
export function fillForm(form: DossierForm, reading: Reading): FilledPaper {
  const { row, events } = reading;
  const operator = unitOf(reading, 'operator');
  const owner = unitOf(reading, 'owner');
  const system: SystemEntry = { name: row.name, operator, level: row.level };
  const parts = { systems: [system], papers: papersOf(reading), newSystem: row.new_or_upgraded };
  const submitted = last(events, ...SUBMITTED);
  switch (form) {
    case 'form-01':
      return form01({ ...headOf(reading, operator, [appraiserName(reading)], submitted), ...parts });
    case 'form-02':
      return form02({ ...headOf(reading, row.level > 3 ? owner : operator, [appraiserName(reading)], submitted), ...parts });
    case 'form-03':
      return form03({ ...headOf(reading, operator, [unitOf(reading, 'security-unit')], last(events, 'ask-opinion')), ...parts });
    case 'form-04':
      return opinionOf(reading);
    case 'form-05':
      return form05({
        ...headOf(reading, operator, [owner], last(events, 'propose')),
        ...parts,
        appraisalOpinion: paperOf(last(events, 'find-fit')),
      });
    case 'decision-1-2':
      return decision12(decisionOf(reading, system));
    case 'form-06':
      return form06(decisionOf(reading, system));
    case 'form-07':
      return form07(decisionOf(reading, system));
  }
  return form satisfies never;
}
