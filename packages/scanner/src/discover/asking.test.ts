import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@ancam/core';
import { expect, it } from 'vitest';
import { createPlan } from '../plan/create-plan.ts';
import { HostTurns } from '../sweep/turns.ts';
import { resolveTargets } from '../targets/resolve.ts';
import { Lane } from '../wire/lane.ts';
import { discover } from './index.ts';
import type { Discovery } from './index.ts';
import type { DiscoveryProtocol } from './protocol.ts';

const [MUCH, LITTLE] = ['127.48.9.1', '127.48.9.2'];

/** As it is where nothing is known of the maker but its protocols. */
function tells({ makers }: DiscoveryProtocol, maker: string): boolean {
  return makers.length === 0 || makers.includes(maker);
}

async function prepare(perSecond: number): Promise<{ lane: Lane; turns: HostTurns; discovery: Discovery }> {
  const lane = new Lane();
  const turns = new HostTurns(perSecond);
  const targets = await resolveTargets(createPlan({ targets: [MUCH, LITTLE] }));
  const options = {
    lane,
    targets,
    unicast: true,
    interfaces: [],
    wsdPort: undefined,
    waitMs: 0,
    perSecond: 10_000,
    tells,
    clock: systemClock,
  };
  return { lane, turns, discovery: discover({ ...options, turns }) };
}

it('a device that has to be left in peace for a while holds no other back', async () => {
  const { lane, discovery } = await prepare(4);
  // eleven questions, four in a second
  const much = discovery.inquire([MUCH]);
  while (lane.exchanges < 4) await sleep(5);
  await discovery.inquire([LITTLE], 'hanwha');
  // its own two; the fifth of the other is still to come
  expect(lane.exchanges).toBe(6);
  await much;
  expect(lane.exchanges).toBe(13);
  discovery.close();
});

it('nor does it where both are asked together', async () => {
  const { turns, discovery } = await prepare(2);
  const heard: string[] = [];
  // the ports of mDNS and of Hanwha
  const ears = [MUCH, LITTLE].flatMap((address) =>
    [5353, 7701].map((port) =>
      createSocket({ type: 'udp4', reuseAddr: true })
        .on('message', () => heard.push(address))
        .bind(port, address),
    ),
  );
  await Promise.all(ears.map((ear) => once(ear, 'listening')));
  for (let turn = 0; turn < 2; turn += 1) turns.book(MUCH);
  await discovery.inquire([MUCH, LITTLE], 'hanwha');
  expect(heard).toEqual([LITTLE, LITTLE, MUCH, MUCH]);
  for (const ear of ears) ear.close();
  discovery.close();
});

it('nor does it keep the replies of another waiting', async () => {
  const { turns, discovery } = await prepare(4);
  for (let turn = 0; turn < 4; turn += 1) turns.book(MUCH);
  const replies = discovery.ask([MUCH, LITTLE]);
  const ended: string[] = [];
  await Promise.all([
    replies.of(MUCH).then(() => ended.push('much')),
    replies.of(LITTLE).then(() => ended.push('little')),
    replies.all.then(() => ended.push('all')),
  ]);
  expect(ended).toEqual(['little', 'much', 'all']);
  discovery.close();
});

it('an address that will be read is asked by makers’ own protocols only when it is sought', async () => {
  const { lane, discovery } = await prepare(100);
  discovery.hold(MUCH);
  await discovery.ask([MUCH, LITTLE]).all;
  // WS-Discovery three times and SSDP; the other address SADP and DHIP too, and Xiongmai three times
  expect(lane.exchanges).toBe(4 + 9);
  await discovery.seek(MUCH);
  expect(lane.exchanges).toBe(13 + 3);
  await discovery.inquire([MUCH], 'hikvision');
  // only mDNS is left: what it was asked by is not put again
  expect(lane.exchanges).toBe(16 + 1);
  // a port of the other was found too late: it was asked already
  discovery.hold(LITTLE);
  await discovery.seek(LITTLE);
  await discovery.inquire([LITTLE], 'hikvision');
  expect(lane.exchanges).toBe(17 + 1);
  discovery.close();
});

it('who shows life is asked by makers’ own protocols once; a maker’s device only by what tells of it', async () => {
  const { lane, discovery } = await prepare(100);
  const { all } = discovery.ask([MUCH, LITTLE]);
  const inquired = discovery.inquire([MUCH], 'sony');
  await Promise.all([all, inquired]);
  // WS-Discovery three times, SSDP, SADP, DHIP, and Xiongmai three times or once; of Sony's own and mDNS one each
  expect(lane.exchanges).toBe(9 + 7 + 2);
  discovery.close();
});
