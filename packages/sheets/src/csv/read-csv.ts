import { createReadStream } from 'node:fs';
import type { SheetRow } from '../cells.ts';
import type { Limits } from '../limits.ts';
import { readHead } from '../read-head.ts';
import type { Table } from '../table.ts';
import { CsvCells } from './csv-cells.ts';
import { sniffDelimiter } from './delimiter.ts';
import { sniffEncoding } from './encoding.ts';

/** Bytes of the beginning that encoding and delimiter are told by. */
const HEAD = 256 * 1024;

/** Opens a CSV file: UTF-8, or UTF-16 with its mark; comma, semicolon or tabulator. */
export async function openCsv(path: string, limits: Limits): Promise<Table> {
  const head = await readHead(path, HEAD);
  const { name, mark } = sniffEncoding(head);
  const { delimiter, named } = sniffDelimiter(new TextDecoder(name).decode(head.subarray(mark)));
  const rows = async function* (): AsyncGenerator<SheetRow> {
    const decoder = new TextDecoder(name);
    const ready: SheetRow[] = [];
    const cells = new CsvCells(delimiter, limits, (row) => ready.push(row));
    for await (const chunk of createReadStream(path, { start: mark, highWaterMark: 64 * 1024 })) {
      cells.write(decoder.decode(chunk as Uint8Array, { stream: true })); // a stream without an encoding gives bytes
      yield* ready.filter(({ number }) => !(named && number === 1));
      ready.length = 0;
    }
    cells.write(decoder.decode());
    cells.end();
    yield* ready;
  };
  return { format: 'csv', sheets: [{ name: '', hidden: false }], delimiter, rows, close: () => undefined };
}
