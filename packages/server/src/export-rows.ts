import type { Language } from '@ancam/core';
import { TABLE_TYPES, writeTable } from '@ancam/sheets';
import type { OutColumn, RowValues, TableFormat } from '@ancam/sheets';
import type { Actor, Store, Work } from './db/actor.ts';
import { withActor } from './db/actor.ts';
import type { AuditNote } from './db/audit.ts';

/** Rows read together; each page is a transaction of its own, so that a slow reader holds none open. */
export const EXPORT_PAGE = 1000;

/** A list to be exported as it is filtered. */
export interface RowExport<C> {
  readonly format: TableFormat;
  readonly language: Language;
  /** Name of the sheet. */
  readonly title: string;
  readonly columns: readonly OutColumn[];
  /** One page behind a cursor, in the order of the list; `next` is undefined on the last page. */
  readonly page: (work: Work, cursor: C | undefined) => Promise<{ readonly rows: readonly RowValues[]; readonly next: C | undefined }>;
  /** Written with the first page. */
  readonly audit: AuditNote;
}

/**
 * Any list as XLSX, CSV or JSON, streamed from the database in keyset pages. The first page is read before this resolves, so that a
 * refusal is an answer and not a broken file; memory does not grow with the list.
 */
export async function exportRows<C>(
  store: Store,
  actor: Actor,
  { format, language, title, columns, page, audit }: RowExport<C>,
): Promise<{ readonly content: AsyncIterable<Uint8Array>; readonly type: string }> {
  const first = await withActor(store, actor, (work) => {
    work.audit(audit);
    return page(work, undefined);
  });
  const rows = async function* (): AsyncGenerator<RowValues> {
    yield* first.rows;
    for (let { next } = first; next !== undefined;) {
      const cursor: C = next;
      const more = await withActor(store, actor, (work) => page(work, cursor));
      yield* more.rows;
      next = more.next;
    }
  };
  return { content: writeTable(rows(), { format, columns, language, sheet: title }), type: TABLE_TYPES[format] };
}
