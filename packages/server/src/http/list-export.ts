import { Readable } from 'node:stream';
import type { Language } from '@ancam/core';
import { TABLE_TYPES, writeTable } from '@ancam/sheets';
import type { RowValues, TableFormat } from '@ancam/sheets';
import { withActor } from '../db/actor.ts';
import type { Actor, Store } from '../db/actor.ts';
import type { AuditObject } from '../db/audit-objects.ts';
import { EXPORT_PAGE } from '../export-rows.ts';
import { cellsOf } from '../table-columns.ts';
import type { ListTable } from '../table-columns.ts';
import { streamed } from './download.ts';

interface Page<T> {
  readonly items: readonly T[];
  /** Absent of lists that come whole. */
  readonly next?: string | null;
}

/** A list to be written as a file: its table, and how a page of it is read. */
export interface ListExport<T> extends ListTable<T> {
  readonly audit: { readonly action: `${string}.exported`; readonly object: AuditObject };
  readonly page: (page: { readonly cursor?: string; readonly limit: number }) => Promise<Page<T>> | Page<T>;
}

/** What is asked of an export: format, language, and the filters of the list. */
export interface ExportQuery {
  readonly format: TableFormat;
  readonly language: Language;
}

/** The format and what the list was filtered by, for the trail. */
function summaryOf(name: string, { format, language: _language, ...filters }: ExportQuery): string {
  const given = Object.entries(filters).filter(([, value]) => value !== undefined);
  return [`${name} as ${format}`, ...given.map(([key, value]) => `${key}=${String(value)}`)].join(', ').slice(0, 500);
}

/**
 * Any list as XLSX, CSV or JSON exactly as filtered, read through the service of the list page by page, so that it shows what the pages
 * show and memory does not grow with it. A refusal is an answer: the first page is read before anything is sent. No row leaves before
 * the trail says so.
 */
export async function exportList<T extends object>(store: Store, actor: Actor, query: ExportQuery, list: ListExport<T>): Promise<Response> {
  const first = await list.page({ limit: EXPORT_PAGE });
  await withActor(store, actor, (work) => {
    work.audit({ ...list.audit, summary: summaryOf(list.name, query) });
    return Promise.resolve();
  });
  const rows = async function* (): AsyncGenerator<RowValues> {
    for (let page = first; ;) {
      yield* page.items.map((row) => cellsOf(list, row));
      if (page.next === undefined || page.next === null) return;
      page = await list.page({ limit: EXPORT_PAGE, cursor: page.next });
    }
  };
  const { format, language } = query;
  const content = writeTable(rows(), { format, language, columns: list.columns, sheet: list.title[language] });
  return streamed(Readable.from(content), TABLE_TYPES[format], `ancam-${list.name}.${format}`);
}
