import { Readable } from 'node:stream';
import type { Language } from '@ancam/core';
import { TABLE_TYPES, writeTable } from '@ancam/sheets';
import type { OutColumn, RowValues } from '@ancam/sheets';

/** What a list is to be written as. */
export interface TableRequest {
  readonly format: 'csv' | 'xlsx' | 'json';
  readonly language: Language;
}

/** Rows as a file for the browser to save. The name must be plain ASCII, without its ending. */
export function tableDownload(
  rows: readonly RowValues[],
  columns: readonly OutColumn[],
  { format, language }: TableRequest,
  name: string,
): Response {
  const all = async function* (): AsyncGenerator<RowValues> {
    yield* rows;
  };
  const headers = {
    'content-type': TABLE_TYPES[format],
    'content-disposition': `attachment; filename="${name}.${format}"`,
    'cache-control': 'no-store',
  };
  const bytes = Readable.from(writeTable(all(), { format, columns, language, sheet: name }));
  // the stream of node:stream/web is the one that Response takes
  return new Response(Readable.toWeb(bytes) as unknown as ReadableStream<Uint8Array>, { headers });
}
