import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { ScanEvent } from '@ancam/core';
import { afterEach, describe, expect, it } from 'vitest';
import { Calm } from '../src/engine/calm.ts';
import { Slots } from '../src/engine/slots.ts';
import { scan } from './scanning.ts';

const PORT = 23_081;
/** Web servers in one process with next to no room for connections that it has not taken: stopped, its addresses take none any more. */
const DEVICES = `
const { createServer } = require('node:http');
const [base, count] = process.argv.slice(1);
let open = 0;
for (let n = 1; n <= Number(count); n += 1)
  createServer((_, response) => response.end('<title>x</title>')).listen({ host: base + n, port: ${PORT}, backlog: 1 }, () => {
    open += 1;
    if (open === Number(count)) process.stdout.write('open');
  });
`;
const children: ChildProcess[] = [];

async function devices(base: string, count: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', DEVICES, base, String(count)], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

/** Stops a process once its addresses have been swept. */
function stopAfterSweep(child: ChildProcess, count: number): (event: ScanEvent) => void {
  let stopped = false;
  return (event) => {
    if (stopped || event.type !== 'progress' || event.alive < count) return;
    stopped = true;
    child.kill('SIGSTOP');
  };
}

describe('a network that does not bear being scanned', () => {
  afterEach(() => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
  });

  it('is left in peace once many devices that answered have gone silent, and the result says so', async () => {
    const count = 20;
    const child = await devices('127.43.11.', count);
    const input = { targets: ['127.43.11.1-20'], ports: `http:${PORT}`, limits: { concurrentHosts: 20 } };
    const { head, hosts } = await scan(input, { onEvent: stopAfterSweep(child, count) });
    expect(head.status).toBe('limit');
    expect(head.notes.some((note) => note.startsWith('network-unstable|'))).toBe(true);
    // None of them passes for looked at: a resumed scan asks them again.
    expect(hosts.size).toBeLessThan(count - 10);
  }, 60_000);

  it('asks the few that went silent once more at the end, and then tells of them', async () => {
    const child = await devices('127.43.12.', 3);
    const stop = stopAfterSweep(child, 3);
    let swept = 0;
    const { head, hosts } = await scan(
      { targets: ['127.43.12.1-3'], ports: `http:${PORT}`, limits: { concurrentHosts: 3, hostTimeoutMs: 4000 } },
      {
        onEvent: (event) => {
          stop(event);
          if (swept === 0 && event.type === 'progress' && event.alive === 3) swept = Date.now();
        },
      },
    );
    expect(head).toMatchObject({ status: 'completed', stats: { alive: 3 } });
    expect([...hosts.keys()].toSorted()).toEqual(['127.43.12.1', '127.43.12.2', '127.43.12.3']);
    // What is told is the second reading: the first one waited in vain for a connect and an answer of each before it.
    for (const { startedAt } of hosts.values()) expect(Date.parse(startedAt) - swept).toBeGreaterThan(500);
  }, 60_000);
});

describe('how many devices are read side by side', () => {
  it('is halved where one goes silent, and grows again with those that answer', () => {
    const calm = new Calm(64);
    calm.note(true);
    calm.note(true);
    expect(calm.width).toBe(16);
    for (let n = 0; n < 10; n += 1) calm.note(false);
    expect([calm.width, calm.unstable]).toEqual([26, false]);
    for (let n = 0; n < 10; n += 1) calm.note(true);
    expect([calm.width, calm.unstable, calm.silent]).toEqual([1, true, 12]);
    for (let n = 0; n < 200; n += 1) calm.note(false);
    expect([calm.width, calm.unstable]).toEqual([64, false]);
  });

  it('holds at once for those that wait, and never comes to a standstill', async () => {
    const slots = new Slots(8);
    let now = 0;
    let most = 0;
    const run = (jobs: number): void => {
      for (let n = 0; n < jobs; n += 1)
        slots.add(async () => {
          now += 1;
          most = Math.max(most, now);
          await new Promise((done) => setTimeout(done, 2));
          now -= 1;
        });
    };
    run(40);
    slots.width = 2;
    await slots.idle();
    expect(most).toBe(8);
    most = 0;
    run(20);
    await slots.idle();
    expect(most).toBe(2);
    most = 0;
    run(40);
    slots.width = 8;
    await slots.idle();
    expect(most).toBe(8);
  });
});
