import { headerLines, noteHttp } from '../http-evidence.ts';
import { derOfPem, noteBytes, noteDer, noteVersions, sshFingerprint, tlsVersion } from '../service-evidence.ts';
import type { RecordBook } from '../tool-record.ts';
import type { NmapScript } from './document.ts';

/** A port with what speaks there. */
export interface Place {
  readonly port: number;
  readonly secure: boolean;
}

type ScriptReader = (book: RecordBook, place: Place, script: NmapScript, n: number) => void;

const itemOf = ({ items }: NmapScript, path: string): string | undefined => items.find(([known]) => known === path)?.[1];
const under = ({ items }: NmapScript, prefix: string): string[] => items.flatMap(([path, text]) => (path.startsWith(prefix) ? [text] : []));

function noteWeb(book: RecordBook, { port, secure }: Place, n: number): void {
  book.addFact('http.answered', true, port, n);
  book.addFact('http.clearText', !secure, port, n);
}

/** `Digest realm="..."` stands in the output line by line, with the words of the challenge apart by blanks. */
function readAuth(book: RecordBook, place: Place, { output }: NmapScript): void {
  const status = /^HTTP\/\d(?:\.\d)? (\d{3})/m.exec(output)?.[1];
  if (status === undefined) return;
  const challenges = output.split(/\r?\n/).flatMap((line): [string, string][] => {
    const [, scheme, rest] = /^\s*(Basic|Digest|NTLM|Negotiate)\b\s*(.*)$/i.exec(line) ?? [];
    return scheme === undefined ? [] : [['www-authenticate', `${scheme} ${quoted(rest ?? '')}`]];
  });
  noteHttp(book, place, { status: Number(status), headers: challenges, body: new Uint8Array() }, 'http-auth');
}

/** Blanks in a row would be looked through again and again. */
const LONGEST_CHALLENGE = 1024;

/** nmap takes the quotation marks away; a value then goes up to the next `name=`. */
function quoted(words: string): string {
  const parts = words.slice(0, LONGEST_CHALLENGE).match(/[\w-]{1,32}=.*?(?=\s+[\w-]{1,32}=|$)/g) ?? [];
  return parts
    .slice(0, 16)
    .map((part) => {
      const at = part.indexOf('=');
      return `${part.slice(0, at)}="${part.slice(at + 1).replaceAll(/["\\]/g, '')}"`;
    })
    .join(', ');
}

/** The head of an answer to HEAD or GET, then a line that says which. */
function readHeaders(book: RecordBook, place: Place, { output }: NmapScript, n: number): void {
  const headers = headerLines(output.split(/\r?\n/).filter((line) => !line.trim().startsWith('(Request type:')));
  if (headers.length === 0) return;
  noteWeb(book, place, n);
  book.addFact('http.server', headers.find(([name]) => name === 'server')?.[1], place.port, n);
}

function readCertificate(book: RecordBook, { port }: Place, script: NmapScript): void {
  const der = derOfPem(itemOf(script, 'pem') ?? script.output);
  if (der !== undefined) noteDer(book, port, der, 'ssl-cert');
}

/** Tables by version, in each a table of suites. */
function readCiphers(book: RecordBook, { port }: Place, script: NmapScript, n: number): void {
  const found = new Set(script.items.flatMap(([path]) => tlsVersion(path.split('/')[0]) ?? []));
  noteVersions(book, port, [...found], n);
}

function readHostKeys(book: RecordBook, { port }: Place, script: NmapScript, n: number): void {
  const value = (name: string): string | undefined => script.items.find(([path]) => path.split('/').at(-1) === name)?.[1];
  const key = value('key');
  if (key === undefined) return;
  book.addFact('ssh.hostKeyType', value('type'), port, n);
  book.addFact('ssh.hostKeySha256', sshFingerprint(Buffer.from(key, 'base64')), port, n);
  const bits = Number(value('bits'));
  if (value('type') === 'ssh-rsa' && Number.isInteger(bits)) book.addFact('ssh.hostKeyBits', bits, port, n);
}

const ALGORITHMS = [
  ['ssh.kex', 'kex_algorithms'],
  ['ssh.hostKeys', 'server_host_key_algorithms'],
  ['ssh.ciphers', 'encryption_algorithms'],
  ['ssh.macs', 'mac_algorithms'],
] as const;

/** What is read of which script. Others are kept in the transcript of the port alone. */
const READERS: Readonly<Record<string, ScriptReader>> = {
  banner: (book, place, { output }) => noteBytes(book, place, Buffer.from(output.replaceAll(/\\x([0-9A-F]{2})/gi, ' ')), 'banner'),
  'http-title': (book, place, script, n) => {
    noteWeb(book, place, n);
    book.addFact('http.title', itemOf(script, 'title'), place.port, n);
    if (!place.secure && itemOf(script, 'redirect_url')?.startsWith('https://') === true)
      book.addFact('http.redirectsToHttps', true, place.port, n);
  },
  'http-server-header': (book, place, script, n) => {
    noteWeb(book, place, n);
    book.addFact('http.server', script.items[0]?.[1] ?? script.output.trim().split('\n')[0], place.port, n);
  },
  'http-headers': readHeaders,
  'http-auth': readAuth,
  'http-favicon': (book, place, { output }, n) => {
    noteWeb(book, place, n);
    book.addFact('http.faviconMd5', /\b[0-9A-Fa-f]{32}\b/.exec(output)?.[0].toLowerCase(), place.port, n);
  },
  'rtsp-methods': (book, { port, secure }, { output }, n) => {
    book.addFact('rtsp.answered', true, port, n);
    if (!secure) book.addFact('rtsp.clearText', true, port, n);
    const methods = output.split(/[\s,]+/).filter((word) => /^[A-Z_]{3,20}$/.test(word));
    book.addFact('rtsp.public', methods, port, n);
  },
  'ssl-cert': readCertificate,
  'ssl-enum-ciphers': readCiphers,
  'ssh-hostkey': readHostKeys,
  'ssh2-enum-algos': (book, { port }, script, n) => {
    for (const [fact, path] of ALGORITHMS) book.addFact(fact, under(script, `${path}/`), port, n);
  },
  'snmp-sysdescr': (book, { port }, { output }, n) => {
    book.addFact('snmp.description', output.split('\n')[0], port, n);
  },
};

/** Reads a script's output, by the script. */
export function noteScript(book: RecordBook, place: Place, script: NmapScript): void {
  const n = book.note({ probe: probeOf(script.id), port: place.port, request: script.id, response: script.output });
  READERS[script.id]?.(book, place, script, n);
}

function probeOf(id: string): 'http' | 'tls' | 'ssh' | 'rtsp' | 'snmp' | 'tcp' {
  for (const probe of ['http', 'ssh', 'rtsp', 'snmp'] as const) if (id.startsWith(probe)) return probe;
  return id.startsWith('ssl') || id.startsWith('tls') ? 'tls' : 'tcp';
}
