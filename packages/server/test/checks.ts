import { EvidenceList, api } from '@ancam/contract';
import type { Shortcoming, SystemCheckBody, SystemCheckDetail, SystemCheckSet } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Browser } from './app.ts';
import { pdfOf, sendFile } from './holders.ts';
import type { Pair } from './plans.ts';

/** What a check by a licensed organisation says that the statute book has nothing against. */
export const SOUND: SystemCheckSet = {
  assessorKind: 'licensed',
  assessor: 'Công ty An toàn thông tin',
  independent: true,
  licence: {
    number: '12/GP-BTTTT',
    issuer: 'Bộ Thông tin và Truyền thông',
    scope: 'Kiểm tra, đánh giá',
    from: '2024-01-01',
    until: '2027-12-31',
  },
  outcome: 'passed',
  summary: 'Đã kiểm tra toàn bộ camera và đầu ghi.',
};

export function planCheck(officer: Browser, systemId: Id, body: SystemCheckBody): Promise<SystemCheckDetail> {
  return officer.call(api.addSystemCheck, { params: { id: systemId }, body });
}

const DECISIONS: ReadonlySet<string> = new Set(['close', 'return', 'pass', 'fail', 'accept', 'refuse']);

/** Takes a step of a check as it stands now. */
export async function stepCheck({ officer, approver }: Pair, id: Id, step: string, reason = ''): Promise<SystemCheckDetail> {
  const { version } = await officer.call(api.getSystemCheck, { params: { id } });
  const input = { params: { id }, body: { version, step, reason } };
  return DECISIONS.has(step) ? approver.call(api.decideSystemCheck, input) : officer.call(api.moveSystemCheck, input);
}

export async function setCheck(officer: Browser, id: Id, set: SystemCheckSet): Promise<SystemCheckDetail> {
  const { version } = await officer.call(api.getSystemCheck, { params: { id } });
  return officer.call(api.setSystemCheck, { params: { id }, body: { version, set } });
}

/** Plans a check and takes it to its conclusion on a day. */
export async function concludeCheck(pair: Pair, systemId: Id, body: SystemCheckBody, set: SystemCheckSet): Promise<SystemCheckDetail> {
  const { id } = await planCheck(pair.officer, systemId, body);
  await stepCheck(pair, id, 'start');
  await setCheck(pair.officer, id, set);
  await stepCheck(pair, id, 'report');
  return stepCheck(pair, id, 'close');
}

/** Takes a step of a shortcoming as it stands now. */
export async function stepShortcoming(
  { officer, approver }: Pair,
  row: Pick<Shortcoming, 'id' | 'check'>,
  step: string,
  more: { readonly reason?: string; readonly until?: string } = {},
): Promise<Shortcoming> {
  const { items } = await officer.call(api.getSystemCheck, { params: { id: row.check } });
  const version = items.find(({ id }) => id === row.id)?.version ?? 0;
  const input = { params: { id: row.id }, body: { version, step, ...more } };
  return DECISIONS.has(step) ? approver.call(api.decideShortcoming, input) : officer.call(api.moveShortcoming, input);
}

/** Attaches a file that shows the remedy of a shortcoming. */
export async function proveFixed(officer: Browser, row: Pick<Shortcoming, 'id' | 'check'>): Promise<void> {
  const sent = await sendFile(officer, { holder: 'checks', id: row.check }, 'khac-phuc.pdf', pdfOf(`fixed ${row.id}`), { purpose: row.id });
  EvidenceList.parse(await sent.json());
}
