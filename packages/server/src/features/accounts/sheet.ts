import { ROLES } from '@ancam/contract';
import type { Role, SheetRow } from '@ancam/contract';
import { parse } from 'csv-parse/sync';
import { searchText } from '../../search-text.ts';

export const COLUMNS = ['unit', 'name', 'login', 'email', 'role'] as const;
type ColumnName = (typeof COLUMNS)[number];
type Fault = SheetRow['faults'][number];

/** Most accounts in one sheet. */
const MOST_ROWS = 2000;
const REQUIRED = ['unit', 'name', 'login', 'role'] as const;

/** How people head these columns, without diacritics; `ma don vi` and `ten don vi` both find the unit. */
const HEADINGS: Readonly<Record<ColumnName, readonly string[]>> = {
  unit: ['don vi', 'ma don vi', 'ten don vi', 'co quan', 'unit', 'unit code', 'unit name'],
  name: ['ho ten', 'ho va ten', 'ten', 'name', 'full name'],
  login: ['dang nhap', 'ten dang nhap', 'tai khoan', 'login', 'user', 'username'],
  email: ['email', 'e-mail', 'thu dien tu'],
  role: ['vai tro', 'role', 'quyen'],
};

const ROLE_NAMES: Readonly<Record<Role, readonly string[]>> = {
  administrator: ['administrator', 'quan tri', 'quan tri vien'],
  officer: ['officer', 'can bo', 'chuyen vien', 'nguoi nhap'],
  approver: ['approver', 'phe duyet', 'nguoi phe duyet', 'lanh dao'],
  viewer: ['viewer', 'chi xem', 'nguoi xem'],
  auditor: ['auditor', 'kiem tra', 'kiem toan', 'thanh tra'],
};

/** What a sheet holds, before it is compared with the register. */
export interface ReadSheet {
  readonly rows: readonly Omit<SheetRow, 'faults'>[];
  /** Faults of the sheet as a whole. */
  readonly faults: readonly Fault[];
}

/** A role by its name in either language; undefined where nobody calls one so. */
export function roleOf(text: string): Role | undefined {
  const wanted = searchText(text);
  return ROLES.find((role) => ROLE_NAMES[role].includes(wanted));
}

function recordsOf(text: string): { record: string[]; line: number }[] | undefined {
  const [first = ''] = text.split('\n', 1);
  const delimiter = ['\t', ';', ','].find((each) => first.includes(each)) ?? ',';
  try {
    const options = { bom: true, delimiter, relaxColumnCount: true, skipEmptyLines: true, trim: true, info: true, maxRecordSize: 10_000 };
    const parsed: unknown = parse(text, options);
    return (parsed as { record: string[]; info: { lines: number } }[]).map(({ record, info }) => ({ record, line: info.lines })); // form under `info`
  } catch {
    return undefined;
  }
}

/** Reads comma-, semicolon- or tab-separated text; the first line names the columns in either language, in any order. */
export function readSheet(text: string): ReadSheet {
  const records = recordsOf(text);
  const [head, ...body] = records ?? [];
  if (head === undefined) return { rows: [], faults: [{ column: 'sheet', reason: 'not-a-table' }] };
  const headings = head.record.map((each) => searchText(each));
  const places = COLUMNS.map((column) => ({ column, index: headings.findIndex((each) => HEADINGS[column].includes(each)) }));
  const missing = REQUIRED.filter((column) => places.every((place) => place.column !== column || place.index < 0));
  if (missing.length > 0) return { rows: [], faults: missing.map((column) => ({ column, reason: 'columns-missing' as const })) };
  if (body.length > MOST_ROWS) return { rows: [], faults: [{ column: 'sheet', reason: 'too-many-rows' }] };
  const cell = (record: readonly string[], column: ColumnName): string => {
    const index = places.find((place) => place.column === column)?.index ?? -1;
    return (index < 0 ? '' : (record[index] ?? '')).normalize('NFC').slice(0, 300);
  };
  const rows = body.map(({ record, line }) => {
    const email = cell(record, 'email');
    const login = cell(record, 'login');
    return {
      line,
      unit: cell(record, 'unit'),
      name: cell(record, 'name'),
      login: login === '' ? email : login,
      email: email === '' && login.includes('@') ? login : email,
      role: cell(record, 'role'),
    };
  });
  return { rows, faults: [] };
}
