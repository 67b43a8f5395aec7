import { createHash, sign } from 'node:crypto';
import { Enrolled, PROBE_SCHEME, PollAnswer, ResultsAnswer, api, problemOf, textToSign } from '@ancam/contract';
import type { EnrolBody, PollBody, ResultsBody, Schema } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Text } from '@ancam/core';
import type { ProbeIdentity } from './identity.ts';

const WITHIN_MS = 60_000;

/** Thrown where the server was not reached, or did not answer for itself. */
export class LineDown extends Error {}

const HTTPS: Text = {
  vi: 'Dùng địa chỉ https://…; http chỉ được phép trên chính máy này',
  en: 'Use an address https://…; http only on this machine',
};

/** The origin of a server that a probe may talk to. Throws `input.invalid` for a way that others can read or change. */
export function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const near = url?.hostname === 'localhost' || url?.hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(url?.hostname ?? '');
  if (url !== undefined && (url.protocol === 'https:' || (url.protocol === 'http:' && near))) return url.origin;
  throw new AppError('input.invalid', `${text} is no address of a server`, { place: '--server', fix: HTTPS });
}

async function send(url: string, init: RequestInit): Promise<unknown> {
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) });
    answer = await response.json();
  } catch (thrown) {
    throw new LineDown(thrown instanceof Error ? (thrown.cause instanceof Error ? thrown.cause.message : thrown.message) : String(thrown));
  }
  if (response.ok) return answer;
  const problem = problemOf(response.status, answer);
  // A proxy in between, or a server in trouble: what is right then is to come again.
  if (response.status >= 500 || problem.code === 'internal' || problem.code === 'rate.limited') throw new LineDown(problem.message);
  throw problem;
}

/** Hands the public key over for the one-time code. */
export async function enrol(server: string, body: EnrolBody): Promise<Enrolled> {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  return Enrolled.parse(await send(server + api.enrolProbe.path, init));
}

/** The line to the server: one signed request after the other. */
export class Line {
  readonly #identity: ProbeIdentity & { readonly id: string };
  #n = 0;

  constructor(identity: ProbeIdentity & { readonly id: string }) {
    this.#identity = identity;
  }

  poll(body: PollBody): Promise<PollAnswer> {
    return this.#call(api.pollProbe.path, body, PollAnswer);
  }

  results(body: ResultsBody): Promise<ResultsAnswer> {
    return this.#call(api.sendProbeResults.path, body, ResultsAnswer);
  }

  async #call<T>(path: string, body: unknown, schema: Schema<T>): Promise<T> {
    const text = JSON.stringify(body);
    for (let again = false; ; again = true) {
      try {
        return schema.parse(await this.#signed(path, text));
      } catch (thrown) {
        // The clock was set back, or the machine was cloned: the server says from where to count on.
        const after = thrown instanceof AppError && thrown.code === 'conflict' ? thrown.details['after'] : undefined;
        if (typeof after !== 'number') throw thrown;
        // Nothing was heard: what was to be told is still to be told.
        if (again) throw new LineDown('another process signs with this key');
        this.#n = Math.max(this.#n, after);
      }
    }
  }

  /** The number of a request is the time where that grows: nothing of it needs to be kept. */
  #signed(path: string, body: string): Promise<unknown> {
    const { server, id, privateKey } = this.#identity;
    this.#n = Math.max(this.#n + 1, Date.now());
    const digest = createHash('sha256').update(body).digest('hex');
    const text = textToSign({ method: 'POST', path, probe: id, n: this.#n, digest });
    const signature = sign(null, Buffer.from(text), privateKey).toString('base64url');
    const headers = { 'content-type': 'application/json', authorization: `${PROBE_SCHEME} ${id}.${this.#n}.${signature}` };
    return send(server + path, { method: 'POST', headers, body });
  }
}
