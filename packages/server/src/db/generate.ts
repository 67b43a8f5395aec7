import { writeFile } from 'node:fs/promises';
import { renderSchema, renderTables } from './describe-schema.ts';
import { openEmbedded } from './open-database.ts';

// `node packages/server/src/db/generate.ts` after each new migration.
const { db } = await openEmbedded({});
await writeFile(new URL('tables.generated.ts', import.meta.url), await renderTables(db));
await writeFile(new URL('schema.sql', import.meta.url), await renderSchema(db));
await db.destroy();
