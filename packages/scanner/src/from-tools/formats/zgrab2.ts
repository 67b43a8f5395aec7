import { z } from 'zod';
import { deviceAddress, devicePort, instant } from '../device-address.ts';
import { toolFault } from '../fault-texts.ts';
import { noteHttp } from '../http-evidence.ts';
import { jsonRecords } from '../json-records.ts';
import { noteBytes, noteDer, noteOpen, noteSuite, noteVersions, sshFingerprint, tlsVersion } from '../service-evidence.ts';
import { RecordBook } from '../tool-record.ts';
import type { ReadContext, ToolRecord } from '../tool-record.ts';

const Named = z.object({ name: z.string().optional() }).optional();
const Handshake = z.object({
  server_hello: z.object({ version: Named, cipher_suite: Named }).optional(),
  server_certificates: z.object({ certificate: z.object({ raw: z.string().optional() }).optional() }).optional(),
});
type Handshake = z.infer<typeof Handshake>;
const TlsLog = z.object({ handshake_log: Handshake.optional() });

const Header = z.union([z.array(z.string()), z.array(z.object({ key: z.string(), value: z.array(z.string()) }))]);
const Response = z.object({
  status_code: z.number().int(),
  headers: z.record(z.string(), Header).default({}),
  body: z.string().default(''),
  request: z
    .object({
      url: z.object({ scheme: z.string().optional(), host: z.string().optional(), path: z.string().optional() }).optional(),
      tls_log: TlsLog.optional(),
    })
    .optional(),
});
const Algorithms = z.array(z.string()).optional();
const Result = z.object({
  response: Response.optional(),
  /** Answers that led on, the first of them first: the one above is where that ended. */
  redirect_response_chain: z.array(Response).optional(),
  banner: z.string().optional(),
  handshake_log: Handshake.optional(),
  server_id: z.object({ raw: z.string().optional() }).optional(),
  server_key_exchange: z
    .object({
      kex_algorithms: Algorithms,
      host_key_algorithms: Algorithms,
      server_to_client_ciphers: Algorithms,
      server_to_client_macs: Algorithms,
    })
    .optional(),
  key_exchange: z
    .object({ server_host_key: z.object({ raw: z.string().optional(), algorithm: z.string().optional() }).optional() })
    .optional(),
});
type Result = z.infer<typeof Result>;
const Grab = z.object({
  status: z.string(),
  protocol: z.string().optional(),
  port: z.unknown().optional(),
  timestamp: z.string().optional(),
  result: z.unknown().optional(),
});
type Grab = z.infer<typeof Grab>;
const Entry = z.object({ ip: z.string().optional(), port: z.unknown().optional(), data: z.record(z.string(), Grab) });

/** Ports that the modules use unless told otherwise; files of older versions tell none. */
const USUAL: Readonly<Record<string, number>> = { http: 80, tls: 443, ssh: 22, telnet: 23, ftp: 21 };

/**
 * Reads what `zgrab2` writes: an address a line, with an answer for each module. Every field of http, tls, ssh, telnet, ftp and banner held against the project's own
 * `zgrab2_schemas` on 27/11/2026; it has no module for RTSP.
 */
export async function* readZgrab2(path: string, context: ReadContext): AsyncGenerator<ToolRecord> {
  context.tell({ tool: 'zgrab2' });
  for await (const { place, value } of jsonRecords(path, Entry, context, isSummary)) {
    const address = deviceAddress(value.ip);
    if (address === undefined) {
      context.fault(toolFault(place, 'no-address', value.ip ?? ''));
      continue;
    }
    for (const [name, grab] of Object.entries(value.data)) {
      const record = readGrab({ address, name, port: value.port, place }, grab, context);
      if (record !== undefined) yield record;
    }
  }
}

/** The line of counts at the end. */
const isSummary = (value: object): boolean => 'statuses' in value && !('data' in value);

interface Place {
  readonly address: string;
  readonly name: string;
  readonly port: unknown;
  readonly place: string;
}

/** What one module found; undefined where nothing answered, which shows nothing of the device. */
function readGrab({ address, name, port: given, place }: Place, grab: Grab, context: ReadContext): ToolRecord | undefined {
  const read = Result.safeParse(grab.result ?? {});
  const answered = grab.status === 'success' || (read.success && told(read.data));
  if (!answered) return undefined;
  const module = grab.protocol ?? name;
  const port = devicePort(grab.port) ?? devicePort(given) ?? USUAL[module];
  if (port === undefined) {
    context.fault(toolFault(place, 'no-port', name));
    return undefined;
  }
  if (!read.success) {
    context.fault(toolFault(place, 'other-shape', `data.${name}.result.${read.error.issues[0]?.path.join('.') ?? ''}`));
    return undefined;
  }
  const book = new RecordBook('zgrab2', address, instant(grab.timestamp), context.fileTime);
  noteOpen(book, port, `${name} ${grab.status}`);
  noteResult(book, port, module, read.data);
  return book.take('open');
}

function told({ response, banner, handshake_log: shake, server_id: ssh }: Result): boolean {
  return response !== undefined || (banner ?? '') !== '' || shake?.server_hello !== undefined || ssh?.raw !== undefined;
}

function noteResult(book: RecordBook, port: number, module: string, result: Result): void {
  const { response, banner, handshake_log: shake } = result;
  if (shake !== undefined) noteHandshake(book, port, shake);
  if (response !== undefined && !ledAway(result)) noteResponse(book, port, module, response);
  if (banner !== undefined && banner !== '') {
    const expected = module === 'telnet' || module === 'ftp' ? module : undefined;
    noteBytes(book, { port, secure: false }, Buffer.from(banner), module, expected);
  }
  noteSsh(book, port, result);
}

function noteResponse(book: RecordBook, port: number, module: string, response: z.infer<typeof Response>): void {
  const { tls_log: tls, url } = response.request ?? {};
  if (tls?.handshake_log !== undefined) noteHandshake(book, port, tls.handshake_log);
  const path = url?.path === undefined || url.path === '' ? '/' : url.path;
  const page = { status: response.status_code, headers: headersOf(response.headers), body: Buffer.from(response.body), path };
  noteHttp(book, { port, secure: tls !== undefined || url?.scheme === 'https' }, page, module);
}

/** Whether redirects led to another host, whose page says nothing of this address. */
function ledAway({ response, redirect_response_chain: chain = [] }: Result): boolean {
  const [first, last] = [chain[0], response].map((each) => each?.request?.url?.host?.replace(/:\d+$/, ''));
  return first !== undefined && last !== undefined && first !== last;
}

/** Names stand there with low lines; what zgrab2 does not know it gives as pairs. */
function headersOf(headers: z.infer<typeof Response>['headers']): [string, string][] {
  return Object.entries(headers).flatMap(([name, values]) =>
    values.flatMap((value): [string, string][] =>
      typeof value === 'string'
        ? [[name.replaceAll('_', '-').toLowerCase(), value]]
        : value.value.map((text): [string, string] => [value.key.replaceAll('_', '-').toLowerCase(), text]),
    ),
  );
}

function noteHandshake(book: RecordBook, port: number, shake: Handshake): void {
  const raw = shake.server_certificates?.certificate?.raw;
  if (raw !== undefined) noteDer(book, port, Buffer.from(raw, 'base64'), 'certificate');
  const version = tlsVersion(shake.server_hello?.version?.name);
  const cipher = shake.server_hello?.cipher_suite?.name;
  if (version === undefined && cipher === undefined) return;
  const n = book.note({ probe: 'tls', port, transport: 'tls', request: 'server hello', response: `${version ?? ''} ${cipher ?? ''}` });
  noteVersions(book, port, version === undefined ? [] : [version], n);
  noteSuite(book, port, { version, cipher }, n);
}

function noteSsh(book: RecordBook, port: number, { server_id: id, server_key_exchange: offer, key_exchange: exchange }: Result): void {
  if (id?.raw === undefined) return;
  noteBytes(book, { port, secure: false }, Buffer.from(`${id.raw}\r\n`), 'ssh', 'ssh');
  const n = book.note({ probe: 'ssh', port, request: 'server key exchange', response: JSON.stringify(offer ?? {}) });
  book.addFact('ssh.kex', offer?.kex_algorithms, port, n);
  book.addFact('ssh.hostKeys', offer?.host_key_algorithms, port, n);
  book.addFact('ssh.ciphers', offer?.server_to_client_ciphers, port, n);
  book.addFact('ssh.macs', offer?.server_to_client_macs, port, n);
  const key = exchange?.server_host_key;
  book.addFact('ssh.hostKeyType', key?.algorithm, port, n);
  if (key?.raw !== undefined) book.addFact('ssh.hostKeySha256', sshFingerprint(Buffer.from(key.raw, 'base64')), port, n);
}
