import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openJournalFile } from './journal-file.ts';
import { Journal } from './journal.ts';

const NOW = new Date('2026-11-27T03:00:00.000Z');
const AT = '2026-11-27T02:59:00.000Z';
const ROW = { open: [80], refused: false, silent: [443] };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ancam-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (finished: readonly string[] = [], now = NOW): Promise<Journal> =>
  Journal.open(folder, (address) => finished.includes(address), '/ancam-1', now);
const follow = (journal: Journal, address: string) => journal.follow(address, AT, { row: ROW, linkMac: 'AABBCCDDEEFF' }, () => [], true);

test('answers come back as they were, each once, in the order in which they came', async () => {
  const first = await open();
  const host = follow(first, '192.0.2.1');
  expect(host.startedAt).toBeUndefined();
  const bytes = Buffer.from([0, 10, 0x7f, 0x80, 0xff]);
  host.keep('GET /', { at: AT, ms: 12, reply: { end: 'ok', status: 200, headers: [['a', 'b']], body: bytes, raw: undefined } });
  host.keep('GET /', { at: AT, ms: 13, reply: { end: 'timeout', body: Buffer.alloc(0) } });
  await first.close();
  const [name = ''] = readdirSync(folder);
  expect(statSync(join(folder, name)).mode & 0o077).toBe(0);

  const next = await open();
  expect(next.begun.get('192.0.2.1')).toMatchObject({ row: ROW, linkMac: 'AABBCCDDEEFF', startedAt: AT });
  const again = follow(next, '192.0.2.1');
  expect(again.startedAt).toBe(AT);
  const answer = { end: 'ok', status: 200, headers: [['a', 'b']], body: bytes };
  expect(again.recall('GET /')).toEqual({ at: AT, ms: 12, reply: answer });
  expect(again.recall('GET /')).toMatchObject({ ms: 13 });
  expect(again.recall('GET /')).toBeUndefined();
  expect(again.recall('GET /other')).toBeUndefined();
  again.keep('GET /other', { at: AT, ms: 14, reply: { end: 'ok' } });
  await next.close();
  const third = follow(await open(), '192.0.2.1');
  expect([third.recall('GET /')?.ms, third.recall('GET /')?.ms, third.recall('GET /other')?.ms]).toEqual([12, 13, 14]);
});

test('what is finished, or was begun more than a day ago, is read anew', async () => {
  const first = await open();
  for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.3']) follow(first, address);
  first.end('192.0.2.1');
  await first.close();
  expect([...(await open(['192.0.2.2'])).begun.keys()]).toEqual(['192.0.2.3']);
  expect([...(await open([], new Date('2026-11-28T02:59:01.000Z'))).begun.keys()]).toEqual([]);
});

test('of one host no more is kept than 4 MiB', async () => {
  const first = await open();
  const host = follow(first, '192.0.2.1');
  for (let n = 0; n < 6; n += 1) host.keep(`GET /${n}`, { at: AT, ms: n, reply: { end: 'ok', body: Buffer.alloc(1024 * 1024 - 64) } });
  await first.close();
  const again = follow(await open(), '192.0.2.1');
  expect([3, 4].map((n) => again.recall(`GET /${n}`)?.ms)).toEqual([3, undefined]);
});

test('where many tell much at once, what waits to be written is bounded: a host is kept up to some answer, and none after it', async () => {
  const first = await open();
  const hosts = Array.from({ length: 8 }, (_, n) => ({ address: `192.0.2.${n + 1}`, journal: follow(first, `192.0.2.${n + 1}`) }));
  // without a pause in which anything could be written
  for (let n = 0; n < 3; n += 1)
    for (const { journal } of hosts)
      journal.keep(`GET /${n}`, { at: AT, ms: n, reply: { end: 'ok', body: Buffer.alloc(1024 * 1024 - 64) } });
  for (const { journal } of hosts) journal.keep('GET /last', { at: AT, ms: 9, reply: { end: 'ok' } });
  await first.close();
  const next = await open();
  const kept = hosts.map(({ address }) => {
    const again = follow(next, address);
    return [0, 1, 2, 'last'].map((n) => (again.recall(`GET /${n}`) === undefined ? '-' : String(n))).join('');
  });
  expect(kept.flatMap((each) => (/^\d*(?:last)?-*$/.test(each) ? [] : [each]))).toEqual([]);
  expect(kept.join('').replaceAll(/[^\d]/g, '').length).toBeGreaterThanOrEqual(14);
  expect(kept.some((each) => each.includes('-'))).toBe(true);
});

test('long files follow each other; what was cut off or mixed up ends the reading of its file', async () => {
  const file = await openJournalFile(folder, () => undefined);
  await file.append(randomBytes(9 * 1024 * 1024).toString('base64'));
  expect(file.number).toBe(2);
  await file.append('second');
  await file.append('third');
  await file.close();
  await file.dropBefore(2);
  const [name = ''] = readdirSync(folder);
  const whole = readFileSync(join(folder, name));
  const read = async (): Promise<string[]> => {
    const texts: string[] = [];
    await (await openJournalFile(folder, (text) => texts.push(text))).close();
    return texts;
  };
  expect(await read()).toEqual(['second', 'third']);
  writeFileSync(join(folder, name), whole.subarray(0, -1));
  expect(await read()).toEqual(['second']);
  const bad = Buffer.from(whole);
  bad.writeUInt8(bad.readUInt8(9) ^ 1, 9);
  writeFileSync(join(folder, name), bad);
  expect(await read()).toEqual([]);
});
