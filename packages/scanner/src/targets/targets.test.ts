import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@ancam/core';
import { describe, expect, it } from 'vitest';
import { createPlan } from '../plan/create-plan.ts';
import type { PlanInput } from '../plan/create-plan.ts';
import { formatAddress, merge, parseAddress, parseCidr, sizeOf, subtract } from './address.ts';
import type { AddressRange } from './address.ts';
import { readTargetsFile } from './file.ts';
import { parseTarget } from './parse.ts';
import { resolveTargets } from './resolve.ts';

async function addressesOf(input: PlanInput): Promise<string[]> {
  return [...(await resolveTargets(createPlan(input), (host) => Promise.resolve(HOSTS[host] ?? []))).addresses()];
}

const HOSTS: Record<string, string[]> = {
  'camera.local': ['192.168.1.7', 'fd00::7'],
  'six.local': ['fd00::9'],
  'far.example': ['8.8.8.8'],
};

function failure(run: () => unknown): AppError {
  try {
    run();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new AppError('internal', 'did not fail');
}

describe('targets as an operator writes them', () => {
  it.each([
    ['192.168.1.7', ['192.168.1.7']],
    ['192.168.1.254-192.168.2.1', ['192.168.1.254', '192.168.1.255', '192.168.2.0', '192.168.2.1']],
    ['10.0.0.9-11', ['10.0.0.9', '10.0.0.10', '10.0.0.11']],
    ['10.0.0.6/30', ['10.0.0.4', '10.0.0.5', '10.0.0.6', '10.0.0.7']],
    ['::1', ['::1']],
    ['fd00::fe-fd00::101', ['fd00::fe', 'fd00::ff', 'fd00::100', 'fd00::101']],
    ['FD00:0:0::8/126', ['fd00::8', 'fd00::9', 'fd00::a', 'fd00::b']],
    ['::ffff:10.0.0.1', ['10.0.0.1']],
    ['fe80::1%eth0', ['fe80::1%eth0']],
    ['camera.local', ['192.168.1.7']],
    ['six.local', ['fd00::9']],
  ])('%s', async (target, expected) => {
    expect(await addressesOf({ targets: [target] })).toEqual(expected);
  });

  it.each([
    '',
    '192.168.1',
    '192.168.1.256',
    '192.168.1.0/33',
    '10.0.0.0/',
    '10.0.0.9-3',
    '10.0.0.9-x',
    'fd00::/129',
    'a b',
    '-',
    '0x7f.1',
    '127.1',
    '10.0.0.1-fd00::1',
    '/24',
  ])('refuses %j and says where and what to write instead', (target) => {
    const error = failure(() => createPlan({ targets: [target] }));
    expect(error.code).toBe('target.malformed');
    expect(error.details).toMatchObject({ place: target, fix: expect.stringMatching(/\w+ /) });
  });

  it.each([
    '8.8.8.8',
    '10.255.255.0-11.0.0.5',
    '172.0.0.0/8',
    '2001:4860::1',
    '224.0.0.1',
    '255.255.255.255',
    '0.0.0.0',
    'ff02::1',
    '::ffff:8.8.8.8',
  ])('refuses %s, which is public or no device', (target) => {
    expect(failure(() => createPlan({ targets: [target] })).code).toBe('target.refused');
  });

  it('takes a public range only with its holder, and refuses a name that leads to one without', async () => {
    expect(await addressesOf({ targets: ['8.8.8.8/31'], publicHolder: 'UBND tỉnh' })).toEqual(['8.8.8.8', '8.8.8.9']);
    await expect(addressesOf({ targets: ['far.example'] })).rejects.toMatchObject({ code: 'target.refused' });
  });

  it('notes an unknown name beside others, and stops where nothing else is named', async () => {
    const plan = createPlan({ targets: ['10.0.0.1', 'nowhere.local'] });
    const resolved = await resolveTargets(plan, () => Promise.reject(new AppError('internal', 'no such name')));
    expect(resolved.notes).toEqual(['host-unknown|host=nowhere.local']);
    await expect(addressesOf({ targets: ['nowhere.local'] })).rejects.toMatchObject({ code: 'target.unknown-host' });
  });

  it('counts a huge range without walking it', async () => {
    await expect(addressesOf({ targets: ['fd00::/8'] })).rejects.toMatchObject({ code: 'target.too-many' });
    const plan = createPlan({ targets: ['10.0.0.0/8'], limits: { maxHosts: 20_000_000 } });
    const resolved = await resolveTargets(plan);
    expect([resolved.count, resolved.at(0), resolved.at(resolved.count - 1)]).toEqual([2 ** 24, '10.0.0.0', '10.255.255.255']);
  });
});

describe('exclusions', () => {
  it('win over every way to name an address', async () => {
    const exclude = ['10.0.0.2', '10.0.0.4-10.0.0.5', 'camera.local', 'fd00::/64'];
    const targets = ['10.0.0.0/29', '10.0.0.2', '10.0.0.5-10.0.0.9', 'camera.local', 'six.local', '192.168.1.6-8'];
    expect(await addressesOf({ targets, exclude })).toEqual([
      '10.0.0.0',
      '10.0.0.1',
      '10.0.0.3',
      '10.0.0.6',
      '10.0.0.7',
      '10.0.0.8',
      '10.0.0.9',
      '192.168.1.6',
      '192.168.1.8',
    ]);
  });

  it('stop the scan where an excluded name cannot be looked up, or nothing is left', async () => {
    await expect(addressesOf({ targets: ['10.0.0.1'], exclude: ['gone.local'] })).rejects.toMatchObject({ code: 'target.unknown-host' });
    await expect(addressesOf({ targets: ['10.0.0.1'], exclude: ['10.0.0.0/8'] })).rejects.toMatchObject({ code: 'input.invalid' });
  });

  it('hold for discovery replies too', async () => {
    const resolved = await resolveTargets(createPlan({ targets: ['10.0.0.0/30'], exclude: ['10.0.0.2'] }));
    expect(['10.0.0.1', '10.0.0.2', '10.0.0.4', 'x'].map(resolved.standing)).toEqual(['target', 'excluded', 'outside', 'outside']);
  });
});

/** A small generator, so that a failure can be repeated from its seed. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomRange(pick: (below: number) => number): AddressRange {
  const first = BigInt(pick(200));
  return { family: pick(2) === 0 ? 4 : 6, first, last: first + BigInt(pick(40)) };
}

function members(ranges: readonly AddressRange[]): Set<string> {
  const all = new Set<string>();
  for (const range of ranges) {
    for (let value = range.first; value <= range.last; value += 1n) all.add(`${range.family} ${value}`);
  }
  return all;
}

describe('arithmetic of ranges against sets', () => {
  it.each(Array.from({ length: 40 }, (_, seed) => [seed]))('seed %i', (seed) => {
    const pick = random(seed + 1);
    const named = Array.from({ length: 1 + pick(6) }, () => randomRange(pick));
    const taken = Array.from({ length: pick(6) }, () => randomRange(pick));
    const left = subtract(merge(named), merge(taken));
    const expected = members(named);
    for (const member of members(taken)) expected.delete(member);
    expect(members(left)).toEqual(expected);
    expect(left.reduce((sum, range) => sum + sizeOf(range), 0n)).toBe(BigInt(expected.size));
  });

  it('writes back what it reads', () => {
    const pick = random(7);
    for (let round = 0; round < 200; round += 1) {
      const four = formatAddress(4, BigInt(pick(2 ** 32)));
      const six = formatAddress(6, BigInt(pick(2 ** 32)) * 2n ** 90n + BigInt(pick(2 ** 32)));
      expect([four, six].map((text) => formatAddress(text.includes(':') ? 6 : 4, parseAddress(text)?.first ?? -1n))).toEqual([four, six]);
      const length = pick(33);
      expect(sizeOf(parseCidr(`${four}/${length}`) ?? { family: 4, first: 1n, last: 0n })).toBe(2n ** BigInt(32 - length));
    }
  });

  it('tells a name from an address', () => {
    expect(parseTarget('Cam-1.Xa.Local.')).toMatchObject({ host: 'cam-1.xa.local' });
    expect(parseTarget('10.0.0.1 - 10.0.0.3')).toMatchObject({ range: { family: 4 } });
  });
});

describe('a file of targets', () => {
  it('is read with comments, commas, ranges and a byte order mark', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'targets-'));
    try {
      const path = join(folder, 'targets.txt');
      await writeFile(path, '\uFEFF# trụ sở\r\n10.0.0.1, 10.0.0.2\r\n\r\n10.0.0.4 - 10.0.0.6 # tầng 2\n192.168.1.0/24;cam-1.local\n');
      expect(await readTargetsFile(path)).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.4-10.0.0.6', '192.168.1.0/24', 'cam-1.local']);
      await writeFile(path, '10.0.0.1\n10.0.0.1/64\n');
      await expect(readTargetsFile(path)).rejects.toMatchObject({ code: 'target.malformed', details: { place: `${path}:2: 10.0.0.1/64` } });
      await writeFile(path, '# nothing\n');
      await expect(readTargetsFile(path)).rejects.toMatchObject({ code: 'input.invalid' });
      await expect(readTargetsFile(join(folder, 'none'))).rejects.toMatchObject({ code: 'file.unreadable' });
      await expect(readTargetsFile(folder)).rejects.toMatchObject({ code: 'file.unreadable' });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
