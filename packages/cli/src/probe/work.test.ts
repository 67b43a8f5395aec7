import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { questionsTo, startFarm } from '@ancam/camera-farm';
import type { Farm } from '@ancam/camera-farm';
import type { ProbePiece } from '@ancam/contract';
import { newId } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { createPlan } from '@ancam/scanner';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAllowed } from './allow.ts';
import { Spool } from './spool.ts';
import { workOn } from './work.ts';

const ADDRESS = '127.41.4.1';
let farm: Farm;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ancam-probe-work-'));
  const camera = {
    address: ADDRESS,
    maker: 'hikvision',
    model: 'DS-2CD2143G2-I',
    firmware: 'V5.7.15 build 230313',
    serial: 'DS-2CD2143G2-I20230401AAWR100000013',
    mac: '44:19:b6:00:00:13',
    flaws: ['clear-text-login', 'rtsp-clear', 'onvif-clear-text'],
    answerDelayMs: 300,
  } as const;
  farm = await startFarm({ cameras: [camera], portOffset: 23_000, record: true });
});
afterAll(async () => {
  await farm.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A module beside this one, as a text of code. */
const moduleText = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
const questions = (): number => questionsTo(farm.received(), ADDRESS).length;

test('a probe killed within a host goes on there: what was on its disk is not asked again', async () => {
  writeAllowed(folder, [ADDRESS]);
  const ports = farm.ports.map(({ port }) => port).join(',');
  const plan = createPlan({ targets: [ADDRESS], ports, unicastDiscovery: false });
  const piece: ProbePiece = { id: newId(), scanId: newId(), plan, authorisation: null, window: null };
  new Spool(folder).add(piece);
  const code = `const { Spool } = await import(${moduleText('spool.ts')});
    const { workOn } = await import(${moduleText('work.ts')});
    const { loadKnowledge } = await import('@ancam/knowledge');
    const spool = new Spool(${JSON.stringify(folder)});
    const bench = { folder: ${JSON.stringify(folder)}, spool, knowledge: loadKnowledge(), onResult: () => {} };
    await workOn(bench, spool.open()[0], new AbortController().signal);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: import.meta.dirname,
  });
  const asked: { at: number; count: number }[] = [];
  while (questions() < 20 && child.exitCode === null) {
    asked.push({ at: Date.now(), count: questions() });
    await sleep(10);
  }
  const onDisk = asked.findLast(({ at }) => at < Date.now() - 2000)?.count ?? 0;
  expect(child.exitCode, 'killed while it reads').toBeNull();
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  const before = questions();
  expect(onDisk).toBeGreaterThan(5);

  const spool = new Spool(folder);
  expect(spool.queued()).toBe(0);
  await workOn({ folder, spool, knowledge: loadKnowledge(), onResult: () => undefined }, piece, new AbortController().signal);
  const [result] = spool.waiting(piece.id, 1);
  expect(result?.host.identity).toMatchObject({ kind: 'camera', model: 'DS-2CD2143G2-I', firmware: 'V5.7.15 build 230313' });
  expect(spool.endOf(piece.id)?.status).toBe('completed');
  expect(existsSync(spool.journalOf(piece.id))).toBe(false);
  // the same again, from the beginning: what one reading takes
  const read = questions() - before;
  const again: ProbePiece = { ...piece, id: newId() };
  spool.add(again);
  const third = questions();
  await workOn({ folder, spool, knowledge: loadKnowledge(), onResult: () => undefined }, again, new AbortController().signal);
  const whole = questions() - third;
  expect(read).toBeLessThanOrEqual(whole - onDisk + 2);
}, 120_000);
