import { setTimeout as pass } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { turnsOf } from './turns.ts';

/** How many items each of so many turns took, where an item takes so long. */
async function sizes(turns: number, itemMs: number, embedded?: boolean): Promise<number[]> {
  const turn = turnsOf(embedded === undefined ? {} : { embedded }, 200);
  const taken: number[] = [];
  for (let left = turns; left > 0; left -= 1) {
    await turn(async (most) => {
      taken.push(most);
      await pass(most * itemMs);
    });
  }
  return taken;
}

test('a server takes all it may in each turn', async () => {
  expect(await sizes(3, 0, false)).toEqual([200, 200, 200]);
  expect(await sizes(1, 0)).toEqual([200]);
});

test('the embedded database gets small turns of what is slow, and never none', async () => {
  const taken = await sizes(3, 30, true);
  expect(taken).toEqual([20, 5, 5]);
});

test('turns grow again, up to the most, where the work is quick', async () => {
  const taken = await sizes(8, 0, true);
  expect(taken[0]).toBe(20);
  expect(taken.at(-1)).toBe(200);
});

test('what the work throws comes through', async () => {
  await expect(turnsOf({ embedded: true }, 200)(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
});
