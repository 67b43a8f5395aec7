import { api } from '@ancam/contract';
import type { LevelSheet, SystemBody } from '@ancam/contract';
import { AppError, formatDate } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { DemoProvince } from '@ancam/knowledge';
import { renderPdf } from '@ancam/documents';
import { addBylaw } from './province-records.ts';
import type { Pair } from './province-records.ts';

type Series = DemoProvince['systems']['series'][number];

/** A system of the demonstration with its number. */
export interface DemoSystem {
  readonly n: number;
  readonly series: Series;
}

/** The systems of a province one by one, in the order of their numbers. */
export function systemsOf({ systems }: DemoProvince): DemoSystem[] {
  return systems.series.flatMap((series) =>
    Array.from({ length: series.to - series.from + 1 }, (_, index) => ({ n: series.from + index, series })),
  );
}

/** A name with the number of the system, which keeps the order of lists. */
export function numbered(text: string, n: number): string {
  return text.replace('{n}', String(n).padStart(2, '0'));
}

function bodyOf(
  name: string,
  serviceType: SystemBody['serviceType'],
  reach: SystemBody['reach'],
): Partial<SystemBody> & Pick<SystemBody, 'name'> {
  return {
    name,
    purpose: 'Dữ liệu minh họa: mạng nội bộ có gắn camera giám sát đơn lẻ',
    scope: 'Dữ liệu minh họa',
    reach,
    serviceType,
    dedicated: false,
    informationKinds: ['private', 'personal'],
    note: 'Dữ liệu minh họa: nguồn không nêu tên hệ thống.',
  };
}

/** Registers a system. */
export async function addSystem(
  { officer }: Pair,
  name: string,
  serviceType: SystemBody['serviceType'],
  reach: SystemBody['reach'],
): Promise<Id> {
  // the rest of the form has its own defaults, which the API fills in
  const body = bodyOf(name, serviceType, reach) as SystemBody;
  return (await officer.call(api.addSystem, { body })).id;
}

/** Puts a system that was in use before it was registered into operation. */
export async function putIntoUse({ officer }: Pair, systemId: Id, { systems: { workedOn: on, inUse } }: DemoProvince): Promise<void> {
  const params = { id: systemId };
  for (const action of ['evaluate', 'operate'] as const) {
    await officer.call(api.moveSystem, { params, body: { action, on, document: inUse.document, reason: '' } });
  }
}

async function confirm({ officer, approver }: Pair, { open }: LevelSheet): Promise<LevelSheet> {
  const params = { id: open?.id ?? '' };
  await officer.call(api.stepLevel, { params, body: { action: 'propose' } });
  return approver.call(api.decideLevel, { params, body: { action: 'confirm' } });
}

/** Determines the level as its register and the law say: one person proposes, another confirms. */
export async function determine(pair: Pair, systemId: Id): Promise<void> {
  const params = { id: systemId };
  const { fresh } = await pair.officer.call(api.getSystemLevel, { params });
  const answers = { ...fresh.answers, servesSecurity: false, securityHarm: 'none', continuous: false, nationalGovernmentSystem: false };
  const settled = { ...answers, nationalDataStore: false, internationalConnection: false, decidedLevel: null, riskLevel: null };
  await confirm(pair, await pair.officer.call(api.saveSystemLevel, { params, body: { ...fresh, answers: settled } }));
}

/** Single cameras that hang on a system: terminals, with the reason on record. */
export async function addTerminals(pair: Pair, system: { readonly id: Id; readonly n: number }, { systems }: DemoProvince): Promise<void> {
  const { name, count, counted, purpose } = systems.cameras;
  const decision = `${numbered(systems.decision.number, system.n)}, ${formatDate(systems.decision.on)}`;
  const group = await pair.officer.call(api.addGroup, { body: { name: numbered(name, system.n), systemId: system.id } });
  const params = { id: group.id };
  const { fresh } = await pair.officer.call(api.getGroupLevel, { params });
  const answers = { ...fresh.answers, cameraCount: count, cameraPurpose: purpose, hostDecision: decision };
  const body = { ...fresh, answers, counted: { cameraCount: counted } };
  await confirm(pair, await pair.officer.call(api.saveGroupLevel, { params, body }));
}

/** Those who take part in the life of a dossier. */
export interface Parties {
  readonly operator: Pair;
  readonly securityUnit: Pair;
  readonly owner: Pair;
}

/** The straight way of a dossier at a level; the last step is the decision. */
function wayOf(level: number): readonly (readonly [step: string, party: keyof Parties, who: keyof Pair])[] {
  const appraisal = [
    ['accept', 'securityUnit', 'officer'],
    ['find-fit', 'securityUnit', 'approver'],
  ] as const;
  if (level < 3) return [['submit-1-2', 'operator', 'officer'], ...appraisal, ['approve-1-2', 'securityUnit', 'approver']];
  return [['submit-3', 'operator', 'officer'], ...appraisal, ['propose', 'operator', 'officer'], ['approve-3-4', 'owner', 'approver']];
}

/** Takes the dossier of a system from its draft to the decision, or to the step before it. */
export async function approve(
  parties: Parties,
  systemId: Id,
  { n, series }: DemoSystem,
  demo: DemoProvince,
  decided: boolean,
): Promise<void> {
  const { officer } = parties.operator;
  const on = demo.systems.decision.on;
  const bylaw = await addBylaw(parties.operator, `Minh họa ${n}/QC`, numbered(series.owner, n), on);
  const started = await officer.call(api.startDossier, { body: { systemId } });
  const params = { id: started.id };
  const { domain, ownerPaper, ownerUnitId, securityUnitId, appraiser, appraiserUnitId, appraiserPaper, listPaper, note } = started;
  const head = { domain, ownerPaper, ownerUnitId, securityUnitId, appraiser, appraiserUnitId, appraiserPaper, listPaper, note };
  const first = { ...head, newOrUpgraded: false, bylawId: bylaw, texts: {} };
  const answered = await officer.call(api.updateDossier, { params, body: first });
  const texts = Object.fromEntries(answered.parts.filter(({ file }) => file === 'dossier').map(({ id }) => [id, 'Nội dung minh họa']));
  await officer.call(api.updateDossier, { params, body: { ...first, texts } });
  const way = wayOf(series.level);
  for (const [index, [step, party, who]] of way.entries()) {
    const last = index === way.length - 1;
    if (last && !decided) return;
    const caller = parties[party][who];
    const document = {
      number: last ? numbered(demo.systems.decision.number, n) : '',
      date: last ? on : null,
      issuer: last ? 'Minh họa' : '',
    };
    if (last) await attachDecision(parties[party].officer, started.id, n, demo);
    await caller.call(api.moveDossier, { params, body: { step, on, reason: '', document } });
  }
}

interface Attached {
  readonly to: `dossiers/${Id}` | `systems/${Id}`;
  readonly name: string;
  readonly purpose: string;
  readonly paper: Pick<Parameters<typeof renderPdf>[0], 'name' | 'letterhead' | 'title'> & { readonly text: string };
}

/** Attaches a paper that says on its face that it is none. */
async function attach(caller: Pair['officer'], { note }: DemoProvince, { to, name, purpose, paper }: Attached): Promise<void> {
  const { text, ...head } = paper;
  const bytes = await renderPdf({
    ...head,
    body: [text, note.vi].map((each) => ({ kind: 'paragraph' as const, text: each })),
    signature: { lines: [{ text: 'Minh họa' }] },
    recipients: ['Lưu: minh họa'],
    smallPrint: note.vi,
  });
  const query = new URLSearchParams({ name, purpose });
  const response = await caller.fetch(`/api/evidence/${to}?${query}`, { method: 'POST', body: Uint8Array.from(bytes) });
  if (!response.ok) throw new AppError('internal', await response.text());
}

/** The scan of the decision. */
function attachDecision(caller: Pair['officer'], dossierId: Id, n: number, demo: DemoProvince): Promise<void> {
  return attach(caller, demo, {
    to: `dossiers/${dossierId}`,
    name: `quyet-dinh-minh-hoa-${n}.pdf`,
    purpose: 'decision',
    paper: {
      name: `Minh họa ${n}`,
      letterhead: { body: demo.province.name, number: String(n), symbol: 'QĐ (minh họa)', day: demo.systems.decision.on },
      title: { kind: 'named', type: 'Quyết định', abstract: `phê duyệt cấp độ (minh họa, hệ thống ${n})` },
      text: `Phê duyệt cấp độ của hệ thống ${n} (minh họa).`,
    },
  });
}

/** The letter that asks who decides on a system whose authority is open, kept with that system. */
export function attachQuestion({ officer }: Pair, systemId: Id, demo: DemoProvince): Promise<void> {
  const { number, on, subject, text } = demo.question;
  const [digits = '', symbol = ''] = number.split('/');
  return attach(officer, demo, {
    to: `systems/${systemId}`,
    name: `cong-van-${number.replaceAll(/[^\dA-ZĐ]+/gu, '-')}-minh-hoa.pdf`,
    purpose: '',
    paper: {
      name: `Công văn ${number} (minh họa)`,
      letterhead: { body: demo.securityUnit.name, number: digits, symbol, day: on },
      title: { kind: 'named', type: 'Công văn', abstract: subject },
      text,
    },
  });
}
