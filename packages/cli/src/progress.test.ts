import type { WriteStream } from 'node:tty';
import { expect, test } from 'vitest';
import { createProgressLine, describeProgress } from './progress.ts';

const EVENT = { type: 'progress', stage: 'sweep', done: 512, total: 1024, alive: 20, cameras: 3, etaSeconds: 75 } as const;

/** A stream that keeps what is written instead of showing it. */
function screen(isTTY: boolean): { readonly stream: WriteStream; readonly written: string[] } {
  const written: string[] = [];
  // only these members are used by the progress line
  const stream = { isTTY, columns: 60, write: (text: string) => written.push(text) > 0 } as unknown as WriteStream;
  return { stream, written };
}

test('one line tells stage, share, hosts, cameras and the time left', () => {
  expect(describeProgress(EVENT, 'en')).toBe('Trying ports 512/1024 · 20 alive · 3 cameras · about 1 min 15 s left');
  expect(describeProgress(EVENT, 'vi')).toContain('Dò cổng 512/1024');
});

test('nothing is written where stderr is no terminal', () => {
  const { stream, written } = screen(false);
  const line = createProgressLine(stream, 'vi');
  line.show(EVENT);
  line.clear();
  expect(written).toEqual([]);
});

test('redraws are paced, a new stage is shown at once, and the line is taken away at the end', () => {
  const { stream, written } = screen(true);
  let now = 0;
  const line = createProgressLine(stream, 'en', () => now);
  line.show(EVENT);
  line.show({ ...EVENT, done: 513 });
  expect(written).toHaveLength(1);
  now = 150;
  line.show({ ...EVENT, done: 600 });
  line.show({ ...EVENT, stage: 'probe' });
  expect(written).toHaveLength(3);
  for (const text of written) expect(text.replace('\r\u001B[2K', '').length).toBeLessThan(60);
  line.clear();
  expect(written.at(-1)).toBe('\r\u001B[2K');
});
