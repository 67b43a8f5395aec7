import type { Told } from '../../engine/journal.ts';
import type { HostSession } from '../../engine/session.ts';
import { deadline } from '../../wire/deadline.ts';
import { buildRequest } from '../../wire/shapes.ts';
import { openUdp } from '../../wire/udp.ts';
import { readSnmpReply } from './reply.ts';

/** A device in the same building answers within milliseconds; most answer never. */
const WAIT_MS = 1500;
/** A device where nothing listens tells so as fast as others answer: then the second question is spared. */
const FIRST_WAIT_MS = 300;
const MAX_REPLIES = 8;
const QUESTIONS = ['snmp-v1-public', 'snmp-v2c-public'] as const;

/** The replies of a device, how many questions it was asked, and whether it told that nothing listens there. */
type Replies = Readonly<Record<string, Buffer | boolean | number>> & { readonly asked: number; readonly refused: boolean };

/**
 * Asks for the description of the device with the community that every manual names, in both old versions, while other questions go on.
 * Silence is the usual answer and says nothing is open to that word; an answer is the finding.
 */
export async function probeSnmp(session: HostSession): Promise<void> {
  const port = session.context.plan.snmpPort;
  if (port === undefined) return;
  const told = await session.recall('snmp', () => ask(session, port));
  if (told === undefined) return;
  const { asked, refused } = told.reply;
  const read = Object.values(told.reply).flatMap((bytes) => (Buffer.isBuffer(bytes) ? (readSnmpReply(bytes) ?? []) : []));
  for (const id of QUESTIONS.slice(0, asked)) {
    const version = id === 'snmp-v1-public' ? '1' : '2c';
    const reply = read.find((each) => each.version === version);
    const n = session.record({
      probe: 'snmp',
      port,
      transport: 'udp',
      request: buildRequest(id),
      at: new Date(told.at),
      end: reply === undefined ? (refused ? 'refused' : 'timeout') : 'ok',
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
  const { address } = session;
  const heard = { replies: [] as Buffer[], closed: false, asked: 1, wake: undefined as (() => void) | undefined };
  const udp = await openUdp(
    lane,
    { family: address.includes(':') ? 'udp6' : 'udp4', to: { address, port } },
    ({ bytes }) => {
      if (heard.replies.length < MAX_REPLIES) heard.replies.push(bytes);
      heard.wake?.();
    },
    () => {
      heard.closed = true;
      heard.wake?.();
    },
  );
  if (udp === undefined) return undefined;
  /** Waits until something comes, or so long. */
  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const clear = deadline(ms, resolve);
      heard.wake = () => {
        clear();
        resolve();
      };
    });
  const at = clock().toISOString();
  const begun = performance.now();
  const left = (): number => WAIT_MS - (performance.now() - begun);
  const [first, second] = QUESTIONS;
  try {
    if (!(await session.mayAsk('snmp'))) return undefined;
    await udp.send(buildRequest(first), address, port);
    await pause(FIRST_WAIT_MS);
    if (!heard.closed) {
      if (!(await session.mayAsk('snmp'))) return undefined;
      await udp.send(buildRequest(second), address, port);
      heard.asked += 1;
    }
    while (!heard.closed && heard.replies.length < QUESTIONS.length && left() > 0) await pause(left());
  } finally {
    udp.destroy();
  }
  const refused = heard.closed && !lane.cancelled && heard.replies.length === 0;
  const ms = Math.round(performance.now() - begun);
  return { at, ms, reply: { ...Object.fromEntries(heard.replies.map((bytes, n) => [String(n), bytes])), asked: heard.asked, refused } };
}
