import { HEADER_ROWS, openTable, proposeMapping, rowReader, wordFault } from '@ancam/sheets';
import type { Fault, Proposal, ReadRow, SheetRow, Table } from '@ancam/sheets';
import { LIST_COLUMNS, LIST_FAULTS } from '../list-columns.ts';
import { RecordBook } from '../tool-record.ts';
import type { ReadContext, ToolRecord } from '../tool-record.ts';

/** Sheet and header of a list of devices; undefined where no row names an address. */
export async function listHeader(table: Table): Promise<Proposal | undefined> {
  for (const { name, hidden } of table.sheets) {
    if (hidden) continue;
    const rows: SheetRow[] = [];
    for await (const row of table.rows(name === '' ? undefined : name)) if (rows.push(row) >= HEADER_ROWS) break;
    const proposal = proposeMapping(name, rows, LIST_COLUMNS);
    if (proposal?.mapping.columns['address'] !== undefined && Object.keys(proposal.mapping.columns).length > 1) return proposal;
  }
  return undefined;
}

/** Devices of NetBox: a register of everything, of which only what its role or type calls a camera or recorder is taken for one. */
export function readNetbox(path: string, context: ReadContext): AsyncGenerator<ToolRecord> {
  return readList(path, 'netbox', 'NetBox', context);
}

/** A list of cameras, such as units keep them. */
export function readCameraList(path: string, context: ReadContext): AsyncGenerator<ToolRecord> {
  return readList(path, 'camera-list', 'camera list', context);
}

async function* readList(path: string, format: 'netbox' | 'camera-list', tool: string, context: ReadContext): AsyncGenerator<ToolRecord> {
  context.tell({ tool });
  const table = await openTable(path);
  try {
    const proposal = await listHeader(table);
    if (proposal === undefined) return;
    const { mapping } = proposal;
    const today = context.fileTime.toISOString().slice(0, 10);
    const read = rowReader(LIST_COLUMNS, mapping, { today, format: table.format });
    for await (const row of table.rows(mapping.sheet === '' ? undefined : mapping.sheet)) {
      const found = read(row);
      if (found === undefined) continue;
      for (const fault of found.faults) context.fault(inWords(fault));
      const record = recordOf(found, format, context);
      if (record !== undefined) yield record;
    }
  } finally {
    table.close();
  }
}

function inWords(fault: Fault) {
  const [vi, en] = [wordFault(fault, 'vi', LIST_FAULTS), wordFault(fault, 'en', LIST_FAULTS)];
  return { place: fault.cell ?? `${fault.row}`, fault: { vi: vi.message, en: en.message }, remedy: { vi: vi.remedy, en: en.remedy } };
}

const DEVICE = /cam|nvr|dvr|xvr|cctv|video|giám sát|đầu ghi/i;
const TOLD = ['name', 'role', 'maker', 'model', 'firmware', 'serial', 'mac'] as const;

/** What a row says. A cell with a fault says nothing, the others of its row still do; without an address nothing is taken. */
function recordOf({ row, values }: ReadRow, format: 'netbox' | 'camera-list', context: ReadContext): ToolRecord | undefined {
  const told = (key: string): string | undefined => (values[key] === null || values[key] === undefined ? undefined : String(values[key]));
  const address = told('address');
  if (address === undefined) return undefined;
  const book = new RecordBook(format, address, undefined, context.fileTime);
  const lines = TOLD.flatMap((key) => (told(key) === undefined ? [] : [`${key}: ${told(key)}`]));
  const n = book.note({ probe: 'label', port: 0, request: `${row}`, response: lines.join('\n') });
  book.addFact('label.mac', told('mac'), undefined, n);
  const camera = format === 'camera-list' || DEVICE.test([told('role'), told('name'), told('model')].join(' '));
  if (!camera) return book.take('label');
  book.addFact('label.maker', told('maker'), undefined, n);
  book.addFact('label.model', told('model'), undefined, n);
  book.addFact('label.firmware', told('firmware'), undefined, n);
  book.addFact('label.serial', told('serial'), undefined, n);
  return book.take('label');
}
