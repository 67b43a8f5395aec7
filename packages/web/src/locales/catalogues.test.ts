import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAst } from 'vite';
import { expect, test } from 'vitest';
import { catalogue as en } from './en.ts';
import { catalogue as vi } from './vi.ts';

const source = join(import.meta.dirname, '..');
const files = globSync('**/*.{ts,tsx}', { cwd: source }).filter((each) => !/\.test\.|\.d\.ts$/.test(each));
const texts = files.map((file) => ({ file, code: readFileSync(join(source, file), 'utf8') }));

function leaves(node: unknown, path: string): [string, string][] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => leaves(value, path === '' ? key : `${path}.${key}`));
}

function baseOf(key: string): string {
  return key.replace(/_(one|other)$/, '');
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
}

const vietnamese = leaves(vi, '');
const english = leaves(en, '');

test('both catalogues have the same keys, and no text is empty', () => {
  expect(new Set(english.map(([key]) => baseOf(key)))).toEqual(new Set(vietnamese.map(([key]) => baseOf(key))));
  expect([...vietnamese, ...english].filter(([, text]) => text.trim() === '')).toEqual([]);
});

test('each text has the same names to fill in as its translation', () => {
  for (const [key, text] of vietnamese) {
    const translation = english.find(([other]) => other === key) ?? english.find(([other]) => baseOf(other) === baseOf(key));
    expect(namesIn(translation?.[1] ?? ''), key).toEqual(namesIn(text));
  }
});

test('English texts hold no Vietnamese but names and symbols', () => {
  const named = /Quảng Ngãi|\d+\/QĐ-UBND|Tiếng Việt/gu;
  expect(english.filter(([, text]) => /[à-ãè-êìíò-õùúýăđĩũơưạ-ỹ]/iu.test(text.replace(named, '')))).toEqual([]);
});

test('English has a singular beside every plural', () => {
  const keys = new Set(english.map(([key]) => key));
  for (const key of keys) if (key.endsWith('_other')) expect(keys).toContain(key.replace(/_other$/, '_one'));
});

test('no text is left that no page uses', () => {
  const code = texts.map((each) => each.code).join('\n');
  const unused = vietnamese.filter(([key]) => {
    const full = baseOf(key);
    if (code.includes(`'${full}'`)) return false;
    // A key put together from parts is used when its fixed beginning is.
    const parts = full.split('.');
    return !parts.some((_, index) => index > 0 && code.includes(`\`${parts.slice(0, index).join('.')}.\${`));
  });
  expect(unused.map(([key]) => key)).toEqual([]);
});

const SPOKEN = new Set(['label', 'title', 'placeholder', 'aria-label', 'alt', 'description', 'lead', 'text']);
const NAMES = new Set(['AnCam']);

function spokenIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap((each) => spokenIn(each));
  if (typeof node !== 'object' || node === null) return [];
  const { type, value, name } = node as { type?: unknown; value?: unknown; name?: { name?: unknown } }; // nodes of the syntax tree
  const inside = Object.values(node).flatMap((each) => spokenIn(each));
  if (type === 'JSXText' && typeof value === 'string') return [value.trim(), ...inside];
  if (type === 'JSXAttribute' && SPOKEN.has(String(name?.name))) {
    const literal = (value as { type?: string; value?: unknown } | null)?.type === 'Literal' ? (value as { value: unknown }).value : ''; // same tree
    return [String(literal), ...inside];
  }
  return inside;
}

test('no words stand in the pages themselves', () => {
  const found = texts
    .filter((each) => each.file.endsWith('.tsx'))
    .flatMap(({ file, code }) => spokenIn(parseAst(code, { lang: 'tsx' })).map((text) => ({ file, text })))
    .filter(({ text }) => /\p{L}{2}/u.test(text) && !NAMES.has(text));
  expect(found).toEqual([]);
});
