import { foldText, UNIT_ROLES } from '@ancam/core';
import { cellName } from '@ancam/sheets';
import type { Column, FaultText, Mapping, ReadRow, Reading, RowValues } from '@ancam/sheets';
import type { ImportForm } from '../imports/import-form.ts';
import { KIND_CHOICES, LINE_CHOICES, ROLE_CHOICES } from './unit-table.ts';

/** Roles as a cell lists them; kept as their ids, in the order of the contract. */
function readRoles(text: string): Reading {
  const ids = text.split(/[;,]/).flatMap((part) => {
    const wanted = foldText(part.trim());
    return wanted === ''
      ? []
      : [ROLE_CHOICES.find(({ value, title }) => [value, title.vi, title.en].some((name) => foldText(name) === wanted))?.value];
  });
  const at = ids.indexOf(undefined);
  if (at >= 0)
    return { fault: 'unit.role', values: { value: text.slice(0, 60), options: ROLE_CHOICES.map(({ title }) => title.vi).join(', ') } };
  return { value: UNIT_ROLES.filter((role) => ids.includes(role)).join(';') };
}

const COLUMNS: readonly Column[] = [
  {
    key: 'name',
    title: { vi: 'Tên đơn vị', en: 'Name of unit' },
    aliases: ['Tên', 'Đơn vị', 'Name', 'Unit'],
    kind: 'text',
    required: true,
    example: 'UBND phường Thử',
    width: 40,
    hint: { vi: 'Tên đầy đủ; không trùng trong cùng đơn vị cấp trên', en: 'The full name; none twice below one superior' },
  },
  {
    key: 'code',
    title: { vi: 'Mã đơn vị', en: 'Unit code' },
    aliases: ['Mã', 'Mã định danh', 'Code'],
    kind: 'id',
    maxLength: 40,
    example: 'H26.11',
    hint: {
      vi: 'Mã định danh, nếu có; đơn vị được nhận ra theo mã này',
      en: 'Identifying code, where there is one; the unit is known by it',
    },
    read: (text) => (/^[0-9A-Za-z._-]{1,40}$/u.test(text) ? { value: text } : { fault: 'unit.code', values: { value: text } }),
  },
  {
    key: 'kind',
    title: { vi: 'Loại đơn vị', en: 'Kind' },
    aliases: ['Loại', 'Cấp'],
    kind: 'enum',
    choices: KIND_CHOICES,
    required: true,
    example: 'Xã, phường, đặc khu',
    width: 28,
    hint: { vi: 'Một trong danh sách', en: 'One of the list' },
  },
  {
    key: 'parent',
    title: { vi: 'Đơn vị cấp trên', en: 'Superior unit' },
    aliases: ['Cấp trên', 'Mã đơn vị cấp trên', 'Trực thuộc', 'Thuộc đơn vị', 'Parent'],
    kind: 'text',
    example: 'UBND tỉnh Thử',
    width: 40,
    hint: {
      vi: 'Mã hoặc tên, đã có trong sổ hoặc ở dòng bất kỳ của tệp; để trống nếu là đơn vị đứng đầu',
      en: 'Code or name, of the register or of any row of the file; blank for a top body',
    },
  },
  {
    key: 'line',
    title: { vi: 'Khối', en: 'Line' },
    kind: 'enum',
    choices: LINE_CHOICES,
    example: 'Chính quyền địa phương',
    width: 26,
    hint: { vi: 'Để trống: chính quyền địa phương', en: 'Blank: local government' },
  },
  {
    key: 'roles',
    title: { vi: 'Vai trò của đơn vị', en: 'Roles of the unit' },
    aliases: ['Vai trò', 'Roles'],
    kind: 'text',
    maxLength: 400,
    example: 'Chủ quản; Đơn vị vận hành',
    width: 40,
    hint: { vi: 'Cách nhau bằng dấu chấm phẩy', en: 'With semicolons between' },
    read: readRoles,
  },
  {
    key: 'placeCode',
    title: { vi: 'Mã địa bàn', en: 'Code of territory' },
    aliases: ['Địa bàn', 'Mã xã', 'Mã tỉnh', 'Territory'],
    kind: 'id',
    maxLength: 5,
    example: '21172',
    hint: {
      vi: 'Mã đơn vị hành chính: 2 chữ số (tỉnh) hoặc 5 chữ số (xã)',
      en: 'Code of the administrative unit: 2 digits (province) or 5 (commune)',
    },
    read: (text) => (/^\d{2,5}$/u.test(text) ? { value: text } : { fault: 'unit.place-unknown', values: { value: text } }),
  },
  {
    key: 'openedOn',
    title: { vi: 'Ngày thành lập', en: 'Opened on' },
    aliases: ['Thành lập', 'Từ ngày'],
    kind: 'date',
    example: '01/07/2025',
    hint: { vi: 'Ngày đầu tiên hoạt động; để trống là ngày nhập', en: 'The first day on which it stands; blank for the day of the import' },
  },
  {
    key: 'id',
    title: { vi: 'Mã nội bộ', en: 'Internal id' },
    kind: 'id',
    maxLength: 36,
    example: '',
    width: 38,
    hint: { vi: 'Để trống khi nhập mới; có trong tệp xuất ra', en: 'Blank for a new unit; exports fill it in' },
  },
];

/** What the directory can have against a row. */
export const UNIT_FAULTS = {
  'unit.code': {
    message: { vi: '{value} không phải mã đơn vị.', en: '{value} is no unit code.' },
    remedy: {
      vi: 'Chỉ dùng chữ không dấu, chữ số, dấu chấm, gạch ngang.',
      en: 'Use letters without marks, digits, dots and hyphens only.',
    },
  },
  'unit.role': {
    message: { vi: 'Không có vai trò như ô này ghi: {value}.', en: 'The cell names a role that there is none of: {value}.' },
    remedy: { vi: 'Chọn trong: {options}.', en: 'Choose among: {options}.' },
  },
  'unit.unknown-id': {
    message: { vi: 'Không có đơn vị mã nội bộ {value} do bạn quản lý.', en: 'You administer no unit with the internal id {value}.' },
    remedy: { vi: 'Để trống cột Mã nội bộ để nhập mới.', en: 'Leave the internal id blank to register a new unit.' },
  },
  'unit.parent-unknown': {
    message: { vi: 'Không tìm thấy đơn vị cấp trên {value}.', en: 'There is no superior unit {value}.' },
    remedy: {
      vi: 'Sửa tên hoặc mã; nếu cấp trên ở dòng khác của tệp, sửa lỗi dòng đó trước.',
      en: 'Correct the name or code; where it stands in another row, mend that row first.',
    },
  },
  'unit.ambiguous': {
    message: { vi: 'Có {count} đơn vị tên {value}.', en: '{count} units are called {value}.' },
    remedy: { vi: 'Ghi mã đơn vị.', en: 'Write the code of the unit.' },
  },
  'unit.parent-missing': {
    message: { vi: 'Thiếu đơn vị cấp trên.', en: 'The superior unit is missing.' },
    remedy: {
      vi: 'Điền đơn vị cấp trên; chỉ quản trị hệ thống lập được đơn vị đứng đầu.',
      en: 'Fill it in; only administrators of the installation register top bodies.',
    },
  },
  'unit.kind-not-top': {
    message: { vi: 'Đơn vị loại này phải có cấp trên.', en: 'A unit of this kind needs a superior.' },
    remedy: { vi: 'Điền đơn vị cấp trên.', en: 'Fill in the superior unit.' },
  },
  'unit.cycle': {
    message: { vi: 'Các dòng nhận nhau làm cấp trên thành vòng: {value}.', en: 'Rows are superiors of each other in a circle: {value}.' },
    remedy: { vi: 'Sửa cột Đơn vị cấp trên ở một trong các dòng này.', en: 'Correct the superior in one of these rows.' },
  },
  'unit.place-unknown': {
    message: { vi: 'Không có địa bàn mã {value} vào ngày đó.', en: 'No place has the code {value} on that day.' },
    remedy: { vi: 'Tra mã ở trang Địa bàn.', en: 'Look the code up on the page of places.' },
  },
  'unit.opened-early': {
    message: { vi: 'Ngày thành lập trước ngày của đơn vị cấp trên.', en: 'The unit opens before its superior.' },
    remedy: { vi: 'Ghi ngày muộn hơn.', en: 'Give a later day.' },
  },
  'unit.contradiction': {
    message: { vi: 'Trong sổ, đơn vị tên này có mã {value}.', en: 'In the register the unit of this name has the code {value}.' },
    remedy: { vi: 'Sửa mã, hoặc sửa tên nếu là đơn vị khác.', en: 'Correct the code, or the name where another unit is meant.' },
  },
  'unit.reorganise': {
    message: { vi: '{title} khác với sổ: {value}.', en: '{title} differs from the register: {value}.' },
    remedy: {
      vi: 'Ghi như trong sổ; thay đổi này cần một đợt tổ chức lại.',
      en: 'Write what the register has; such a change takes a reorganisation.',
    },
  },
} as const satisfies Record<string, FaultText>;

function textOf(values: RowValues, key: string): string {
  return foldText(String(values[key] ?? ''));
}

function keysOf(values: RowValues): { column: string; key: string }[] {
  const [id, code, name] = [textOf(values, 'id'), textOf(values, 'code'), textOf(values, 'name')];
  return [
    ...(id === '' ? [] : [{ column: 'id', key: `id ${id}` }]),
    ...(code === '' ? [] : [{ column: 'code', key: `code ${code}` }]),
    ...(name === '' ? [] : [{ column: 'name', key: `name ${textOf(values, 'parent')} / ${name}` }]),
  ];
}

/** The place of each row's superior among the rows, by code, else by name; undefined where it stands in none. */
function superiorsOf(rows: readonly ReadRow[]): (number | undefined)[] {
  const byCode = new Map<string, number>();
  const byName = new Map<string, number>();
  for (const [at, { values }] of rows.entries()) {
    const [code, name] = [textOf(values, 'code'), textOf(values, 'name')];
    if (code !== '' && !byCode.has(code)) byCode.set(code, at);
    if (name !== '' && !byName.has(name)) byName.set(name, at);
  }
  return rows.map(({ values }) => {
    const parent = textOf(values, 'parent');
    return parent === '' ? undefined : (byCode.get(parent) ?? byName.get(parent));
  });
}

/** How many rows stand above each, and which go round in circles. Each row is walked over once. */
function walkUp(above: readonly (number | undefined)[]): { readonly depths: readonly number[]; readonly circles: readonly number[][] } {
  const depths: number[] = [];
  const circles: number[][] = [];
  for (const start of above.keys()) {
    const way = new Set<number>();
    let at: number | undefined = start;
    while (at !== undefined && depths[at] === undefined && !way.has(at)) {
      way.add(at);
      at = above[at];
    }
    const steps = [...way];
    const isCircle = at !== undefined && way.has(at);
    if (at !== undefined && isCircle) circles.push(steps.slice(steps.indexOf(at)));
    const base = at === undefined || isCircle ? 0 : (depths[at] ?? 0) + 1;
    for (const [height, each] of steps.toReversed().entries()) depths[each] = base + height;
  }
  return { depths, circles };
}

/**
 * Superiors before those below them, whatever the order of the file: the depth of a row is that of its superior's row and one. Rows that
 * go round in a circle get a fault that names them.
 */
function arrange(rows: readonly ReadRow[], mapping: Mapping): ReadRow[] {
  const { depths, circles } = walkUp(superiorsOf(rows));
  const named = new Map(
    circles.flatMap((circle) => {
      const names = [...circle, circle[0] ?? 0].map((at) => String(rows[at]?.values['name'] ?? '')).join(' → ');
      return circle.map((at) => [at, names.slice(0, 300)] as const);
    }),
  );
  const marked = rows.map((row, at) => ({ depth: depths[at] ?? 0, row: withCircle(row, named.get(at), mapping) }));
  return marked.sort((a, b) => a.depth - b.depth || a.row.row - b.row.row).map(({ row }) => row);
}

function withCircle(row: ReadRow, names: string | undefined, mapping: Mapping): ReadRow {
  if (names === undefined) return row;
  const column = mapping.columns['parent'];
  const cell = column === undefined ? {} : { cell: cellName(row.row, column) };
  return { ...row, faults: [...row.faults, { row: row.row, ...cell, column: 'parent', code: 'unit.cycle', values: { value: names } }] };
}

/** The form of a table of units. */
export const UNIT_FORM: ImportForm = { id: 'units', columns: COLUMNS, keysOf, arrange };
