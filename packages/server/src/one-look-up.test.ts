import { expect, test } from 'vitest';
import { oneLookUp } from './one-look-up.ts';

/** A look-up whose answers come when the test lets them. */
function held() {
  const open: { key: string; answer: (value: string) => void; fail: (fault: Error) => void }[] = [];
  const look = (key: string): Promise<string> => new Promise((resolve, reject) => open.push({ key, answer: resolve, fail: reject }));
  return { open, ask: oneLookUp(look) };
}

/** Lets what hangs on settled promises run. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('who asks while a look-up is under way shares the next one, and none is answered by one that began before it asked', async () => {
  const { open, ask } = held();
  const first = ask('a');
  const second = ask('a');
  const third = ask('a');
  expect(open).toHaveLength(1);
  open[0]?.answer('before');
  await settle();
  expect(open).toHaveLength(2);
  open[1]?.answer('after');
  expect(await Promise.all([first, second, third])).toEqual(['before', 'after', 'after']);
  await settle();
  void ask('a');
  expect(open).toHaveLength(3);
});

test('keys do not wait for each other', async () => {
  const { open, ask } = held();
  void ask('a');
  void ask('b');
  expect(open.map(({ key }) => key)).toEqual(['a', 'b']);
});

test('a look-up that fails fails for those who asked for it, and the next is tried', async () => {
  const { open, ask } = held();
  const first = ask('a');
  const second = ask('a');
  open[0]?.fail(new Error('no answer'));
  await expect(first).rejects.toThrow('no answer');
  open[1]?.answer('well');
  expect(await second).toBe('well');
  const third = ask('a');
  open[2]?.answer('again');
  expect(await third).toBe('again');
});
