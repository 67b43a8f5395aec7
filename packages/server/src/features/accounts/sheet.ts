import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES } from '@ancam/contract';
import type { Role, SheetRow } from '@ancam/contract';
import { toAppError } from '@ancam/core';
import { HEADER_ROWS, openTable, proposeMapping, refusalOf, rowReader } from '@ancam/sheets';
import type { Column, ReadRow, SheetRow as TableRow } from '@ancam/sheets';
import { searchText } from '../../search-text.ts';

const COLUMN_NAMES = ['unit', 'name', 'login', 'email', 'role'] as const;
type ColumnName = (typeof COLUMN_NAMES)[number];
type Fault = SheetRow['faults'][number];

/** Most accounts in one sheet. */
const MOST_ROWS = 2000;
const REQUIRED = ['unit', 'name', 'login', 'role'] as const;

function column(
  key: ColumnName,
  [vi, en]: readonly [string, string],
  aliases: readonly string[],
  example: string,
  [hintVi, hintEn]: readonly [string, string],
): Column {
  return { key, title: { vi, en }, aliases, kind: 'text', maxLength: 300, example, hint: { vi: hintVi, en: hintEn }, width: 28 };
}

/** Columns of the sheet, and how else people head them. */
export const SHEET_COLUMNS: readonly Column[] = [
  column('unit', ['Đơn vị', 'Unit'], ['Mã đơn vị', 'Tên đơn vị', 'Cơ quan', 'Unit code', 'Unit name'], 'UBND phường Thử', [
    'Tên hoặc mã đơn vị',
    'Name or code of the unit',
  ]),
  column('name', ['Họ và tên', 'Full name'], ['Họ tên', 'Tên', 'Name'], 'Nguyễn Văn An', [
    'Người sẽ dùng tài khoản',
    'Who will use the account',
  ]),
  column('login', ['Tên đăng nhập', 'Login'], ['Đăng nhập', 'Tài khoản', 'User', 'Username', 'Sign-in name'], 'an.nv', [
    'Ít nhất 3 ký tự; để trống thì lấy thư điện tử',
    'At least 3 characters; the e-mail where blank',
  ]),
  column('email', ['Thư điện tử', 'E-mail'], ['Email'], 'an.nv@thu.gov.vn', ['Không bắt buộc', 'Not required']),
  column('role', ['Vai trò', 'Role'], ['Quyền'], 'Cán bộ', [
    'Quản trị, Cán bộ, Người duyệt, Chỉ xem, hoặc Kiểm tra',
    'Administrator, Officer, Approver, Viewer or Auditor',
  ]),
];

const ROLE_NAMES: Readonly<Record<Role, readonly string[]>> = {
  administrator: ['administrator', 'quan tri', 'quan tri vien'],
  officer: ['officer', 'can bo', 'chuyen vien', 'nguoi nhap'],
  approver: ['approver', 'phe duyet', 'nguoi phe duyet', 'nguoi duyet', 'lanh dao'],
  viewer: ['viewer', 'chi xem', 'nguoi xem'],
  auditor: ['auditor', 'kiem tra', 'kiem tra, giam sat', 'kiem toan', 'thanh tra'],
};

/** What a row of a sheet says, before it is compared with the register. */
export interface ReadPerson extends Omit<SheetRow, 'faults'> {
  /** Cells that cannot be read, such as formulas. */
  readonly unreadable: readonly ColumnName[];
}

/** What a sheet holds, before it is compared with the register. */
export interface ReadSheet {
  readonly rows: readonly ReadPerson[];
  /** Faults of the sheet as a whole. */
  readonly faults: readonly Fault[];
}

/** A role by its name in either language; undefined where nobody calls one so. */
export function roleOf(text: string): Role | undefined {
  const wanted = searchText(text);
  return ROLES.find((role) => ROLE_NAMES[role].includes(wanted));
}

function personOf({ row, values, faults }: ReadRow): ReadPerson {
  const cell = (name: ColumnName): string => String(values[name] ?? '');
  const [login, email] = [cell('login'), cell('email')];
  return {
    line: row,
    unit: cell('unit'),
    name: cell('name'),
    login: login === '' ? email : login,
    email: email === '' && login.includes('@') ? login : email,
    role: cell('role'),
    unreadable: COLUMN_NAMES.filter((name) => faults.some((fault) => fault.column === name)),
  };
}

/** The rows of the first sheet, up to one more than are taken. */
async function rowsOf(path: string): Promise<{ rows: TableRow[]; format: 'xlsx' | 'csv' }> {
  const table = await openTable(path);
  try {
    const rows: TableRow[] = [];
    for await (const row of table.rows()) if (rows.push(row) > MOST_ROWS + HEADER_ROWS) break;
    return { rows, format: table.format };
  } finally {
    table.close();
  }
}

async function readFile(path: string): Promise<ReadSheet> {
  const { rows, format } = await rowsOf(path);
  const proposal = proposeMapping('', rows, SHEET_COLUMNS);
  const missing = REQUIRED.filter((name) => proposal?.mapping.columns[name] === undefined);
  if (proposal === undefined || missing.length > 0)
    return { rows: [], faults: missing.map((name) => ({ column: name, reason: 'columns-missing' })) };
  const read = rowReader(SHEET_COLUMNS, proposal.mapping, { today: '', format });
  const people = rows.flatMap((row) => read(row) ?? []).map(personOf);
  return people.length > MOST_ROWS ? { rows: [], faults: [{ column: 'sheet', reason: 'too-many-rows' }] } : { rows: people, faults: [] };
}

/** Reads XLSX or CSV, with comma, semicolon or tab between; a line among the first names the columns in either language, in any order. */
export async function readSheet(bytes: Uint8Array): Promise<ReadSheet> {
  const folder = await mkdtemp(join(tmpdir(), 'ancam-sheet-'));
  try {
    const path = join(folder, 'sheet');
    await writeFile(path, bytes, { mode: 0o600 });
    return await readFile(path);
  } catch (thrown) {
    if (refusalOf(toAppError(thrown)) === undefined) throw thrown;
    return { rows: [], faults: [{ column: 'sheet', reason: 'not-a-table' }] };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
