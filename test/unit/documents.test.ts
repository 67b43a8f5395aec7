import { existsSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedDocuments } from '../../tools/generated-documents.ts';

const ROOT = join(import.meta.dirname, '../..');

test('generated pages are fresh (npm run docs)', () => {
  for (const [name, text] of generatedDocuments()) {
    expect(readFileSync(join(ROOT, 'docs/generated', name), 'utf8'), name).toBe(text);
  }
});

function markdownFiles(): string[] {
  return execFileSync('git', ['ls-files', '*.md'], { cwd: ROOT, encoding: 'utf8' }).trim().split('\n');
}

test('links between documents lead somewhere', () => {
  const broken = markdownFiles().flatMap((file) => {
    const links = readFileSync(join(ROOT, file), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)(?:#[^)]*)?\)/g);
    return [...links].filter((link) => !existsSync(join(ROOT, dirname(file), link[1] ?? ''))).map((link) => `${file}: ${link[1]}`);
  });
  expect(broken).toEqual([]);
});

test('npm scripts named in the documents exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> }; // our own manifest
  const named = markdownFiles().flatMap((file) =>
    [...readFileSync(join(ROOT, file), 'utf8').matchAll(/npm run ([\w:]+)/g)].map((match) => match[1] ?? ''),
  );
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
});
