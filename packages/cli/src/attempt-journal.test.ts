import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AttemptJournal, stateFolder } from './attempt-journal.ts';

const ADDRESS = '192.0.2.7';
const FACTORY = { address: ADDRESS, probe: 'credentials' } as const;
let folder: string;
let now: Date;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ancam-journal-'));
  now = new Date('2026-11-27T03:00:00.000Z');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (): Promise<AttemptJournal> => AttemptJournal.open(folder, () => now);
const file = (): string => join(folder, 'login-attempts.ndjson');

async function noteOnce(attempts: Parameters<AttemptJournal['note']>[0]): Promise<boolean> {
  const journal = await open();
  const noted = await journal.note(attempts);
  await journal.close();
  return noted;
}

test('attempts on an address are noted once within 24 hours, by whatever scan, and each test for itself', async () => {
  expect(await noteOnce(FACTORY)).toBe(true);
  expect(statSync(file()).mode & 0o077).toBe(0);
  expect(await noteOnce(FACTORY)).toBe(false);
  expect(await noteOnce({ address: ADDRESS, probe: 'lockout' })).toBe(true);
  expect(await noteOnce({ address: '192.0.2.8', probe: 'credentials' })).toBe(true);
  now = new Date('2026-11-28T02:59:59.000Z');
  expect(await noteOnce(FACTORY)).toBe(false);
  now = new Date('2026-11-28T03:00:00.000Z');
  expect(await noteOnce(FACTORY)).toBe(true);
  expect(readFileSync(file(), 'utf8').trim().split('\n')).toHaveLength(1);
});

test('another hardware address at the same address is another device: other sites have the same private addresses', async () => {
  const mac = '4419B6000001';
  expect(await noteOnce({ ...FACTORY, mac })).toBe(true);
  expect(await noteOnce({ ...FACTORY, mac })).toBe(false);
  expect(await noteOnce({ ...FACTORY, mac: '4419B6000002' })).toBe(true);
  expect(await noteOnce(FACTORY)).toBe(false);
  // a router that answers for many devices
  expect(await noteOnce({ ...FACTORY, address: '192.0.2.9', mac })).toBe(true);
});

test('within one scan too', async () => {
  const journal = await open();
  expect(await journal.note(FACTORY)).toBe(true);
  expect(await journal.note(FACTORY)).toBe(false);
  await journal.close();
});

test('a line that a loss of power cut off was never acknowledged; any other damage is refused, with the file and what to do', async () => {
  expect(await noteOnce(FACTORY)).toBe(true);
  appendFileSync(file(), '{"at":"2026-11-27T03:00:00.000Z","addr');
  expect(await noteOnce(FACTORY)).toBe(false);
  writeFileSync(file(), '\u0000\u0000\u0000\n');
  await expect(open()).rejects.toMatchObject({ code: 'file.refused', details: { place: file() } });
});

test('one scan at a time has it', async () => {
  const journal = await open();
  await expect(open()).rejects.toMatchObject({ code: 'conflict', details: { place: folder } });
  await journal.close();
  await (await open()).close();
});

test('without a folder that can be written there is none', async () => {
  writeFileSync(join(folder, 'taken'), '');
  const opened = AttemptJournal.open(join(folder, 'taken', 'ancam'), () => now);
  await expect(opened).rejects.toMatchObject({ code: 'input.invalid', details: { place: join(folder, 'taken', 'ancam') } });
});

test('it lies where the system keeps the state of a user', () => {
  expect(stateFolder({ XDG_STATE_HOME: '/srv/state' }, 'linux')).toBe('/srv/state/ancam');
  expect(stateFolder({ XDG_STATE_HOME: 'state' }, 'linux')).toMatch(/\.local\/state\/ancam$/);
  expect(stateFolder({}, 'darwin')).toMatch(/Library\/Application Support\/AnCam$/);
  expect(stateFolder({ LOCALAPPDATA: '/users/an/local' }, 'win32')).toBe('/users/an/local/AnCam');
});
