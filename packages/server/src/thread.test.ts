import { expect, test } from 'vitest';
import { runThread, stopThreads } from './thread.ts';

const ENDLESS = new URL('../test/fixtures/endless-thread.ts', import.meta.url);
const ECHO = new URL('../test/fixtures/echo-thread.ts', import.meta.url);

test('a thread that never answers is ended at the close, and the next one works', async () => {
  const endless = runThread(ENDLESS, 'x');
  const ended = expect(endless).rejects.toMatchObject({ code: 'internal' });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await stopThreads();
  await ended;
  expect(await runThread(ECHO, 'chào')).toBe('chào');
});
