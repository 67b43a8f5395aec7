import { AppError } from '@ancam/core';
import { HEADER_ROWS, openTable, proposeFor, proposeMapping, refusal, rowReader } from '@ancam/sheets';
import type { Column, Mapping, Proposal, ReadRow, SheetRow, Table } from '@ancam/sheets';
import { getForm } from './import-forms.ts';

/** Rows of a file to look at before all of it is read. Plain data: it goes to another thread. */
export interface InspectOrder {
  readonly path: string;
  readonly kind: string;
  readonly today: string;
  /** Without it the header is looked for. */
  readonly header?: { readonly sheet: string; readonly row: number };
  /** Without it the proposed one. */
  readonly mapping?: Mapping;
}

export interface Inspection {
  readonly format: Table['format'];
  readonly sheets: readonly string[];
  readonly proposal: Proposal;
  readonly rows: readonly ReadRow[];
}

const PREVIEW_ROWS = 10;

/** Opens a file, matches its header and reads its first rows. */
export async function inspect(order: InspectOrder): Promise<Inspection> {
  const { columns } = getForm(order.kind);
  const table = await openTable(order.path);
  try {
    const visible = table.sheets.filter(({ hidden }) => !hidden).map(({ name }) => name);
    const sheet = order.mapping?.sheet ?? order.header?.sheet ?? visible[0] ?? '';
    const head = await headOf(table, sheet, order.mapping?.headerRow ?? order.header?.row ?? 0);
    if (head.length === 0) throw refusal('file.empty');
    const proposal = proposalOf(sheet, head, columns, order);
    const read = rowReader(columns, order.mapping ?? proposal.mapping, { today: order.today, format: table.format });
    const rows = head.map(read).filter((row) => row !== undefined);
    return { format: table.format, sheets: visible, proposal, rows: rows.slice(0, PREVIEW_ROWS) };
  } finally {
    table.close();
  }
}

/** The rows among which the header is, and some behind it. */
async function headOf(table: Table, sheet: string, header: number): Promise<SheetRow[]> {
  const rows: SheetRow[] = [];
  for await (const row of table.rows(sheet === '' ? undefined : sheet)) {
    if (header > 0 && row.number < header) continue;
    if (rows.push(row) >= HEADER_ROWS + PREVIEW_ROWS) break;
  }
  return rows;
}

function proposalOf(sheet: string, head: readonly SheetRow[], columns: readonly Column[], { header, mapping }: InspectOrder): Proposal {
  const given = mapping?.headerRow ?? header?.row;
  if (given !== undefined) {
    const row = head.find(({ number }) => number === given);
    if (row === undefined)
      throw new AppError('input.invalid', 'the header row is blank', { place: 'headerRow', fix: 'name a row with titles' });
    return proposeFor(sheet, row, columns);
  }
  const proposal = proposeMapping(sheet, head, columns);
  const [first] = head;
  if (proposal !== undefined) return proposal;
  if (first === undefined) throw refusal('header.missing', { rows: HEADER_ROWS });
  return proposeFor(sheet, first, columns);
}
