import { message } from '@ancam/core';
import type { HostSession } from '../../engine/session.ts';
import { Link, openLink } from '../../wire/link.ts';
import type { Reply } from '../../wire/link.ts';
import { SSH_KEX, sshShapeOf } from '../../wire/service-shapes.ts';
import { buildRequest } from '../../wire/shapes.ts';
import type { ShapedRequest } from '../../wire/shapes.ts';
import { endOfGreeting, payloadsOf, readHostKey, readOffer } from './packets.ts';
import type { SshOffer } from './packets.ts';

const MAX_BYTES = 65_536;

/** Packets of an answer that begins with the identification line. */
function packetsAfterGreeting(bytes: Buffer): Buffer[] {
  const start = endOfGreeting(bytes);
  return start === undefined ? [] : payloadsOf(bytes, start);
}

function hasOffer(bytes: Buffer): boolean {
  return readOffer(packetsAfterGreeting(bytes)) !== undefined;
}

/** What of an answer to keep: a line for people in place of the packets. */
function describe(reply: Reply, offer: SshOffer | undefined): Buffer {
  const greeting = reply.bytes.subarray(0, endOfGreeting(reply.bytes) ?? 256);
  if (offer === undefined) return greeting;
  const lines = [
    `kex ${offer.kex.join(',')}`,
    `keys ${offer.hostKeys.join(',')}`,
    `ciphers ${offer.ciphers.join(',')}`,
    `macs ${offer.macs.join(',')}`,
  ];
  return Buffer.concat([greeting, Buffer.from(lines.join('\n'))]);
}

/**
 * Reads what an SSH server offers and the host key it shows: the key exchange is begun and left there, so that no user is named. Where the
 * server knows none of the exchanges the key stays unread.
 */
export async function probeSsh(session: HostSession, port: number): Promise<void> {
  const limits = { ...session.limits(), maxBytes: MAX_BYTES };
  const opened: { link?: Link } = {};
  const ask = async (request: ShapedRequest, complete: (bytes: Buffer) => boolean): Promise<Reply> => {
    if (opened.link === undefined) {
      const link = await openLink(session.context.lane, { address: session.address, port }, limits);
      if (!(link instanceof Link)) return link;
      opened.link = link;
      // read on after the list was told on a connection that is gone: it is told once more before the next question
      if (request.shape.id !== 'ssh-identify') await link.ask(buildRequest('ssh-identify'), hasOffer, limits);
    }
    return opened.link.ask(request, complete, limits);
  };
  try {
    const offer = await readList(session, port, ask);
    const kex = offer === undefined ? undefined : SSH_KEX.find((each) => offer.kex.includes(each));
    if (kex !== undefined) await readKey(session, port, ask, buildRequest(sshShapeOf(kex)));
  } finally {
    opened.link?.close();
  }
}

type Ask = (request: ShapedRequest, complete: (bytes: Buffer) => boolean) => Promise<Reply>;

async function readList(session: HostSession, port: number, ask: Ask): Promise<SshOffer | undefined> {
  const request = buildRequest('ssh-identify');
  const reply = await session.exchange<Reply>(
    { probe: 'ssh', port, transport: 'tcp', request, once: true },
    (end) => ({ end, bytes: Buffer.alloc(0) }),
    () => ask(request, hasOffer),
    (seen) => describe(seen, readOffer(packetsAfterGreeting(seen.bytes))),
  );
  const offer = readOffer(packetsAfterGreeting(reply.bytes));
  // Version 1 of the protocol has no such list, and ends there.
  if (offer === undefined) {
    if (reply.end === 'timeout' || reply.end === 'limit')
      session.leaveOpen('ssh', message('no-answer', { port, question: 'KEXINIT', end: reply.end }));
    return undefined;
  }
  session.addFact('ssh.kex', [...offer.kex], port, reply.n);
  session.addFact('ssh.hostKeys', [...offer.hostKeys], port, reply.n);
  session.addFact('ssh.ciphers', [...offer.ciphers], port, reply.n);
  session.addFact('ssh.macs', [...offer.macs], port, reply.n);
  return offer;
}

async function readKey(session: HostSession, port: number, ask: Ask, request: ShapedRequest): Promise<void> {
  const reply = await session.exchange<Reply>(
    { probe: 'ssh', port, transport: 'tcp', request, once: true },
    (end) => ({ end, bytes: Buffer.alloc(0) }),
    () => ask(request, (bytes) => readHostKey(payloadsOf(bytes, 0)) !== undefined),
    (seen) => {
      const key = readHostKey(payloadsOf(seen.bytes, 0));
      return key === undefined ? undefined : Buffer.from(`${key.type} ${key.bits ?? ''} ${key.sha256}`);
    },
  );
  const key = readHostKey(payloadsOf(reply.bytes, 0));
  if (key === undefined) return;
  session.addFact('ssh.hostKeyType', key.type, port, reply.n);
  session.addFact('ssh.hostKeySha256', key.sha256, port, reply.n);
  session.addFact('ssh.hostKeyBits', key.bits, port, reply.n);
}
