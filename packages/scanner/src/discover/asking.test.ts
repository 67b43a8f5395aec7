import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '@ancam/core';
import { expect, it } from 'vitest';
import { createPlan } from '../plan/create-plan.ts';
import { HostTurns } from '../sweep/turns.ts';
import { resolveTargets } from '../targets/resolve.ts';
import { Lane } from '../wire/lane.ts';
import { discover } from './index.ts';

const [MUCH, LITTLE] = ['127.48.9.1', '127.48.9.2'];

it('a device that has to be left in peace for a while holds no other back', async () => {
  const lane = new Lane();
  const targets = await resolveTargets(createPlan({ targets: [MUCH, LITTLE] }));
  const options = { lane, targets, unicast: true, interfaces: [], wsdPort: undefined, waitMs: 0, perSecond: 10_000, clock: systemClock };
  const discovery = discover({ ...options, turns: new HostTurns(4) });
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
