import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const source = join(import.meta.dirname, '..');
const library = join(import.meta.dirname, '../../../../node_modules/@mantine/core/styles');
const listed = readFileSync(join(import.meta.dirname, 'styles.ts'), 'utf8');

function componentsIn(code: string): string[] {
  return [...code.matchAll(/import \{([^}]+)\} from '@mantine\/core'/g)].flatMap((match) =>
    (match[1] ?? '').split(',').map((name) => name.trim()),
  );
}

test('every component that the pages use brings its style sheet', () => {
  const used = new Set(globSync('**/*.tsx', { cwd: source }).flatMap((file) => componentsIn(readFileSync(join(source, file), 'utf8'))));
  const missing = [...used].filter((name) => existsSync(join(library, `${name}.css`)) && !listed.includes(`/${name}.css`));
  expect(used.size).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});
