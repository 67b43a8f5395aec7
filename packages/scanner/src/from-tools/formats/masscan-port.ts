import type { BannerKind } from '../../probe/banner/index.ts';
import { noteBytes, noteDer, noteOpen } from '../service-evidence.ts';
import type { RecordBook, ToolRecord } from '../tool-record.ts';

/** What masscan says of one port. */
export interface MasscanPort {
  readonly port: number;
  readonly protocol: string;
  readonly state: 'open' | 'closed';
  /** Its name of the service: http, ssh, telnet ... `X509` and `title` tell of parts. */
  readonly service?: string | undefined;
  readonly banner?: string | undefined;
  readonly request: string;
}

const KINDS: Readonly<Record<string, BannerKind>> = { ssh: 'ssh', telnet: 'telnet', ftp: 'ftp' };

/** What it takes out of a page and tells by itself. */
const PARTS: Readonly<Record<string, 'http.title' | 'http.server'>> = {
  title: 'http.title',
  html_title: 'http.title',
  'http.server': 'http.server',
};

/** The banner as it was sent: masscan writes what is no text as \xNN. */
export function unescaped(banner: string): Buffer {
  const text = banner.replaceAll(/\\x([0-9a-f]{2})|\\([rnt\\"])/gi, (_, hex: string | undefined, mark: string | undefined) => {
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    return { r: '\r', n: '\n', t: '\t' }[mark ?? ''] ?? mark ?? '';
  });
  return Buffer.from(text, 'latin1');
}

/** Writes what it says and takes the record. */
export function notePort(book: RecordBook, { port, protocol, state, service, banner, request }: MasscanPort): ToolRecord {
  if (state === 'closed') return book.take('refused');
  if (protocol !== 'tcp') {
    book.note({ probe: 'discovery', port, transport: 'udp', request, response: banner ?? '' });
    return book.take('discovery');
  }
  if (banner === undefined || banner === '') {
    noteOpen(book, port, request);
    return book.take('open');
  }
  noteOpen(book, port, `${port}/tcp ${service ?? ''}`);
  const bytes = unescaped(banner);
  const fact = PARTS[service ?? ''];
  if (fact !== undefined) {
    const n = book.note({ probe: 'http', port, request: service ?? '', response: bytes });
    book.addFact('http.answered', true, port, n);
    book.addFact(fact, bytes.toString('utf8').replaceAll(/\s+/g, ' '), port, n);
  } else if (service === 'X509') noteDer(book, port, Buffer.from(banner, 'base64'), service);
  else noteBytes(book, { port, secure: false }, bytes, service ?? 'banner', KINDS[service?.toLowerCase() ?? '']);
  return book.take('open');
}
