import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { questionsTo, startFarm } from '@ancam/camera-farm';
import type { CameraSpec, Farm } from '@ancam/camera-farm';
import { message } from '@ancam/core';
import type { HostResult } from '@ancam/core';
import { loadKnowledge } from '@ancam/knowledge';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { scan } from './scanning.ts';

const ADDRESS = '127.43.12.1';
const OFFSET = 22_000;
const CAMERA: CameraSpec = {
  address: ADDRESS,
  maker: 'hikvision',
  model: 'DS-2CD2143G2-I',
  firmware: 'V5.7.15 build 230313',
  serial: 'DS-2CD2143G2-I20230401AAWR100000012',
  mac: '44:19:b6:00:00:12',
  flaws: ['clear-text-login', 'rtsp-clear', 'onvif-clear-text', 'telnet', 'ssh-weak', 'self-signed'],
  answerDelayMs: 60,
};

/** What a reader concludes from; times and the order of observations are those of the day. */
function told({ facts, probes, identity, checks, requirements, cutShort }: HostResult) {
  const texts = facts
    .filter(({ name }) => name !== 'onvif.clockSkewSeconds')
    .map(({ name, value, port }) => JSON.stringify([name, port, value]));
  const verdicts = checks.map(({ check, outcome }) => `${check} ${outcome}`);
  const { evidence: _, clockSkewSeconds: __, ...who } = identity;
  return { facts: texts.sort(), probes, who, verdicts, requirements: requirements.map(({ verdict }) => verdict), cutShort };
}

/** How often each question was put. */
function counted(questions: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const question of questions) counts.set(question, (counts.get(question) ?? 0) + 1);
  return counts;
}

describe('a scan that is cut off within a host and run again', () => {
  let farm: Farm;
  let folder: string;
  beforeAll(async () => {
    farm = await startFarm({ cameras: [CAMERA], portOffset: OFFSET, record: true });
  });
  afterAll(() => farm.close());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ancam-journal-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const knowledge = loadKnowledge();
  const notes: string[] = [];
  const run = async (signal?: AbortSignal, journal = folder): Promise<HostResult | undefined> => {
    const ports = farm.ports.map(({ port }) => port).join(',');
    const input = { targets: [ADDRESS], ports, unicastDiscovery: true, discoveryPort: farm.discoveryPort };
    const { hosts, head } = await scan(input, { knowledge, journal, ...(signal === undefined ? {} : { signal }) });
    notes.splice(0, Infinity, ...head.notes);
    return hosts.get(ADDRESS);
  };
  const questions = (): string[] => questionsTo(farm.received(), ADDRESS);

  /** Runs until the device has got so many more questions, then cancels. */
  async function cutAfter(more: number): Promise<string[]> {
    const before = questions().length;
    const control = new AbortController();
    const running = run(control.signal);
    while (questions().length < before + more) await sleep(5);
    control.abort();
    expect(await running).toBeUndefined();
    return questions().slice(before);
  }

  it('asks nothing again that was answered, and concludes what an unbroken scan concludes', async () => {
    const unbroken = await run(undefined, join(folder, 'other'));
    const whole = questions();
    if (unbroken === undefined) throw new TypeError('the device was found');
    expect(whole.length).toBeGreaterThan(20);
    const first = await cutAfter(8);
    const second = await cutAfter(8);
    const before = questions().length;
    const lastBegan = Date.now();
    const result = await run();
    expect(notes).toContain(message('hosts-read-on', { hosts: 1 }));
    if (result === undefined) throw new TypeError('the device was found');
    expect(told(result)).toEqual(told(unbroken));
    const last = questions().slice(before);
    // one question was under way each time, and its request line and operation are two of these
    const put = counted([...first, ...second, ...last]);
    const again = [...put].flatMap(([question, times]) =>
      Array.from({ length: times - (counted(whole).get(question) ?? 0) }, () => question),
    );
    expect(again.length).toBeLessThanOrEqual(4);
    expect([...counted(whole).keys()].filter((question) => !put.has(question))).toEqual([]);
    // it says when it was begun, and when each answer came
    const times = result.observations
      .filter(({ shape, transport }) => shape !== 'tcp-connect' && transport !== 'udp')
      .map(({ at }) => Date.parse(at));
    expect(Date.parse(result.startedAt)).toBeLessThanOrEqual(Math.min(...times));
    expect(times.filter((at) => at < lastBegan).length).toBeGreaterThan(8);
    expect(times.filter((at) => at >= lastBegan).length).toBeGreaterThan(3);
  });

  it('reads a journal up to where a loss of power cut it off, and none where it cannot be written', async () => {
    await cutAfter(12);
    const [name = ''] = readdirSync(folder);
    appendFileSync(join(folder, name), Buffer.from([0, 0, 1, 0, 9, 9, 9, 9, 1, 2]));
    const before = questions().length;
    const result = await run();
    expect(notes).toContain(message('hosts-read-on', { hosts: 1 }));
    expect(result?.identity.kind).toBe('camera');
    const anew = questions().slice(before);
    const without = await run(undefined, join(folder, name, 'no-folder'));
    expect(notes.join(' ')).toContain('journal-failed');
    expect(without?.identity).toMatchObject({ kind: 'camera', model: result?.identity.model });
    expect(anew.length).toBeLessThan(questions().length - before - anew.length);
  });
});
