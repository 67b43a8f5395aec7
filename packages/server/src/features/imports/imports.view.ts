import type { Actions, ImportFault, TableImport } from '@ancam/contract';
import { ImportPolicy, TableImportState, TableMapping } from '@ancam/contract';
import type { Language, Text } from '@ancam/core';
import { wordFault } from '@ancam/sheets';
import type { Fault, Mapping } from '@ancam/sheets';
import { z } from 'zod';
import type { Actor } from '../../db/actor.ts';
import { holds, mayChange } from '../../db/actor.ts';
import type { ImportKind } from './import-kind.ts';
import { getKind } from './import-kinds.ts';
import { IMPORT_FAULTS } from './import-texts.ts';
import type { FaultRecord, ImportRecord } from './imports.store.ts';

const Header = z.array(z.object({ column: z.number(), title: z.string(), key: z.string().nullable() }));
const StoredMapping = TableMapping.extend({ width: z.number() });
const Failure = z.object({ code: z.string(), values: z.record(z.string(), z.union([z.string(), z.number()])) });
const Remedy = z.object({ vi: z.string(), en: z.string() }).nullable();

export function mappingOf(row: ImportRecord): Mapping {
  return StoredMapping.parse(row.mapping);
}

export function headerOf(row: ImportRecord): z.infer<typeof Header> {
  return Header.parse(row.header ?? []);
}

/** Keys of required columns that a mapping leaves out. */
export function missingIn(kind: ImportKind, columns: Readonly<Record<string, number>>): string[] {
  return kind.columns.filter(({ key, required }) => required === true && columns[key] === undefined).map(({ key }) => key);
}

const ACTIONS = ['map', 'check', 'apply-all', 'apply-good', 'cancel'] as const;
type Action = (typeof ACTIONS)[number];

/** Why an action is not open now; undefined where it is. */
function blockerOf(action: Action, row: ImportRecord, missing: readonly string[]): string | undefined {
  const running = row.state === 'checking' || row.state === 'applying';
  if (action === 'cancel') return running ? undefined : 'not-running';
  if (running) return 'running';
  if (action === 'map') return row.cursor_row > 0 ? 'entered' : undefined;
  if (action === 'check') {
    if (row.state === 'uploaded') return 'not-mapped';
    return missing.length > 0 ? 'columns-missing' : undefined;
  }
  if (row.checked_at === null) return 'not-checked';
  if (row.state === 'done') return 'done';
  if (row.rows_good === 0) return 'no-good-rows';
  return action === 'apply-all' && row.rows_faulty > 0 ? 'has-faults' : undefined;
}

export function actionsOf(row: ImportRecord, actor: Actor): Actions {
  const kind = getKind(row.kind);
  const missing = missingIn(kind, mappingOf(row).columns);
  const permitted = holds(actor, kind.permission) && (kind.administers !== true || actor.adminScopes.length > 0) && mayChange(actor, row);
  const told = ACTIONS.map((action) => ({ action, reason: permitted ? blockerOf(action, row, missing) : 'no-permission' }));
  return {
    state: row.state,
    may: told.filter(({ reason }) => reason === undefined).map(({ action }) => action),
    blockers: told.flatMap(({ action, reason }) => (reason === undefined ? [] : [{ action, reason }])),
  };
}

/** An import as the API tells it. */
export function viewImport(row: ImportRecord, actor: Actor): TableImport {
  const mapping = mappingOf(row);
  const kind = getKind(row.kind);
  return {
    id: row.id,
    kind: row.kind,
    fileName: row.file_name,
    fileHash: row.file_hash,
    fileBytes: row.file_bytes,
    format: row.format === 'csv' ? 'csv' : 'xlsx',
    sheets: row.sheets,
    mapping: { sheet: mapping.sheet, headerRow: mapping.headerRow, columns: mapping.columns },
    header: headerOf(row),
    missing: missingIn(kind, mapping.columns),
    policy: row.policy === null ? null : ImportPolicy.parse(row.policy),
    rows: { read: row.rows_read, good: row.rows_good, faulty: row.rows_faulty, faults: row.faults },
    entered: { row: row.cursor_row, created: row.created, updated: row.updated, unchanged: row.unchanged },
    failure: failureOf(row, kind),
    createdAt: row.created_at,
    createdBy: row.created_by,
    finishedAt: row.finished_at,
    actions: { ...actionsOf(row, actor), state: TableImportState.parse(row.state) },
  };
}

function failureOf(row: ImportRecord, kind: ImportKind): { message: Text; remedy: Text } | null {
  if (row.failure === null) return null;
  const fault = Failure.parse(row.failure);
  const [vi, en] = [worded(fault, kind, 'vi'), worded(fault, kind, 'en')];
  return { message: { vi: vi.message, en: en.message }, remedy: { vi: vi.remedy, en: en.remedy } };
}

/** Words a fault with the texts of reading, of imports and of the kind. */
export function worded(fault: Pick<Fault, 'code' | 'values' | 'remedy'>, kind: ImportKind, language: Language) {
  return wordFault(fault, language, { ...IMPORT_FAULTS, ...kind.faults });
}

/** A fault as the API tells it. */
export function viewFault(fault: Fault, kind: ImportKind, language: Language): ImportFault {
  const column = kind.columns.find(({ key }) => key === fault.column);
  return {
    row: fault.row,
    cell: fault.cell ?? null,
    column: column?.title[language] ?? null,
    code: fault.code,
    ...worded(fault, kind, language),
  };
}

/** A kept fault as it was found. */
export function faultOf(row: FaultRecord): Fault {
  const remedy = Remedy.parse(row.remedy);
  return {
    row: row.row_number,
    code: row.code,
    values: Failure.shape.values.parse(row.fault_values),
    ...(row.cell === null ? {} : { cell: row.cell }),
    ...(row.column_key === null ? {} : { column: row.column_key }),
    ...(remedy === null ? {} : { remedy }),
  };
}
