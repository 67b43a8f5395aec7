import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@ancam/core';
import { indexText } from './index-text.ts';
import { jsonSchemas } from './json-schemas.ts';
import { compileKnowledge } from './knowledge.ts';
import { placesText } from './places/compile.ts';

/** Writes `schema/` and `index.generated.json` and `places.generated.json` anew; prints the faults and exits 1 where the knowledge has any. */
function main(): void {
  const dir = fileURLToPath(new URL('..', import.meta.url));
  mkdirSync(join(dir, 'schema'), { recursive: true });
  for (const { name, text } of jsonSchemas()) writeFileSync(join(dir, 'schema', name), text);
  try {
    const { index, places } = compileKnowledge(dir);
    writeFileSync(join(dir, 'index.generated.json'), indexText(index));
    if (places !== undefined) writeFileSync(join(dir, 'places.generated.json'), placesText(places));
    console.log(
      `${index.vendors.length} makers, ${index.checks.length} checks, ${index.regulations.length} regulations, ${places?.provinces.length ?? 0} provinces, hash ${index.hash.slice(0, 12)}`,
    );
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    console.error(thrown.message);
    process.exitCode = 1;
  }
}

main();
