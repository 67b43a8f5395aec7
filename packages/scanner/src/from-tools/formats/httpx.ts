import { z } from 'zod';
import { deviceAddress, devicePort, instant } from '../device-address.ts';
import { toolFault } from '../fault-texts.ts';
import { headerLines, noteHttp } from '../http-evidence.ts';
import { jsonRecords } from '../json-records.ts';
import { noteOpen, noteSuite, noteVersions, tlsVersion } from '../service-evidence.ts';
import { RecordBook } from '../tool-record.ts';
import type { ReadContext, ToolRecord } from '../tool-record.ts';

const Tls = z.object({
  tls_version: z.string().optional(),
  cipher: z.string().optional(),
  self_signed: z.boolean().optional(),
  expired: z.boolean().optional(),
  not_after: z.string().optional(),
  subject_cn: z.string().optional(),
  subject_org: z.array(z.string()).optional(),
  issuer_cn: z.string().optional(),
});
const Entry = z.object({
  timestamp: z.string().optional(),
  url: z.string().max(4096),
  host: z.string().optional(),
  host_ip: z.string().optional(),
  a: z.array(z.string()).optional(),
  aaaa: z.array(z.string()).optional(),
  port: z.union([z.string(), z.number()]).optional(),
  scheme: z.string().optional(),
  path: z.string().optional(),
  /** Where redirects that it followed ended: what stands beside is of that page. */
  final_url: z.string().max(4096).optional(),
  title: z.string().optional(),
  webserver: z.string().optional(),
  status_code: z.number().int().optional(),
  failed: z.boolean().optional(),
  location: z.string().optional(),
  body: z.string().optional(),
  favicon: z.union([z.string(), z.number()]).optional(),
  favicon_md5: z.string().optional(),
  header: z.record(z.string(), z.unknown()).optional(),
  raw_header: z.string().optional(),
  tls: Tls.optional(),
});
type Entry = z.infer<typeof Entry>;

/**
 * Reads what `httpx -json` writes: a web address a line. Every field held against `Result` of the project's `runner/types.go`, as it was in 2023 (`host` is the
 * address, hash of the icon as text) and in 2026 (`host_ip`, `favicon_md5`), on 27/11/2026. Older files with dashes in the names are not read.
 */
export async function* readHttpx(path: string, context: ReadContext): AsyncGenerator<ToolRecord> {
  context.tell({ tool: 'httpx' });
  for await (const { place, value } of jsonRecords(path, Entry, context)) {
    // what did not answer shows nothing of a device
    if (value.failed === true || value.status_code === undefined || value.status_code === 0) continue;
    const url = URL.canParse(value.url) ? new URL(value.url) : undefined;
    const address = addressOf(value, url);
    if (address === undefined) {
      context.fault(toolFault(place, 'no-address', value.host ?? value.url));
      continue;
    }
    const book = new RecordBook('httpx', address, instant(value.timestamp), context.fileTime);
    noteEntry(book, value, url);
    yield book.take('open');
  }
}

function noteEntry(book: RecordBook, entry: Entry, url: URL | undefined): void {
  const asked = askedAt(entry, url);
  noteOpen(book, asked.port, entry.url);
  const shown = endedAt(entry, url, asked);
  if (shown === undefined) return;
  if (shown.port !== asked.port) noteOpen(book, shown.port, entry.final_url ?? '');
  notePage(book, shown, entry);
  if (entry.tls !== undefined && shown.secure) noteTls(book, shown.port, entry.tls);
}

/** Where was asked. */
function askedAt({ scheme, port }: Entry, url: URL | undefined): Endpoint {
  const secure = (scheme ?? url?.protocol.replace(':', '')) === 'https';
  return { secure, port: devicePort(port) ?? devicePort(url?.port) ?? (secure ? 443 : 80) };
}

type Endpoint = { readonly port: number; readonly secure: boolean };

/** Where the page that is told was shown; undefined where redirects led to another host, of which this address is told nothing. */
function endedAt({ final_url: final }: Entry, url: URL | undefined, asked: Endpoint): Endpoint | undefined {
  if (final === undefined || !URL.canParse(final) || url === undefined) return asked;
  const end = new URL(final);
  if (end.hostname !== url.hostname) return undefined;
  const secure = end.protocol === 'https:';
  return { secure, port: devicePort(end.port) ?? (secure ? 443 : 80) };
}

/** The device's own address: where a name was asked, that which the name led to. */
function addressOf({ host, host_ip: ip, a = [], aaaa = [] }: Entry, url: URL | undefined): string | undefined {
  const named = url?.hostname.replace(/^\[|\]$/g, '');
  return [ip, host, named, ...a, ...aaaa].map((text) => deviceAddress(text)).find((address) => address !== undefined);
}

function notePage(book: RecordBook, endpoint: Endpoint, entry: Entry): void {
  const { port } = endpoint;
  const headers = headersOf(entry);
  const page = { status: entry.status_code ?? 0, headers, body: Buffer.from(entry.body ?? ''), path: pathOf(entry) };
  noteHttp(book, endpoint, page, entry.url);
  const n = book.note({ probe: 'http', port, request: 'title, favicon', response: `${entry.title ?? ''}\n${entry.favicon ?? ''}` });
  if (!book.has('http.title', port)) book.addFact('http.title', entry.title, port, n);
  const hash = Number(entry.favicon);
  if (entry.favicon !== undefined && Number.isInteger(hash)) book.addFact('http.faviconMmh3', hash, port, n);
  if (/^[0-9a-f]{32}$/.test(entry.favicon_md5 ?? '')) book.addFact('http.faviconMd5', entry.favicon_md5, port, n);
}

function pathOf({ final_url: final, path }: Entry): string {
  return final !== undefined && URL.canParse(final) ? new URL(final).pathname : (path ?? '/');
}

/** The head as it was sent where the file has it, else its fields, else what httpx takes out of it. */
function headersOf({ raw_header: raw, header = {}, webserver, location }: Entry): readonly (readonly [string, string])[] {
  if (raw !== undefined && raw !== '') return headerLines(raw.split(/\r?\n/).slice(1));
  const named = Object.entries(header).flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name.replaceAll('_', '-').toLowerCase(), value]] : [],
  );
  const has = (name: string): boolean => named.some(([known]) => known === name);
  if (webserver !== undefined && !has('server')) named.push(['server', webserver]);
  if (location !== undefined && location !== '' && !has('location')) named.push(['location', location]);
  return named;
}

function noteTls(book: RecordBook, port: number, tls: z.infer<typeof Tls>): void {
  const version = tlsVersion(tls.tls_version);
  const n = book.note({ probe: 'tls', port, transport: 'tls', request: 'tls', response: JSON.stringify(tls) });
  noteVersions(book, port, version === undefined ? [] : [version], n);
  noteSuite(book, port, { version, cipher: tls.cipher }, n);
  book.addFact('tls.answered', true, port, n);
  book.addFact('tls.subjectCn', tls.subject_cn, port, n);
  book.addFact('tls.subjectO', tls.subject_org?.[0], port, n);
  book.addFact('tls.issuerCn', tls.issuer_cn, port, n);
  if (tls.self_signed === true) book.addFact('tls.selfSigned', true, port, n);
  const until = tls.not_after === undefined ? Number.NaN : Date.parse(tls.not_after);
  if (Number.isNaN(until)) return;
  book.addFact('tls.notAfter', new Date(until).toISOString(), port, n);
  if (until < book.when.getTime()) book.addFact('tls.expired', true, port, n);
}
