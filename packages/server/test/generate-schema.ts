import { writeFile } from 'node:fs/promises';
import { renderSchema, renderTables } from './describe-schema.ts';
import { openEmbedded } from '../src/db/open-database.ts';

// `node packages/server/test/generate-schema.ts` after each new migration.
const { db } = await openEmbedded({});
await writeFile(new URL('../src/db/tables.generated.ts', import.meta.url), await renderTables(db));
await writeFile(new URL('../src/db/schema.sql', import.meta.url), await renderSchema(db));
await db.destroy();
