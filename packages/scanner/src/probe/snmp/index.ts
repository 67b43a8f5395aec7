import { setTimeout as sleep } from 'node:timers/promises';
import type { HostSession } from '../../engine/session.ts';
import { buildRequest } from '../../wire/shapes.ts';
import { openUdp } from '../../wire/udp.ts';
import type { Datagram } from '../../wire/udp.ts';
import { readSnmpReply } from './reply.ts';

/** A device in the same building answers within milliseconds; most answer never. */
const WAIT_MS = 1500;
const QUESTIONS = ['snmp-v1-public', 'snmp-v2c-public'] as const;

/**
 * Asks for the description of the device with the community that every manual names, in both old versions, while other questions go on.
 * Silence is the usual answer and says nothing is open to that word; an answer is the finding.
 */
export async function probeSnmp(session: HostSession): Promise<void> {
  const { plan, lane, clock } = session.context;
  const port = plan.snmpPort;
  if (port === undefined) return;
  const replies: Buffer[] = [];
  const plain = session.address.replace(/%.*$/, '');
  const fromHost = ({ address }: Datagram): boolean => address.replace(/%.*$/, '') === plain;
  const udp = await openUdp(lane, { family: session.address.includes(':') ? 'udp6' : 'udp4' }, (datagram) => {
    if (fromHost(datagram) && replies.length < 8) replies.push(datagram.bytes);
  });
  if (udp === undefined) return;
  const at = clock();
  const begun = performance.now();
  const done = (): boolean => replies.length >= QUESTIONS.length;
  try {
    for (const id of QUESTIONS) {
      if (!(await session.mayAsk('snmp'))) return;
      await udp.send(buildRequest(id), session.address, port);
    }
    while (!done() && !lane.cancelled && performance.now() - begun < WAIT_MS) await sleep(20);
  } finally {
    udp.destroy();
  }
  const read = replies.flatMap((bytes) => readSnmpReply(bytes) ?? []);
  for (const id of QUESTIONS) {
    const version = id === 'snmp-v1-public' ? '1' : '2c';
    const reply = read.find((each) => each.version === version);
    const n = session.record({
      probe: 'snmp',
      port,
      transport: 'udp',
      request: buildRequest(id),
      at,
      end: reply === undefined ? 'timeout' : 'ok',
      ms: Math.round(performance.now() - begun),
      response: reply === undefined ? undefined : Buffer.from(reply.description),
    });
    if (reply === undefined) continue;
    session.addFact('snmp.public', true, port, n);
    session.addFact('snmp.description', reply.description, port, n);
  }
}
