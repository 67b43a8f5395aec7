import { rootCertificates } from 'node:tls';
import type { Composed } from './compose.ts';
import type { MailSettings } from './mail-settings.ts';

const CONNECT_MS = 10_000;
const SOCKET_MS = 60_000;

/** A mail as it leaves. */
export interface Outgoing extends Composed {
  readonly to: { readonly address: string; readonly name: string };
  /** With angle brackets. */
  readonly messageId: string;
}

/** What became of a try. `server`: nothing can be sent now; `later`: this one not now; `refused`: this one never. */
export type Delivery = { readonly outcome: 'sent' } | { readonly outcome: 'server' | 'later' | 'refused'; readonly reason: string };

/** An open way to the mail server. */
export interface Transport {
  readonly send: (mail: Outgoing) => Promise<Delivery>;
  /** Whether the server answers and takes the credentials; what it said otherwise. */
  readonly verify: () => Promise<string | undefined>;
  readonly close: () => void;
}

/**
 * A way to the mail server, opened with the first mail; the library is loaded then, since most servers send none. Files and addresses are never
 * read from what a mail holds.
 */
export function openTransport({ host, port, tls, user, password, from, ca }: MailSettings): Transport {
  const open = async () => {
    const { createTransport } = await import('nodemailer');
    return createTransport({
      host,
      port,
      secure: tls === 'implicit',
      requireTLS: tls === 'starttls',
      ignoreTLS: tls === 'none',
      ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
      ...(ca === undefined ? {} : { tls: { ca: [...rootCertificates, ca] } }),
      pool: true,
      maxConnections: 1,
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: SOCKET_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
  let opened: ReturnType<typeof open> | undefined;
  const transporter = (): ReturnType<typeof open> => (opened ??= open());
  const send = async ({ to, messageId, subject, text, html }: Outgoing): Promise<Delivery> => {
    try {
      const way = await transporter();
      await way.sendMail({
        from: { name: 'AnCam', address: from },
        to: { name: to.name, address: to.address },
        envelope: { from, to: [to.address] },
        messageId,
        subject,
        text,
        html,
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      return { outcome: 'sent' };
    } catch (thrown) {
      return failureOf(thrown);
    }
  };
  const verify = async (): Promise<string | undefined> => {
    try {
      const way = await transporter();
      await way.verify();
      return undefined;
    } catch (thrown) {
      const failure = failureOf(thrown);
      return 'reason' in failure ? failure.reason : undefined;
    }
  };
  return { send, verify, close: () => void opened?.then((way) => way.close()) };
}

const LONGEST_REASON = 300;
/** Faults of the way, not of the mail: codes of the library. */
const OF_THE_WAY: ReadonlySet<unknown> = new Set([
  'ECONNECTION',
  'ETIMEDOUT',
  'EDNS',
  'ESOCKET',
  'ETLS',
  'EAUTH',
  'ENOAUTH',
  'EOAUTH2',
  'EPROTOCOL',
  'ECONFIG',
]);

function failureOf(thrown: unknown): Exclude<Delivery, { outcome: 'sent' }> {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined;
  const status = thrown instanceof Error && 'responseCode' in thrown && typeof thrown.responseCode === 'number' ? thrown.responseCode : 0;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  const reason = message.replaceAll(/[\p{Cc}\s]+/gu, ' ').slice(0, LONGEST_REASON);
  // 421 closes the channel, whatever it was said to.
  if (OF_THE_WAY.has(code) || status === 421) return { outcome: 'server', reason };
  return { outcome: status >= 500 || (code === 'EENVELOPE' && status === 0) ? 'refused' : 'later', reason };
}
