import { setTimeout as sleep } from 'node:timers/promises';
import type { Told } from '../../engine/journal.ts';
import type { HostSession } from '../../engine/session.ts';
import { buildRequest } from '../../wire/shapes.ts';
import { openUdp } from '../../wire/udp.ts';
import type { Datagram } from '../../wire/udp.ts';
import { readSnmpReply } from './reply.ts';

/** A device in the same building answers within milliseconds; most answer never. */
const WAIT_MS = 1500;
const QUESTIONS = ['snmp-v1-public', 'snmp-v2c-public'] as const;

/** What a device said to each of the questions; bytes of the replies. */
type Replies = Readonly<Record<string, Buffer>>;

/**
 * Asks for the description of the device with the community that every manual names, in both old versions, while other questions go on.
 * Silence is the usual answer and says nothing is open to that word; an answer is the finding.
 */
export async function probeSnmp(session: HostSession): Promise<void> {
  const port = session.context.plan.snmpPort;
  if (port === undefined) return;
  const told = await session.recall('snmp', () => ask(session, port));
  if (told === undefined) return;
  const read = Object.values(told.reply).flatMap((bytes) => readSnmpReply(bytes) ?? []);
  for (const id of QUESTIONS) {
    const version = id === 'snmp-v1-public' ? '1' : '2c';
    const reply = read.find((each) => each.version === version);
    const n = session.record({
      probe: 'snmp',
      port,
      transport: 'udp',
      request: buildRequest(id),
      at: new Date(told.at),
      end: reply === undefined ? 'timeout' : 'ok',
      ms: told.ms,
      response: reply === undefined ? undefined : Buffer.from(reply.description),
    });
    if (reply === undefined) continue;
    session.addFact('snmp.public', true, port, n);
    session.addFact('snmp.description', reply.description, port, n);
  }
}

/** Undefined where it could not be asked. */
async function ask(session: HostSession, port: number): Promise<Told<Replies> | undefined> {
  const { lane, clock } = session.context;
  const replies: Buffer[] = [];
  const plain = session.address.replace(/%.*$/, '');
  const fromHost = ({ address }: Datagram): boolean => address.replace(/%.*$/, '') === plain;
  const udp = await openUdp(lane, { family: session.address.includes(':') ? 'udp6' : 'udp4' }, (datagram) => {
    if (fromHost(datagram) && replies.length < 8) replies.push(datagram.bytes);
  });
  if (udp === undefined) return undefined;
  const at = clock().toISOString();
  const begun = performance.now();
  const done = (): boolean => replies.length >= QUESTIONS.length;
  try {
    for (const id of QUESTIONS) {
      if (!(await session.mayAsk('snmp'))) return undefined;
      await udp.send(buildRequest(id), session.address, port);
    }
    while (!done() && !lane.cancelled && performance.now() - begun < WAIT_MS) await sleep(20);
  } finally {
    udp.destroy();
  }
  return { at, ms: Math.round(performance.now() - begun), reply: Object.fromEntries(replies.map((bytes, n) => [String(n), bytes])) };
}
