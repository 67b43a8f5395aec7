import type { HttpAnswer } from '../engine/ask.ts';
import type { WebEndpoint } from '../engine/session.ts';
import { notePage, noteService } from '../probe/http/first-page.ts';
import { bodyText } from '../probe/http/page.ts';
import { headerValues } from '../wire/http.ts';
import type { RecordBook } from './tool-record.ts';

/** An answer to a request for a page, as a file holds it. */
export interface ToldPage {
  readonly status: number;
  /** Name (lower case) and value. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** Where it was read; `/` unless told. */
  readonly path?: string;
}

const MAX_HEADERS = 64;

/** Reads an answer as it stands on the wire; undefined where it is no HTTP. A body that came short is taken as it is. */
export function parseHttp(bytes: Uint8Array): ToldPage | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = buffer.toString('latin1');
  const start = /^HTTP\/\d(?:\.\d)? (\d{3})[^\r\n]{0,200}/.exec(text);
  if (start === null) return undefined;
  const blank = /\r?\n\r?\n/.exec(text);
  const head = blank === null ? text : text.slice(0, blank.index);
  const headers = headerLines(head.split(/\r?\n/).slice(1));
  return { status: Number(start[1]), headers, body: blank === null ? Buffer.alloc(0) : buffer.subarray(blank.index + blank[0].length) };
}

/** Header lines `Name: value`; what is none is passed over. */
export function headerLines(lines: readonly string[]): [string, string][] {
  return lines.slice(0, MAX_HEADERS).flatMap((line): [string, string][] => {
    const colon = line.indexOf(':');
    return colon <= 0 ? [] : [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]];
  });
}

/** Writes what an answer shows, by the same readers as an answer to the scanner itself. */
export function noteHttp(book: RecordBook, endpoint: WebEndpoint, page: ToldPage, request: string): void {
  const { port, secure } = endpoint;
  const headers = page.headers.slice(0, MAX_HEADERS);
  const head = `HTTP ${page.status}\r\n${headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`;
  const body = Buffer.from(page.body.buffer, page.body.byteOffset, page.body.byteLength);
  const n = book.note({
    probe: 'http',
    port,
    transport: secure ? 'tls' : 'tcp',
    request,
    response: Buffer.concat([Buffer.from(head), body.subarray(0, 2048)]),
  });
  const answer: HttpAnswer = { end: 'ok', status: page.status, headers, body, n, port };
  noteService(book, endpoint, answer);
  book.addFact('http.server', headerValues(answer, 'server')[0], port, n);
  const link = headerValues(answer, 'location')[0];
  const toHttps = page.status >= 300 && page.status < 400 && link !== undefined && /^https:\/\//i.test(link);
  if (!secure && toHttps) book.addFact('http.redirectsToHttps', true, port, n);
  notePage(book, { endpoint, answer, path: page.path ?? '/', html: bodyText(answer) }, toHttps);
}
