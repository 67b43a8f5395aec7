import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@ancam/core';
import { indexText } from './index-text.ts';
import { jsonSchemas } from './json-schemas.ts';
import { compileKnowledge } from './knowledge.ts';

/** Writes `schema/` and `index.generated.json` anew; prints the faults and exits 1 where the knowledge has any. */
function main(): void {
  const dir = fileURLToPath(new URL('..', import.meta.url));
  mkdirSync(join(dir, 'schema'), { recursive: true });
  for (const { name, text } of jsonSchemas()) writeFileSync(join(dir, 'schema', name), text);
  try {
    const index = compileKnowledge(dir);
    writeFileSync(join(dir, 'index.generated.json'), indexText(index));
    console.log(
      `${index.vendors.length} makers, ${index.checks.length} checks, ${index.regulations.length} regulations, hash ${index.hash.slice(0, 12)}`,
    );
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    console.error(thrown.message);
    process.exitCode = 1;
  }
}

main();
