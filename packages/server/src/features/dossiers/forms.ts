import type { DossierForm, DossierPart } from '@ancam/contract';
import { DOSSIER_FORMS } from '@ancam/contract';
import { form01, form02, form03, form04, form05, form06, form07 } from '@ancam/documents';
import type { CitedDocument, DossierPapers, FilledPaper, PaperHead, SystemEntry } from '@ancam/documents';
import type { Id } from '@ancam/core';
import type { Party } from '@ancam/knowledge';
import { statuteBook } from '../../law.ts';
import { regimeOfRow } from './conditions.ts';
import type { EventRecord } from './dossiers.store.ts';
import { partiesOf } from './parties.service.ts';
import type { Reading } from './reading.service.ts';

/** The official forms that go with a dossier of a level. */
export function formsOf(level: number): { readonly id: DossierForm; readonly title: { readonly vi: string; readonly en: string } }[] {
  return statuteBook().data.forms.flatMap(({ id, title, levels }) => {
    const form = DOSSIER_FORMS.find((each) => each === id);
    return form === undefined || !levels.some((each) => each === level) ? [] : [{ id: form, title }];
  });
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
    case 'form-06':
    case 'form-07': {
      const approved = last(events, 'approve-1-2', 'approve-3-4', 'approve-5');
      const decision = {
        ...headOf(reading, owner, [], approved),
        system,
        submission: paperOf(last(events, 'propose')),
        securityUnit: unitOf(reading, 'security-unit'),
      };
      return form === 'form-06' ? form06(decision) : form07(decision);
    }
  }
  return form satisfies never;
}
