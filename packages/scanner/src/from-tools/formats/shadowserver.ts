import { cellText, openTable } from '@ancam/sheets';
import type { SheetRow } from '@ancam/sheets';
import { channelCount, macDigits } from '../../discover/bytes.ts';
import { factsOfClaims } from '../../discover/facts.ts';
import { readReply } from '../../discover/protocols/index.ts';
import { wsDiscovery } from '../../discover/protocols/ws-discovery.ts';
import { deviceAddress, devicePort, instant } from '../device-address.ts';
import { toolFault } from '../fault-texts.ts';
import { noteHttp } from '../http-evidence.ts';
import { noteBytes, noteOpen } from '../service-evidence.ts';
import { RecordBook } from '../tool-record.ts';
import type { ReadContext, ToolRecord } from '../tool-record.ts';

/** As large as a datagram can be. */
const MOST_OF_REPLY = 65_535;

type Cells = ReadonlyMap<string, string>;

/** Which report a file is, by its columns; undefined where it is none that tells of cameras. */
export function shadowserverReport(header: readonly string[]): keyof typeof REPORTS | undefined {
  const has = (...names: string[]): boolean => names.every((name) => header.includes(name));
  if (!has('timestamp', 'ip', 'port')) return undefined;
  if (has('device_serial', 'video_input_channels')) return 'scan_dvr_dhcpdiscover';
  if (has('raw_response', 'amplification', 'error')) return 'scan_ws_discovery';
  if (has('http', 'http_code')) return 'scan_http';
  if (header.some((name) => name.startsWith('rtsp'))) return 'scan_rtsp';
  if (has('banner')) return 'banners';
  return has('device_vendor', 'device_model') ? 'device_id' : undefined;
}

/**
 * Reads a CSV report of Shadowserver; which one stands in its columns. The columns of scan_dvr_dhcpdiscover, scan_ws_discovery, device_id, scan_http and scan_telnet were
 * held against the example files of IntelMQ on 27 and 28/11/2026. Shadowserver's own list of its reports named none on RTSP then: the columns of one are taken by several likely names.
 */
export async function* readShadowserver(path: string, context: ReadContext): AsyncGenerator<ToolRecord> {
  const table = await openTable(path);
  try {
    let names: readonly string[] | undefined;
    for await (const row of table.rows()) {
      if (names === undefined) {
        names = headerNames(row);
        context.tell({ tool: 'Shadowserver', command: shadowserverReport(names.filter((name) => name !== '')) });
        continue;
      }
      const record = readRow(row, names, context);
      if (record !== undefined) yield record;
    }
  } finally {
    table.close();
  }
}

/** Names of the columns by their place; a place without a name is empty. */
export function headerNames(row: SheetRow): string[] {
  const names: string[] = [];
  for (const { column, value } of row.cells) names[column] = cellText(value).trim().toLowerCase();
  return Array.from(names, (name) => name ?? '');
}

function readRow(row: SheetRow, names: readonly string[], context: ReadContext): ToolRecord | undefined {
  const report = shadowserverReport(names);
  const cells: Cells = new Map(row.cells.map(({ column, value }) => [names[column] ?? '', cellText(value).trim()]));
  const place = `${row.number}`;
  const address = deviceAddress(cells.get('ip'));
  const port = devicePort(cells.get('port'));
  if (address === undefined) context.fault(toolFault(place, 'no-address', cells.get('ip') ?? ''));
  else if (port === undefined) context.fault(toolFault(place, 'no-port', cells.get('port') ?? ''));
  if (address === undefined || port === undefined || report === undefined) return undefined;
  const book = new RecordBook('shadowserver', address, instant(cells.get('timestamp')), context.fileTime);
  const told = { port, cells, place: `${report} ${place}` };
  const udp = cells.get('protocol')?.toLowerCase() === 'udp';
  if (!udp) noteOpen(book, port, told.place, shown(cells));
  REPORTS[report](book, told);
  return book.take(udp ? 'discovery' : 'open');
}

interface Told {
  readonly port: number;
  readonly cells: Cells;
  /** Report and row. */
  readonly place: string;
}

/** What the row says, for the transcript; where the device stands in the world is no part of it. */
const BESIDE = new Set(['asn', 'geo', 'region', 'city', 'naics', 'sic', 'sector', 'hostname_source', '']);
function shown(cells: Cells): string {
  return [...cells].flatMap(([name, text]) => (text === '' || BESIDE.has(name) ? [] : [`${name}: ${text}`])).join('\n');
}

const REPORTS = {
  /** The device's own answer to Dahua's search by datagram, field by field: the facts are those of that search. */
  scan_dvr_dhcpdiscover: (book: RecordBook, { port, cells, place }: Told): void => {
    const n = book.note({ probe: 'discovery', port, transport: 'udp', request: place, response: shown(cells) });
    const own = (channelCount(cells.get('video_input_channels')) ?? 0) + (channelCount(cells.get('remote_video_input_channels')) ?? 0);
    book.addFact('discovery.protocols', ['dahua-dhip']);
    book.addFact('vendor.brand', cells.get('device_vendor') ?? cells.get('manufacturer'), port, n);
    book.addFact('vendor.model', cells.get('device_model'), port, n);
    book.addFact('vendor.firmware', cells.get('device_version'), port, n);
    book.addFact('vendor.serial', cells.get('device_serial'), port, n);
    book.addFact('discovery.mac', macDigits(cells.get('mac_address')), port, n);
    book.addFact('discovery.name', cells.get('machine_name'), port, n);
    book.addFact('discovery.deviceClass', cells.get('device_type'), port, n);
    book.addFact('discovery.ownAddress', cells.get('ipv4_address'), port, n);
    book.addFact('discovery.channels', own === 0 ? undefined : own, port, n);
  },
  /** What a device sent to its question on WS-Discovery. Many send a fault, as the question is none of theirs; those that send matches are read as in a scan. */
  scan_ws_discovery: (book: RecordBook, { port, cells, place }: Told): void => {
    const bytes = Buffer.from(cells.get('raw_response') ?? '', 'base64').subarray(0, MOST_OF_REPLY);
    const response = bytes.length === 0 ? shown(cells) : bytes;
    const n = book.note({ probe: 'wsd', port, transport: 'udp', request: place, response });
    book.addFact('discovery.protocols', [wsDiscovery.id], port, n);
    const reply = { bytes, port, toPort: port };
    const claim = wsDiscovery.recognises(reply) ? readReply(wsDiscovery, reply) : undefined;
    for (const [name, value] of claim === undefined ? [] : factsOfClaims([claim])) book.addFact(name, value, port, n);
  },
  /** What Shadowserver takes the device for. Only where that is a camera or recorder does its maker say anything here. */
  device_id: (book: RecordBook, { port, cells, place }: Told): void => {
    const n = book.note({ probe: 'tcp', port, request: place, response: shown(cells) });
    noteDevice(book, cells, port, n);
  },
  scan_http: (book: RecordBook, { port, cells, place }: Told): void => {
    const status = Number(cells.get('http_code'));
    if (!Number.isInteger(status) || status < 100 || status > 999) return;
    const named = ['server', 'www_authenticate', 'content_type', 'location'] as const;
    const headers = named.flatMap((name): [string, string][] => {
      const text = cells.get(name) ?? '';
      return text === '' ? [] : [[name.replace('_', '-'), text]];
    });
    const secure = /\b(?:ssl|https|tls)\b/.test(cells.get('tag') ?? '') || port === 443;
    noteHttp(book, { port, secure }, { status, headers, body: new Uint8Array() }, place);
  },
  scan_rtsp: (book: RecordBook, { port, cells, place }: Told): void => {
    const first = (...names: string[]): string => names.map((name) => cells.get(name) ?? '').find((text) => text !== '') ?? '';
    const code = /\b(\d{3})\b/.exec(first('rtsp_code', 'rtsp_response_code', 'rtsp_status', 'rtsp'))?.[1] ?? '200';
    const headers = [
      ['Server', first('rtsp_server', 'server')],
      ['Public', first('rtsp_public', 'rtsp_options', 'public')],
      ['WWW-Authenticate', first('rtsp_www_authenticate', 'www_authenticate')],
    ].flatMap(([name, text]) => (text === '' ? [] : [`${name}: ${(text ?? '').replaceAll(/[\r\n]+/g, ' ')}\r\n`]));
    noteBytes(book, { port, secure: false }, Buffer.from(`RTSP/1.0 ${code}\r\n${headers.join('')}\r\n`), place);
  },
  /** Telnet, FTP and others have the same columns; which service it is stands in each row. */
  banners: (book: RecordBook, { port, cells, place }: Told): void => {
    const banner = (cells.get('banner') ?? '').replaceAll('|', '\r\n');
    const kind = (['telnet', 'ftp'] as const).find((each) => cells.get('tag')?.includes(each));
    noteBytes(book, { port, secure: false }, Buffer.from(banner === '' ? '\r\n' : banner), place, kind);
  },
} as const;

const DEVICE = /cam|dvr|nvr|xvr|cctv|video|surveillance/i;

function noteDevice(book: RecordBook, cells: Cells, port: number, n: number): void {
  if (!DEVICE.test(cells.get('device_type') ?? '')) return;
  book.addFact('tool.maker', cells.get('device_vendor'), port, n);
  book.addFact('tool.model', cells.get('device_model'), port, n);
}
