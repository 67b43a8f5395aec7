import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { MailSettings } from '../src/features/mails/mail-settings.ts';

/** A mail as the server received it. */
export interface Received {
  readonly to: readonly string[];
  /** Whether it came over TLS. */
  readonly secure: boolean;
  readonly user: string;
  readonly subject: string;
  readonly messageId: string;
  readonly headers: string;
  readonly text: string;
  readonly html: string;
}

/** What the server is told to do, see the fixture. */
export interface SmtpOrders {
  readonly refuse?: Readonly<Record<string, 550 | 451>>;
  readonly silent?: boolean;
}

/** A real SMTP server in a process of its own. */
export interface SmtpProcess {
  readonly settings: MailSettings;
  readonly caFile: string;
  /** Everything received so far. */
  readonly received: Received[];
  readonly order: (orders: SmtpOrders) => Promise<void>;
  /** Ends the process; nothing answers on its port any more. */
  readonly stop: () => Promise<void>;
  /** Starts it again on the same port. */
  readonly start: () => Promise<void>;
  /** Ends it for good and removes its folder. */
  readonly end: () => Promise<void>;
}

const FIXTURE = new URL('fixtures/smtp-server.ts', import.meta.url).pathname;

/** An authority of its own for `localhost`, made anew. */
async function certificate(folder: string): Promise<{ key: string; cert: string }> {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  await promisify(execFile)('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    ...subject,
    '-keyout',
    key,
    '-out',
    cert,
  ]);
  return { key, cert };
}

interface Line {
  readonly port?: number;
  readonly ordered?: true;
  readonly mail?: { readonly to: string[]; readonly secure: boolean; readonly user: string; readonly raw: string };
}

/** Starts the server on a free port. */
export async function startSmtp(): Promise<SmtpProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'ancam-smtp-'));
  const { key, cert } = await certificate(folder);
  const received: Received[] = [];
  const waiting = new EventTarget();
  let port = 0;
  let child: ReturnType<typeof run> | undefined;
  function run(): { process: ReturnType<typeof spawn>; ready: Promise<void> } {
    const started = spawn(process.execPath, [FIXTURE, key, cert, String(port)], { stdio: ['pipe', 'pipe', 'inherit'] });
    const ready = new Promise<void>((resolve) => {
      createInterface({ input: started.stdout }).on('line', (text) => {
        const line = JSON.parse(text) as Line; // written by the fixture
        if (line.mail !== undefined) received.push(readMail(line.mail));
        if (line.port !== undefined) {
          port = line.port;
          resolve();
        }
        waiting.dispatchEvent(new Event(line.ordered === true ? 'ordered' : 'mail'));
      });
    });
    return { process: started, ready };
  }
  const start = async (): Promise<void> => {
    child = run();
    await child.ready;
  };
  const stop = async (): Promise<void> => {
    const ended = child?.process;
    if (ended === undefined || ended.exitCode !== null || ended.signalCode !== null) return;
    ended.kill('SIGKILL');
    await once(ended, 'exit');
  };
  const order = async (orders: SmtpOrders): Promise<void> => {
    const done = once(waiting, 'ordered');
    child?.process.stdin?.write(`${JSON.stringify(orders)}\n`);
    await done;
  };
  await start();
  const settings: MailSettings = {
    host: 'localhost',
    port,
    tls: 'starttls',
    user: 'ancam',
    password: 'mật khẩu thư',
    from: 'ancam@binhminh.gov.vn',
    ca: await readFile(cert, 'utf8'),
  };
  const end = async (): Promise<void> => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  };
  return { settings, caFile: cert, received, order, start, stop, end };
}

function readMail({ to, secure, user, raw }: NonNullable<Line['mail']>): Received {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = head.replaceAll(/\r\n[ \t]+/g, ' ');
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1] ?? '-';
  const parts = rest.join('\r\n\r\n').split(`--${boundary}`);
  const part = (type: string): string => {
    const found = parts.find((each) => each.includes(`Content-Type: ${type}`)) ?? '';
    const [about = '', ...body] = found.split('\r\n\r\n');
    return decoded(about, body.join('\r\n\r\n'));
  };
  return {
    to,
    secure,
    user,
    headers,
    subject: encodedWords(/^Subject: (.*)$/m.exec(headers)?.[1] ?? ''),
    messageId: /^Message-ID: (.*)$/m.exec(headers)?.[1]?.trim() ?? '',
    text: part('text/plain'),
    html: part('text/html'),
  };
}

function quoted(text: string): Buffer {
  return Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
    'latin1',
  );
}

function decoded(headers: string, body: string): string {
  const bytes = /Content-Transfer-Encoding: base64/i.test(headers)
    ? Buffer.from(body, 'base64')
    : /Content-Transfer-Encoding: quoted-printable/i.test(headers)
      ? quoted(body.replaceAll('=\r\n', ''))
      : Buffer.from(body, 'utf8');
  return bytes.toString('utf8').replaceAll('\r\n', '\n');
}

/** Words of a header as RFC 2047 encodes them. */
function encodedWords(text: string): string {
  const words = text.replaceAll(/\?=\s+=\?UTF-8\?(?=[QB])/gi, '?==?UTF-8?');
  const bytes: Buffer[] = [];
  let at = 0;
  for (const match of words.matchAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi)) {
    bytes.push(Buffer.from(words.slice(at, match.index), 'utf8'));
    const [, way = '', content = ''] = match;
    bytes.push(way.toUpperCase() === 'B' ? Buffer.from(content, 'base64') : quoted(content.replaceAll('_', ' ')));
    at = match.index + match[0].length;
  }
  return Buffer.concat([...bytes, Buffer.from(words.slice(at), 'utf8')]).toString('utf8');
}
