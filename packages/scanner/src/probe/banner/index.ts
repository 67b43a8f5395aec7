import { message } from '@ancam/core';
import type { FactSink, HostSession } from '../../engine/session.ts';
import { Link, openLink } from '../../wire/link.ts';
import type { Completeness, Reply } from '../../wire/link.ts';
import { buildRequest } from '../../wire/shapes.ts';
import { stripTelnet } from './telnet.ts';

export type BannerKind = 'ssh' | 'telnet' | 'ftp';

const BANNER_BYTES = 2048;
const LISTEN_MS = 2500;
/** After Telnet's negotiation a prompt follows at once, or never. */
const QUIET_MS = 300;

const endOfBanner: Completeness = (bytes) => {
  if (bytes[0] === 0xff) return { quietMs: QUIET_MS };
  return bytes.includes(0x0a) ? true : { quietMs: QUIET_MS };
};
const endOfTelnet: Completeness = () => ({ quietMs: QUIET_MS });

/** Connects and listens; sends nothing. */
export function listen(
  session: HostSession,
  port: number,
  kind: BannerKind,
  listenMs = LISTEN_MS,
): Promise<Reply & { readonly n: number }> {
  const request = buildRequest('banner-read');
  return session.exchange<Reply>(
    { probe: kind, port, transport: 'tcp', request, once: true },
    (end) => ({ end, bytes: Buffer.alloc(0) }),
    async () => {
      const limits = { ...session.limits(listenMs), maxBytes: BANNER_BYTES };
      const link = await openLink(session.context.lane, { address: session.address, port }, limits);
      if (!(link instanceof Link)) return link;
      const reply = await link.ask(request, kind === 'telnet' ? endOfTelnet : endOfBanner, limits);
      link.close();
      return reply;
    },
    (reply) => reply.bytes,
  );
}

/** What the first bytes of a service show; undefined where they show none of the three. */
export function bannerKind(bytes: Buffer): BannerKind | undefined {
  const text = bytes.toString('latin1');
  if (/^SSH-\d/m.test(text)) return 'ssh';
  if (/^220[ -]/.test(text)) return 'ftp';
  if (bytes[0] === 0xff && (bytes[1] ?? 0) >= 0xfa) return 'telnet';
  return /(?:login|username|user name|password)\s*:\s*$/i.test(text) ? 'telnet' : undefined;
}

/** Notes what a banner says. `expected` is what the port stands for; a service that says otherwise is taken at its word. */
export function readBanner(
  session: FactSink,
  port: number,
  reply: { bytes: Buffer; end: Reply['end']; n: number },
  expected?: BannerKind,
): void {
  const kind = bannerKind(reply.bytes) ?? (reply.bytes.length > 0 && expected === 'telnet' ? 'telnet' : undefined);
  if (kind === undefined) {
    if (expected !== undefined) session.leaveOpen(expected, message('silent-service', { port, end: reply.end }));
    return;
  }
  const text = reply.bytes.toString('latin1');
  if (kind === 'ssh') session.addFact('ssh.banner', /^SSH-[^\r\n]{1,250}/m.exec(text)?.[0], port, reply.n);
  if (kind === 'ftp') session.addFact('ftp.banner', text.split(/\r?\n/)[0]?.slice(0, 256), port, reply.n);
  if (kind === 'telnet') {
    session.addFact('telnet.open', true, port, reply.n);
    session.addFact('telnet.banner', stripTelnet(reply.bytes), port, reply.n);
  }
}
