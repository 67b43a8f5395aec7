import type {
  ImportKind as ImportKindView,
  ImportPreview,
  TableImport,
  TableImportList,
  TableMapping,
  UploadedTable,
} from '@ancam/contract';
import { AppError, newId } from '@ancam/core';
import type { Id, Language } from '@ancam/core';
import { TABLE_TYPES, csvTemplate, xlsxTemplate } from '@ancam/sheets';
import type { ReadRow } from '@ancam/sheets';
import { pageOf } from '../../cursor.ts';
import { dayOf } from '../../day.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { runThread } from '../../thread.ts';
import type { ImportContext } from './import-context.ts';
import { assertMay, getRow, mayImport, permittedKind, placeFaults } from './import-access.ts';
import { dropFile, hasFile, pathOf, saveFile } from './import-files.ts';
import type { ImportKind } from './import-kind.ts';
import { IMPORT_KINDS, getKind } from './import-kinds.ts';
import * as store from './imports.store.ts';
import type { ImportRecord } from './imports.store.ts';
import { mappingOf, viewFault, viewImport } from './imports.view.ts';
import type { InspectOrder, Inspection } from './inspect.ts';

const INSPECT = new URL('inspect-worker.ts', import.meta.url);

/** The kinds that an account may import. */
export function kinds(actor: Actor): { items: ImportKindView[] } {
  const items = IMPORT_KINDS.filter((kind) => mayImport(kind, actor)).map(({ id, title, about, columns }) => ({
    id,
    title,
    about,
    columns: columns.map(({ key, title, kind, required = false, example, hint }) => ({ key, title, kind, required, example, hint })),
  }));
  return { items };
}

/** The empty form of a kind. */
export async function template(
  actor: Actor,
  id: string,
  { format, language }: { readonly format: 'xlsx' | 'csv'; readonly language: Language },
): Promise<{ content: Uint8Array; type: string; fileName: string }> {
  const kind = permittedKind(actor, id);
  const content = format === 'csv' ? csvTemplate(kind.columns, language) : await xlsxTemplate(kind.columns, kind.title[language], language);
  return { content, type: TABLE_TYPES[format], fileName: `ancam-${kind.id}-${language}.${format}` };
}

/**
 * Takes in a file and matches its columns. The same content for the same kind and unit is the import that it was: a file sent twice
 * changes nothing, one cut off goes on.
 */
export async function upload(
  context: ImportContext,
  actor: Actor,
  given: { readonly kind: string; readonly fileName: string; readonly body: AsyncIterable<Uint8Array> | null },
): Promise<UploadedTable> {
  const kind = permittedKind(actor, given.kind);
  const id = newId();
  const { bytes, hash } = await saveFile(context.importFolder, id, given.body);
  try {
    const known = await withActor(context, actor, (work) => store.findSame(work, kind.id, hash));
    if (known !== undefined && (await isUsable(context, known))) {
      await dropFile(context.importFolder, id);
      return { import: viewImport(known, actor), alreadyKnown: true };
    }
    const path = pathOf(context.importFolder, id);
    const found = await runThread<Inspection>(INSPECT, { path, kind: kind.id, today: today(context) } satisfies InspectOrder);
    const { format, sheets, proposal } = found;
    const { mapping, header } = proposal;
    const row = await withActor(context, actor, async (work) => {
      const file = { fileName: given.fileName, fileHash: hash, fileBytes: bytes };
      await store.insertImport(work, { id, kind: kind.id, ...file, format, sheets, mapping, header });
      work.audit({ action: 'import.uploaded', object: `import/${id}`, summary: `${kind.id}: ${given.fileName}, ${hash.slice(0, 16)}` });
      return getRow(work, id);
    });
    return { import: viewImport(row, actor), alreadyKnown: false };
  } catch (error) {
    await dropFile(context.importFolder, id);
    throw error;
  }
}

/** An earlier import of the same content is gone on with, as long as its file is there or it needs none. */
async function isUsable(context: ImportContext, known: ImportRecord): Promise<boolean> {
  return known.state === 'done' || hasFile(context.importFolder, known.id);
}

function today(context: ImportContext): string {
  return dayOf(context.clock().toISOString());
}

export function list(
  context: ImportContext,
  actor: Actor,
  page: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<TableImportList> {
  return withActor(context, actor, async ({ tx }) => {
    const rows = await store.listImports(tx, page);
    const { items, next } = pageOf(rows, page.limit, (row) => [row.created_at, row.id]);
    return { items: items.map((row) => viewImport(row, actor)), next };
  });
}

export function get(context: ImportContext, actor: Actor, id: Id): Promise<TableImport> {
  return withActor(context, actor, async (work) => viewImport(await getRow(work, id), actor));
}

/** Says which column of the file goes where. Each column of the file goes into one column at most. */
export async function map(context: ImportContext, actor: Actor, id: Id, given: TableMapping): Promise<TableImport> {
  const before = await withActor(context, actor, (work) => getRow(work, id));
  assertMay(before, actor, 'map');
  const { columns: known } = getKind(before.kind);
  const columns = Object.fromEntries(Object.entries(given.columns).filter(([key]) => known.some((column) => column.key === key)));
  if (new Set(Object.values(columns)).size < Object.keys(columns).length) {
    throw new AppError('input.invalid', 'a column of the file is used twice', { place: 'columns', fix: 'use each column once' });
  }
  const order = { path: pathOf(context.importFolder, id), kind: before.kind, today: today(context) };
  const header = { sheet: given.sheet, row: given.headerRow };
  const { proposal } = await runThread<Inspection>(INSPECT, { ...order, header } satisfies InspectOrder);
  const mapping = { sheet: given.sheet, headerRow: given.headerRow, width: proposal.mapping.width, columns };
  return withActor(context, actor, async (work) => {
    assertMay(await getRow(work, id, true), actor, 'map');
    await store.updateImport(work.tx, id, { state: 'mapped', mapping, header: proposal.header, checked_at: null });
    return viewImport(await getRow(work, id), actor);
  });
}

/** The first rows as the mapping reads them, with what file and register have against them. */
export async function preview(context: ImportContext, actor: Actor, id: Id, language: Language): Promise<ImportPreview> {
  const row = await withActor(context, actor, (work) => getRow(work, id));
  const kind = permittedKind(actor, row.kind);
  const mapping = mappingOf(row);
  const order = { path: pathOf(context.importFolder, id), kind: kind.id, today: today(context), mapping };
  const { rows } = await runThread<Inspection>(INSPECT, order satisfies InspectOrder);
  const good = rows.filter(({ faults }) => faults.length === 0);
  const against = await withActor(context, actor, (work) => kind.open(context).check(work, good, true));
  const faults = [...rows.flatMap((each) => each.faults), ...placeFaults(against, mapping)];
  return { rows: rows.map((each) => shownRow(each, kind, language, faults)) };
}

function shownRow(
  { row, values }: ReadRow,
  kind: ImportKind,
  language: Language,
  faults: readonly ReadRow['faults'][number][],
): ImportPreview['rows'][number] {
  const shown = kind.columns.flatMap((column) => {
    const value = values[column.key] ?? null;
    if (value === null) return [];
    if (column.kind === 'date') return [[column.key, String(value).split('-').toReversed().join('/')]];
    const choice = column.choices?.find((each) => each.value === value);
    return [[column.key, choice?.title[language] ?? String(value)]];
  });
  const own = faults.filter((fault) => fault.row === row).map((fault) => viewFault(fault, kind, language));
  return { row, values: Object.fromEntries(shown) as Record<string, string>, faults: own }; // pairs of texts, made above
}
