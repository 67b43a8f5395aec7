import type { ImportFaultList } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id, Language } from '@ancam/core';
import { TABLE_TYPES, openTable, writeErrorFile } from '@ancam/sheets';
import type { RowFault } from '@ancam/sheets';
import { pageOf, writeCursor } from '../../cursor.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { getRow } from './import-access.ts';
import type { ImportContext } from './import-context.ts';
import { hasFile, pathOf } from './import-files.ts';
import { getKind } from './import-kinds.ts';
import * as store from './imports.store.ts';
import type { ImportRecord } from './imports.store.ts';
import { faultOf, mappingOf, viewFault, worded } from './imports.view.ts';

const PAGE = 1000;

/** A page of faults, worded, with how many there are of each code. */
export function faults(
  context: ImportContext,
  actor: Actor,
  id: Id,
  query: { readonly cursor?: string | undefined; readonly limit: number; readonly language: Language; readonly code?: string | undefined },
): Promise<ImportFaultList> {
  return withActor(context, actor, async (work) => {
    const kind = getKind((await getRow(work, id)).kind);
    const rows = await store.listFaults(work.tx, id, query);
    const { items, next } = pageOf(rows, query.limit, (row) => [row.row_number, row.position]);
    const counts = await store.countFaults(work.tx, id);
    const byCode = counts.map(({ code, count }) => ({ code, count, message: generalText(code, kind, query.language) }));
    return { items: items.map((row) => viewFault(faultOf(row), kind, query.language)), next, byCode };
  });
}

/** What a code says of any cell: its text with the places for values left open. */
function generalText(code: string, kind: ReturnType<typeof getKind>, language: Language): string {
  return worded({ code, values: {} }, kind, language).message.replaceAll(/\{\w+\}/g, '…');
}

/** The same file with a column of errors, as it is written. */
export async function errorFile(
  context: ImportContext,
  actor: Actor,
  id: Id,
  { language, rows }: { readonly language: Language; readonly rows: 'all' | 'faulty' },
): Promise<{ content: AsyncIterable<Uint8Array>; type: string; fileName: string }> {
  const row = await withActor(context, actor, async (work) => {
    const found = await getRow(work, id);
    work.audit({ action: 'import.exported', object: `import/${id}`, summary: `file of errors, ${rows} rows` });
    return found;
  });
  if (!(await hasFile(context.importFolder, id))) throw new AppError('not-found', 'the file is no longer there', { place: id });
  const table = await openTable(pathOf(context.importFolder, id));
  const content = async function* (): AsyncGenerator<Uint8Array> {
    try {
      const texts = faultTexts(context, actor, row, language);
      yield* writeErrorFile(table, mappingOf(row), texts, { language, onlyFaulty: rows === 'faulty' });
    } finally {
      table.close();
    }
  };
  return { content: content(), type: TABLE_TYPES[table.format], fileName: `ancam-errors-${id.slice(0, 8)}.${table.format}` };
}

async function* faultTexts(
  context: ImportContext,
  actor: Actor,
  { id, kind: kindId }: ImportRecord,
  language: Language,
): AsyncGenerator<RowFault> {
  const kind = getKind(kindId);
  for (let cursor: string | undefined, more = true; more;) {
    const page = await withActor(context, actor, ({ tx }) => store.listFaults(tx, id, { cursor, limit: PAGE }));
    const last = page[PAGE - 1];
    more = page.length > PAGE && last !== undefined;
    if (more && last !== undefined) cursor = writeCursor([last.row_number, last.position]);
    for (const each of page.slice(0, PAGE)) {
      const { row, cell, message, remedy } = viewFault(faultOf(each), kind, language);
      yield { row, text: `${cell === null ? '' : `${cell}: `}${message} ${remedy}` };
    }
  }
}
