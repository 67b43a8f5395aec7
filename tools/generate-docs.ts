import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedDocuments } from './generated-documents.ts';

/** Writes docs/generated from the tables the product runs on. */
const folder = join(import.meta.dirname, '../docs/generated');
mkdirSync(folder, { recursive: true });
for (const [name, text] of generatedDocuments()) writeFileSync(join(folder, name), text);
