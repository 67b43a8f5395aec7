import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** Who may import whom (ARCHITECTURE.md). What is not listed is forbidden. */
const ALLOWED: Record<string, readonly string[]> = {
  core: [],
  rules: ['core'],
  knowledge: ['core', 'rules'],
  law: ['core', 'knowledge'],
  scanner: ['core', 'rules', 'knowledge', 'sheets'],
  documents: ['core'],
  sheets: ['core'],
  contract: ['core'],
  server: ['core', 'rules', 'knowledge', 'law', 'scanner', 'documents', 'contract', 'sheets'],
  web: ['core', 'contract'],
  cli: ['core', 'rules', 'knowledge', 'law', 'scanner', 'documents', 'sheets', 'contract', 'server', 'camera-farm'],
  'camera-farm': ['core'],
};

interface Import {
  readonly file: string;
  readonly from: string;
}

function folderOf(room: string): string {
  return room === 'knowledge' ? join(ROOT, 'knowledge') : join(ROOT, 'packages', room);
}

function sourcesOf(room: string): string[] {
  return readdirSync(join(folderOf(room), 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => join(folderOf(room), 'src', name));
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(\s*|^\s*import\s+)['"]([^'"]+)['"]/gm);
  return [...found].map((match) => ({ file: relative(ROOT, file), from: match[1] ?? '' }));
}

const rooms = Object.keys(ALLOWED);

test('every room of the plan stands, and no room stands outside it', () => {
  const standing = [...readdirSync(join(ROOT, 'packages')), 'knowledge'].sort();
  expect(standing).toEqual([...rooms].sort());
});

test.each(rooms)('%s imports only the rooms it may', (room) => {
  const trespass = sourcesOf(room)
    .flatMap(importsOf)
    .filter(({ from }) => from.startsWith('@ancam/'))
    .filter(({ from }) => !ALLOWED[room]?.includes(from.split('/')[1] ?? ''));
  expect(trespass).toEqual([]);
});

test.each(rooms)('%s reaches no other room by a relative path', (room) => {
  const home = folderOf(room);
  const trespass = sourcesOf(room).flatMap((file) =>
    importsOf(file).filter(({ from }) => from.startsWith('.') && !join(file, '..', from).startsWith(home)),
  );
  expect(trespass).toEqual([]);
});

test('only the wire of the scanner opens sockets there', () => {
  const sockets = /^(node:(net|tls|dgram|http|https|http2)|koffi)$/;
  const trespass = sourcesOf('scanner')
    .flatMap(importsOf)
    .filter(({ file, from }) => sockets.test(from) && !file.startsWith('packages/scanner/src/wire/'));
  expect(trespass).toEqual([]);
});

test('in the server a store is reached only by the service of its own feature, a route never', () => {
  const trespass = sourcesOf('server')
    .flatMap(importsOf)
    .filter(({ from }) => from.endsWith('.store.ts'))
    .filter(({ file, from }) => file.endsWith('.routes.ts') || from.includes('../features/') || /^\.\.\/[^.]/.test(from));
  expect(trespass).toEqual([]);
});

test('pure rooms do no input or output: core, rules and law open no file and no socket', () => {
  const trespass = ['core', 'rules', 'law']
    .flatMap(sourcesOf)
    .flatMap(importsOf)
    .filter(({ from }) => from.startsWith('node:'));
  expect(trespass).toEqual([]);
});
