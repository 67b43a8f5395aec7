import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { STRANGE_READERS } from './readers.ts';
import { fuzz } from './run.ts';

/** Inputs for each reader in every run of the tests, and for each that reads a file; `npm run fuzz` puts a million. */
const RUNS = 2000;
const FILES = 60;

test.each(STRANGE_READERS)('$name: nothing that comes makes it throw, stand still or swell', async (reader) => {
  const runs = reader.onDisk === true ? FILES : RUNS;
  const outcome = await fuzz(reader, runs, Math.floor(Math.random() * 0x7fff_ffff));
  expect(outcome.fault).toBeUndefined();
  expect(outcome.inputs).toBe(runs);
});

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));
const FOLDERS = ['discover', 'probe', 'wire', 'from-tools'];
/** Takes part in an exchange: what it hands on is read by the functions that are fuzzed, and hostile devices stand before it. */
const EXCHANGES = /:\s*(?:HostSession|Lane|RtspClient|DiscoveryOptions|Kernel)\b/;

/** Exported functions that read nothing of a stranger, or only in pieces that a fuzzed one hands them. */
const NOT_READERS: Readonly<Record<string, string>> = {
  usernameToken: 'reads our own account and clock',
  textField: 'a field of a reply, by its protocol',
  tidy: 'a text of a reply, by its protocol',
  ipv4Field: 'a field of a reply, by its protocol',
  macField: 'a field of a reply, by its protocol',
  macDigits: 'a text of a reply, by its protocol',
  channelCount: 'a text of a reply, by its protocol',
  fields: 'steps through a reply, by its protocol',
  looseValues: 'a reply, by its protocol',
  readDns: 'a reply, by its protocol',
  outsideNotes: 'claims that were read before',
  factsOfClaims: 'claims that were read before',
  neighboursOfIpv6: 'asks the system; its text is read by parseNeigh',
  waysOf: 'interfaces of this machine',
  isAnybodys: 'our own questions',
  rounds: 'our own questions',
  deadline: 'a timer',
  connectEnd: 'error codes of this machine',
  usualConnect: 'chooses a way to connect',
  loadKernel: 'loads a library of this machine',
  faceOf: 'compares answers whose headers and page are fuzzed',
  noteService: 'facts of an answer whose page is fuzzed',
  notePage: 'facts of an answer whose page is fuzzed',
  hasPage: 'a number between 100 and 999',
  readHandshake: 'a connection of OpenSSL; what its certificate says is fuzzed',
  noteCertificate: 'facts of a certificate that was read before',
  readAnswer: 'facts of an RTSP answer that was read before',
  fits: 'the allow-list',
  buildRequest: 'the allow-list',
  assertIssued: 'the allow-list',
  explainBytes: 'the allow-list, for audits',
  sshShapeOf: 'the allow-list',
};

function exportedFunctions(): string[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(SOURCE + folder, { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  );
  const sources = files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(SOURCE + file, 'utf8'));
  return sources.flatMap((source) =>
    [...source.matchAll(/^export (?:async )?function\*? (\w+)\(([^{]*)/gm)].flatMap(([, name = '', head = '']) =>
      EXCHANGES.test(head) ? [] : [name],
    ),
  );
}

test('every exported function that reads what comes from the network or a file of another tool is fuzzed, or says why not', () => {
  const covered = new Set(STRANGE_READERS.flatMap(({ covers }) => covers.map(({ name }) => name)));
  const forgotten = exportedFunctions().filter((name) => !covered.has(name) && NOT_READERS[name] === undefined);
  expect(forgotten).toEqual([]);
  const unknown = Object.keys(NOT_READERS).filter((name) => !exportedFunctions().includes(name));
  expect(unknown).toEqual([]);
});

test('a page of a hundred thousand empty lines is read like any other', () => {
  const reader = STRANGE_READERS.find(({ name }) => name === 'answer to dahua-web-caps');
  const page = Buffer.from(`${'\n'.repeat(131_072)}SoftwareVersion=2.800`);
  expect(reader?.read(page)).toContainEqual({ name: 'vendor.firmware', value: '2.800' });
});
