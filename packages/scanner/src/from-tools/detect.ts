import { AppError } from '@ancam/core';
import type { SourceFormat } from '@ancam/core';
import { openTable, readHead } from '@ancam/sheets';
import { listHeader, readCameraList, readNetbox } from './formats/device-list.ts';
import { readHttpx } from './formats/httpx.ts';
import { readMasscanJson } from './formats/masscan-json.ts';
import { readMasscanList } from './formats/masscan-list.ts';
import { readNmapXml } from './formats/nmap-xml.ts';
import { headerNames, readShadowserver, shadowserverReport } from './formats/shadowserver.ts';
import { readZgrab2 } from './formats/zgrab2.ts';
import { jsonObjects } from './json-objects.ts';
import { LARGEST_RECORD } from './json-records.ts';
import { encodingOf, readText } from './text-stream.ts';
import type { ToolReader } from './tool-record.ts';

/** Bytes of the beginning that a file is told by; of JSON whole records are looked at, with their pages. */
const HEAD = 64 * 1024;
const RECORDS = 100;

const READERS: Readonly<Record<SourceFormat, ToolReader>> = {
  'nmap-xml': readNmapXml,
  'masscan-json': readMasscanJson,
  'masscan-list': readMasscanList,
  zgrab2: readZgrab2,
  httpx: readHttpx,
  shadowserver: readShadowserver,
  netbox: readNetbox,
  'camera-list': readCameraList,
};

const KNOWN = {
  vi: 'Nhận tệp của nmap (-oX), masscan (-oJ, -oL), zgrab2, httpx (-json), báo cáo CSV của Shadowserver (scan_dvr_dhcpdiscover, device_id, http, rtsp, telnet), NetBox (CSV) và danh sách camera (XLSX, CSV có cột địa chỉ IP).',
  en: 'Files of nmap (-oX), masscan (-oJ, -oL), zgrab2, httpx (-json), CSV reports of Shadowserver (scan_dvr_dhcpdiscover, device_id, http, rtsp, telnet), NetBox (CSV) and lists of cameras (XLSX, CSV with a column of IP addresses) are read.',
};
const OWN_RESULT = {
  vi: 'Đây là kết quả quét của AnCam: dùng "ancam report", hoặc nhập ở trang Lần quét.',
  en: 'This is a result of AnCam: use "ancam report", or import it on the page of scans.',
};

/** The format of a file with its reader, told by what the file holds, whatever its name. Throws `file.refused` where it is none of these. */
export async function detectFormat(path: string): Promise<{ readonly format: SourceFormat; readonly read: ToolReader }> {
  const head = await readHead(path, HEAD);
  if (head.length === 0) throw refuse('the file is empty');
  const text = new TextDecoder(encodingOf(head)).decode(head);
  const format = formatOfText(text) ?? (await formatOfJson(path, text)) ?? (await formatOfTable(path, text));
  if (format === undefined) throw refuse('the file is of no known tool');
  return { format, read: READERS[format] };
}

function formatOfText(text: string): SourceFormat | undefined {
  const start = text.trimStart();
  if (start.startsWith('<')) {
    if (/<nmaprun[\s>]/.test(start)) return 'nmap-xml';
    throw refuse('the file is XML, but not of nmap');
  }
  const lines = start.split(/\r?\n/, 8).filter((line) => line !== '');
  if (lines[0]?.startsWith('#masscan') === true) return 'masscan-list';
  return lines.some((line) => /^(?:open|closed|banner) (?:tcp|udp|sctp|icmp) \d{1,5} \S+ \d{9,11}(?: |$)/.test(line))
    ? 'masscan-list'
    : undefined;
}

/** By the first object that can be read. */
async function formatOfJson(path: string, head: string): Promise<SourceFormat | undefined> {
  if (!/^[[{]/.test(head.trimStart())) return undefined;
  let left = RECORDS;
  for await (const { text: piece, broken } of jsonObjects(
    readText(path, () => undefined),
    LARGEST_RECORD,
  )) {
    if (/"format"\s*:\s*"ancam-scan"/.test(piece.slice(0, 4096))) throw refuse('the file is a result of AnCam', OWN_RESULT);
    const keys = broken === undefined ? keysOf(piece) : new Set<string>();
    if (keys.has('ip') && keys.has('ports')) return 'masscan-json';
    if (keys.has('data') && (keys.has('ip') || keys.has('domain'))) return 'zgrab2';
    if (keys.has('url') && (keys.has('status_code') || keys.has('failed') || keys.has('input'))) return 'httpx';
    left -= 1;
    if (left === 0) break;
  }
  throw refuse('the file is JSON of no known tool');
}

function keysOf(text: string): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(text);
    return new Set(typeof value === 'object' && value !== null ? Object.keys(value) : []);
  } catch {
    return new Set();
  }
}

async function formatOfTable(path: string, text: string): Promise<SourceFormat | undefined> {
  const looksLikeTable = text.startsWith('PK') || /^[^\r\n]{1,16384}[,;\t]/.test(text.replace(/^\uFEFF/, ''));
  if (!looksLikeTable) return undefined;
  const table = await openTable(path);
  try {
    if (table.format === 'csv') {
      for await (const row of table.rows()) {
        if (shadowserverReport(headerNames(row)) !== undefined) return 'shadowserver';
        break;
      }
    }
    const columns = (await listHeader(table))?.mapping.columns;
    if (columns === undefined) return undefined;
    return columns['tenant'] !== undefined || columns['rack'] !== undefined || columns['asset'] !== undefined ? 'netbox' : 'camera-list';
  } finally {
    table.close();
  }
}

function refuse(message: string, fix = KNOWN): AppError {
  return new AppError('file.refused', message, { place: 'file', fix });
}
