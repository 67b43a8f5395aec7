import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AppError } from '@ancam/core';
import { indexText } from './index-text.ts';
import { jsonSchemas } from './json-schemas.ts';
import { compileKnowledge } from './knowledge.ts';
import { lawText } from './law/data.ts';
import { placesText } from './places/compile.ts';

/** Writes `schema/` and `index.generated.json`, `places.generated.json` and `law.generated.json` anew; prints the faults and exits 1 where the knowledge has any. */
function main(): void {
  const dir = fileURLToPath(new URL('..', import.meta.url));
  mkdirSync(join(dir, 'schema'), { recursive: true });
  for (const { name, text } of jsonSchemas()) writeFileSync(join(dir, 'schema', name), text);
  try {
    const { index, places, law } = compileKnowledge(dir);
    writeFileSync(join(dir, 'index.generated.json'), indexText(index));
    if (places !== undefined) writeFileSync(join(dir, 'places.generated.json'), placesText(places));
    if (law !== undefined) writeFileSync(join(dir, 'law.generated.json'), lawText(law));
    console.log(
      `${index.vendors.length} makers, ${index.checks.length} checks, ${index.regulations.length} regulations, ${places?.provinces.length ?? 0} provinces, ${law?.duties.length ?? 0} duties, hash ${index.hash.slice(0, 12)}`,
    );
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    console.error(thrown.message);
    process.exitCode = 1;
  }
}

main();
