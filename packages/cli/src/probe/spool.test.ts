import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProbePiece } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { HostResult } from '@ancam/core';
import { createPlan } from '@ancam/scanner';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allowFile, firstForbidden, readAllowed, writeAllowed } from './allow.ts';
import { createIdentity, fingerprintOf, keepIdentity, readIdentity } from './identity.ts';
import { originOf } from './line.ts';
import { Spool } from './spool.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ancam-spool-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const piece = (): ProbePiece => ({
  id: newId(),
  scanId: newId(),
  plan: createPlan({ targets: ['10.0.0.1-10.0.0.9'] }),
  authorisation: null,
  window: null,
});
const host = (address: string, id = newId()): HostResult => ({
  id,
  address,
  life: 'open',
  startedAt: '2026-11-22T03:00:00.000Z',
  finishedAt: '2026-11-22T03:00:01.000Z',
  cutShort: false,
  observations: [],
  facts: [],
  probes: [],
  identity: { kind: 'unknown', confidence: 0, strength: 'none', evidence: [] },
  checks: [],
  requirements: [],
});

test('what was kept is there for the next process, in the order in which it was written; what was sent is not sent again', () => {
  const one = piece();
  const first = new Spool(folder);
  first.add(one);
  const [a, b] = [host('10.0.0.1'), host('10.0.0.2')];
  first.keep(one.id, a);
  first.keep(one.id, b);
  first.sent(one.id, [first.waiting(one.id, 1)[0]?.name ?? '']);

  const next = new Spool(folder);
  expect(next.open()).toEqual([one]);
  expect(next.waiting(one.id, 9).map((each) => each.host)).toEqual([b]);
  expect(next.prior(one.id)).toEqual([a, b]);
  const more = { ...a, cutShort: true };
  next.keep(one.id, more);
  expect(next.waiting(one.id, 9).map((each) => each.host)).toEqual([b, more]);
  expect(next.prior(one.id)).toEqual([more, b]);
  expect(next.queued()).toBe(2);
});

test('a result that changes while its older form is on the way is sent again', () => {
  const one = piece();
  const spool = new Spool(folder);
  spool.add(one);
  const a = host('10.0.0.1');
  spool.keep(one.id, a);
  const onTheWay = spool.waiting(one.id, 9);
  spool.keep(one.id, { ...a, cutShort: true });
  spool.sent(
    one.id,
    onTheWay.map(({ name }) => name),
  );
  expect(spool.waiting(one.id, 9).map((each) => each.host.cutShort)).toEqual([true]);
});

test('a piece goes on by the plan with which it began, and is over when it has ended or is not wanted', () => {
  const [one, two] = [piece(), piece()];
  const spool = new Spool(folder);
  spool.add(one);
  spool.add({ ...one, plan: two.plan, scanId: newId() });
  expect(spool.open()).toEqual([one]);
  spool.end(one.id, { status: 'completed', stats: null, notes: [] });
  expect(spool.open()).toEqual([]);
  expect(new Spool(folder).endOf(one.id)).toEqual({ status: 'completed', stats: null, notes: [] });
  spool.add(two);
  spool.drop(two.id);
  expect(spool.open()).toEqual([]);
  expect(new Set(spool.ids())).toEqual(new Set([one.id, two.id]));
  spool.remove(one.id);
  expect(spool.ids()).toEqual([two.id]);
});

test('a file that was being written when the power went counts for nothing', () => {
  const one = piece();
  const spool = new Spool(folder);
  spool.add(one);
  writeFileSync(join(folder, 'pieces', one.id, 'hosts', '0000000001-x.json.part'), '{"half');
  expect(new Spool(folder).waiting(one.id, 9)).toEqual([]);
  expect(readdirSync(join(folder, 'pieces'))).toEqual([one.id]);
});

test('the private key is for its owner only; a key that others can read is not used', () => {
  const made = createIdentity(folder, 'https://ancam.example');
  const file = join(folder, 'probe.json');
  keepIdentity(folder, { ...made, id: newId(), name: 'Trạm' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const read = readIdentity(folder);
  expect(read).toMatchObject({ server: 'https://ancam.example', name: 'Trạm' });
  expect(read === undefined ? '' : fingerprintOf(read)).toBe(fingerprintOf(made));
  chmodSync(file, 0o644);
  expect(() => readIdentity(folder)).toThrow(expect.objectContaining({ code: 'file.refused' }));
  chmodSync(file, 0o600);
  writeFileSync(file, '{"server":"https://ancam.example"');
  expect(() => readIdentity(folder)).toThrow(expect.objectContaining({ code: 'file.refused' }));
  rmSync(file);
  expect(readIdentity(folder)).toBeUndefined();
});

test('only what the file of the network allows is scanned; a fault in it allows nothing', async () => {
  expect((await readAllowed(folder)).targets).toEqual([]);
  expect(await firstForbidden(folder, ['10.0.0.1'])).toBe('10.0.0.1');
  writeAllowed(folder, ['10.0.0.0/24', '10.0.2.1']);
  expect(await firstForbidden(folder, ['10.0.0.1-10.0.0.9', '10.0.2.1'])).toBeUndefined();
  expect(await firstForbidden(folder, ['10.0.0.250-10.0.1.3'])).toBe('10.0.0.250-10.0.1.3');
  expect(() => writeAllowed(folder, ['0.0.0.0/0'])).toThrow(expect.objectContaining({ code: 'conflict' }));
  writeFileSync(allowFile(folder), '10.0.0.0/24\n10.0.0.300\n');
  const { targets, fault } = await readAllowed(folder);
  expect(targets).toEqual([]);
  expect(fault?.code).toBe('target.malformed');
  expect(await firstForbidden(folder, ['10.0.0.1'])).toBe('10.0.0.1');
});

test('a probe talks over HTTPS, or without it to its own machine only', () => {
  expect(originOf('https://ancam.example/x?y')).toBe('https://ancam.example');
  for (const near of ['http://127.0.0.1:8023', 'http://localhost:8023', 'http://[::1]:8023']) expect(originOf(near)).toBe(near);
  for (const far of ['http://ancam.example', 'http://127.0.0.1.example', 'ftp://ancam.example', 'ancam', '']) {
    expect(() => originOf(far), far).toThrow(expect.objectContaining({ code: 'input.invalid' }));
  }
});
