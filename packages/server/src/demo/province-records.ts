import { api } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { DemoProvince } from '@ancam/knowledge';
import type { Caller } from './in-process.ts';

/** Two persons of a unit: one enters and proposes, the other confirms. */
export interface Pair {
  readonly officer: Caller;
  readonly approver: Caller;
}

/** Fields that the register asks for and the source leaves open. */
const UNKNOWN = '(nguồn không nêu)';

async function confirmed(register: string, { officer, approver }: Pair, data: Record<string, unknown>): Promise<Id> {
  const params = { register };
  const { id, version } = await officer.call(api.createRecord, { params, body: { data, restricted: false } });
  const proposed = await officer.call(api.moveRecord, { params: { ...params, id }, body: { version, transition: 'propose' } });
  const transition = register === 'bylaws' ? 'issue' : 'confirm';
  await approver.call(api.decideRecord, { params: { ...params, id }, body: { version: proposed.version, transition } });
  return id;
}

/** An official document, entered by one and confirmed by another person; it rests on the one that is given. */
export function addDocument(
  pair: Pair,
  { number, on, issuer, type, direction, subject }: DemoProvince['documents'][number],
  basis: Id | null,
): Promise<Id> {
  const data = { direction, number, excerpt: subject, issuedOn: on, issuer, documentType: type, signer: UNKNOWN };
  return confirmed('documents', pair, basis === null ? data : { ...data, basis });
}

/** A bylaw with a camera clause, without which no dossier is approved. */
export function addBylaw(pair: Pair, number: string, issuer: string, on: string): Promise<Id> {
  return confirmed('bylaws', pair, {
    number,
    excerpt: 'Quy chế bảo đảm an toàn thông tin (minh họa)',
    issuedOn: on,
    issuer,
    signer: UNKNOWN,
    scope: 'system',
    cameraClause: true,
    clauseReference: 'Điều 1 (minh họa)',
  });
}

/** A question to the superior that waits for its answer. */
export async function askQuestion({ officer }: Pair, { subject, text, topic, to, on }: DemoProvince['question']): Promise<void> {
  const params = { register: 'questions' };
  const data = { subject, question: text, topic, askedTo: to, askedOn: on };
  const { id, version } = await officer.call(api.createRecord, { params, body: { data, restricted: false } });
  await officer.call(api.moveRecord, { params: { ...params, id }, body: { version, transition: 'ask' } });
}
