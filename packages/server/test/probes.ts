import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { PROBE_SCHEME, PollAnswer, ResultsAnswer, api, problemOf, textToSign } from '@ancam/contract';
import type { NewProbe, PollBody, ProbeBody, ResultsBody, Schema } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Browser, TestApp } from './app.ts';

/** A probe as the server sees it: a key and an id. */
export interface TestProbe {
  readonly id: Id;
  readonly poll: (body?: Partial<PollBody>) => Promise<PollAnswer>;
  readonly results: (body: ResultsBody) => Promise<ResultsAnswer>;
  /** Sends a text under a signature over another, or with a number of its own. */
  readonly raw: (path: string, body: string, how?: { readonly signed?: string; readonly n?: number }) => Promise<Response>;
}

/** The public half of a fresh key as a probe sends it, and its signature of a text. */
export function newKey(): { readonly publicKey: string; readonly signText: (text: string) => string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'),
    signText: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
  };
}

/** Adds a probe and enrols it, with a key of its own. */
export async function enrolledProbe(app: TestApp, admin: Browser, body: Partial<ProbeBody> = {}): Promise<TestProbe> {
  const { probe, code } = await admin.call(api.addProbe, { body: { name: 'Trạm', ...body } });
  return enrolWith(app, { probe, code });
}

/** Enrols a probe by its code. */
export async function enrolWith(app: TestApp, { probe, code }: Pick<NewProbe, 'probe' | 'code'>): Promise<TestProbe> {
  const { publicKey, signText } = newKey();
  const line = app.browser('10.99.0.1');
  await line.call(api.enrolProbe, { body: { code, publicKey } });
  let last = 0;
  const raw: TestProbe['raw'] = (path, text, { signed = text, n = (last += 1) } = {}) => {
    const digest = createHash('sha256').update(signed).digest('hex');
    const signature = signText(textToSign({ method: 'POST', path, probe: probe.id, n, digest }));
    const headers = { 'content-type': 'application/json', authorization: `${PROBE_SCHEME} ${probe.id}.${n}.${signature}` };
    return line.fetch(path, { method: 'POST', headers, body: text });
  };
  const call = async <T>(path: string, given: unknown, schema: Schema<T>): Promise<T> => {
    const response = await raw(path, JSON.stringify(given));
    const answer: unknown = await response.json();
    if (!response.ok) throw problemOf(response.status, answer);
    return schema.parse(answer);
  };
  const healthy = { software: 'ancam 0.1.0', queued: 0, allowed: ['127.31.0.0/16', '10.0.0.0/8'], holds: [], room: 4 };
  return {
    id: probe.id,
    raw,
    poll: (given = {}) => call(api.pollProbe.path, { at: app.context.clock().toISOString(), ...healthy, ...given }, PollAnswer),
    results: (given) => call(api.sendProbeResults.path, given, ResultsAnswer),
  };
}
