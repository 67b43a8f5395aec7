import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askRunningServer, holdDataFolder } from './data-folder.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ancam-hold-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Another process that holds the folder until it is killed. */
async function otherHolder(): Promise<ChildProcess> {
  const module = new URL('data-folder.ts', import.meta.url).href;
  const code = `const { holdDataFolder } = await import(${JSON.stringify(module)});
    const held = await holdDataFolder(${JSON.stringify(folder)}); held.announce('http://127.0.0.1:1');
    console.log('held'); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (child.stdout !== null) await once(child.stdout, 'data');
  return child;
}

test('nobody answers for a folder that nobody holds', async () => {
  expect(await askRunningServer(folder)).toBeUndefined();
});

test('a second process is refused with the pid and the address of the first', async () => {
  const child = await otherHolder();
  expect(await askRunningServer(folder)).toEqual({ pid: child.pid, url: 'http://127.0.0.1:1' });
  const refused = await holdDataFolder(folder).catch((thrown: unknown) => thrown);
  expect(refused).toBeInstanceOf(AppError);
  expect(refused).toMatchObject({ code: 'store.locked', details: { place: folder, pid: child.pid, url: 'http://127.0.0.1:1' } });
  child.kill('SIGKILL');
  await once(child, 'exit');
});

test('a holder that was killed leaves nothing behind; of many takers one gets the folder', async () => {
  const child = await otherHolder();
  child.kill('SIGKILL');
  await once(child, 'exit');
  const takers = await Promise.allSettled(Array.from({ length: 5 }, () => holdDataFolder(folder)));
  const held = takers.flatMap((taker) => (taker.status === 'fulfilled' ? [taker.value] : []));
  expect(held).toHaveLength(1);
  expect((await askRunningServer(folder))?.pid).toBe(process.pid);
  await held[0]?.release();
  const next = await holdDataFolder(folder);
  await next.release();
});

test('a holder too busy to answer still holds', async () => {
  const child = await otherHolder();
  child.kill('SIGSTOP');
  await expect(holdDataFolder(folder)).rejects.toMatchObject({ code: 'store.locked' });
  child.kill('SIGKILL');
  await once(child, 'exit');
});
