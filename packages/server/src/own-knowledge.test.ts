import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { loadKnowledge } from '@ancam/knowledge';
import { viewKnowledge } from './features/knowledge/knowledge.view.ts';
import { knowledgeForThread, ownKnowledgeFolder, readServerKnowledge } from './own-knowledge.ts';

const FINGERPRINT = (weight: number): string => `fingerprints:
  - id: own-title
    class: http
    when: { fact: http.title, equals: Cổng phường }
    weight: ${weight}
    sources: [{ document: Own capture, read: 2026-11-26 }]
`;
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ancam-data-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  const file = join(ownKnowledgeFolder(folder), 'devices', name);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

it("judges by the product's knowledge alone where the data folder holds none", () => {
  const read = readServerKnowledge(folder);
  expect(read).toEqual({ knowledge: loadKnowledge() });
  expect(knowledgeForThread(read)).toEqual({});
  expect(viewKnowledge(read).own).toBeNull();
});

it('adds what the operator wrote, hands it to threads and shows it', () => {
  write('vendors/hikvision/fingerprints.yaml', FINGERPRINT(0.5));
  const read = readServerKnowledge(folder);
  const { fingerprints = [] } = read.knowledge.vendors.find(({ id }) => id === 'hikvision') ?? {};
  expect(fingerprints.map(({ id }) => id)).toContain('own-title');
  expect(read.knowledge.hash).not.toBe(loadKnowledge().hash);
  expect(knowledgeForThread(read).knowledge).toBe(read.knowledge);
  expect(viewKnowledge(read).own).toEqual({
    records: [{ file: 'devices/vendors/hikvision/fingerprints.yaml', kind: 'fingerprints', id: 'hikvision' }],
    problems: [],
  });
});

it('runs without rules that have a fault, and names it', () => {
  write('vendors/hikvision/fingerprints.yaml', FINGERPRINT(0.8));
  write('vendors/nobody/fingerprints.yaml', FINGERPRINT(0.4).replace('Cổng phường', 'Cổng xã'));
  const read = readServerKnowledge(folder);
  expect(read.knowledge).toBe(loadKnowledge());
  expect(viewKnowledge(read).own?.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`)).toEqual([
    'devices/vendors/hikvision/fingerprints.yaml:2: weight 0.8 on one source',
    'devices/vendors/nobody/fingerprints.yaml:1: no maker nobody',
  ]);
});
