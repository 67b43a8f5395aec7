/** One RTSP request. Header names are lower case. */
export interface RtspRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: ReadonlyMap<string, string>;
}

/** One RTSP answer; headers in the order they are sent. */
export interface RtspAnswer {
  /** Code and words, e.g. `404 Not Found`. */
  readonly status: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string;
  /** Runs after the answer is written. */
  readonly after?: () => void;
}

const MAX_HEAD = 16_384;

function parseHead(head: string): RtspRequest | undefined {
  const [first = '', ...lines] = head.split(/\r?\n/);
  const match = /^([A-Z_]+) (\S+) RTSP\/1\.\d$/.exec(first.trim());
  if (!match) return undefined;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { method: match[1] ?? '', uri: match[2] ?? '', headers };
}

/** Cuts a byte stream into RTSP requests; skips interleaved RTCP and bodies. */
export class RtspReader {
  #buffer = Buffer.alloc(0);

  /** Adds bytes; returns the complete requests, with `malformed` for a head that is not RTSP. */
  push(chunk: Buffer): (RtspRequest | 'malformed')[] {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    const requests: (RtspRequest | 'malformed')[] = [];
    for (let next = this.#next(); next !== undefined; next = this.#next()) if (next !== 'skipped') requests.push(next);
    return requests;
  }

  #next(): RtspRequest | 'malformed' | 'skipped' | undefined {
    if (this.#buffer[0] === 0x24) {
      const length = this.#buffer.length < 4 ? Infinity : this.#buffer.readUInt16BE(2) + 4;
      return this.#buffer.length < length ? undefined : this.#take(length, 'skipped');
    }
    const end = /\r?\n\r?\n/.exec(this.#buffer.toString('latin1'));
    if (!end) return this.#buffer.length > MAX_HEAD ? this.#take(this.#buffer.length, 'malformed') : undefined;
    const request = parseHead(this.#buffer.toString('latin1', 0, end.index));
    const body = Number(request?.headers.get('content-length') ?? 0) || 0;
    const total = end.index + end[0].length + Math.min(body, MAX_HEAD);
    if (this.#buffer.length < total) return undefined;
    return this.#take(total, request ?? 'malformed');
  }

  #take<T>(length: number, value: T): T {
    this.#buffer = this.#buffer.subarray(length);
    return value;
  }
}

/** The bytes of an answer. */
export function formatAnswer(answer: RtspAnswer, cseq: string | undefined, server: string | undefined): string {
  const body = answer.body ?? '';
  const lines = [
    `RTSP/1.0 ${answer.status}`,
    ...(cseq === undefined ? [] : [`CSeq: ${cseq}`]),
    ...(server === undefined ? [] : [`Server: ${server}`]),
    ...(answer.headers ?? []).map(([name, value]) => `${name}: ${value}`),
    ...(body === '' ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body}`;
}
