import type { Field, FieldKind, RegisterDefinition } from '@ancam/contract';
import type { Text } from '@ancam/core';
import type { Column, RowValues } from '@ancam/sheets';
import type { ImportForm } from '../imports/import-form.ts';

export const YES_NO = [
  { value: 'true', title: { vi: 'có', en: 'yes' } },
  { value: 'false', title: { vi: 'không', en: 'no' } },
];

/** What a cell of a kind looks like, and what belongs into it where the field does not say. */
const GUIDE: Readonly<Record<FieldKind, { readonly example: string; readonly hint: Text }>> = {
  text: { example: '15/QĐ-UBND', hint: { vi: 'Một dòng chữ', en: 'One line of text' } },
  longtext: { example: 'Theo biên bản kèm theo', hint: { vi: 'Có thể nhiều dòng', en: 'May have several lines' } },
  person: { example: 'Nguyễn Văn An, Trưởng phòng', hint: { vi: 'Họ tên và chức vụ', en: 'Name and position' } },
  number: { example: '12', hint: { vi: 'Chữ số', en: 'A number' } },
  money: { example: '150000000', hint: { vi: 'Đồng, chữ số nguyên', en: 'Whole dong' } },
  date: { example: '05/03/2026', hint: { vi: 'Ngày/tháng/năm', en: 'Day/month/year' } },
  flag: { example: 'có', hint: { vi: '"có" hoặc "không"', en: '"yes" or "no"' } },
  choice: { example: '', hint: { vi: 'Một trong danh sách', en: 'One of the list' } },
  unit: { example: 'UBND phường Thử', hint: { vi: 'Mã hoặc tên đơn vị', en: 'Code or name of the unit' } },
  record: { example: '15/QĐ-UBND', hint: { vi: 'Số, ký hiệu hoặc tên của hồ sơ', en: 'Number or title of the record' } },
  file: { example: '', hint: { vi: '', en: '' } },
};

const ONE_LINE = 200;
const SEVERAL_LINES = 5000;
/** A number and title of another record. */
const REFERENCE = 600;

/** How a kind of field is read from a cell; limits come from the field. */
const READERS: Readonly<Record<FieldKind, (field: Field) => Pick<Column, 'kind'> & Partial<Column>>> = {
  text: ({ max = ONE_LINE }) => ({ kind: 'text', maxLength: max, width: 24 }),
  person: ({ max = ONE_LINE }) => ({ kind: 'text', maxLength: max, width: 24 }),
  longtext: ({ max = SEVERAL_LINES }) => ({ kind: 'text', lines: true, maxLength: max, width: 50 }),
  number: ({ max }) => ({ kind: 'number', min: 0, ...(max === undefined ? {} : { max }) }),
  money: ({ max }) => ({ kind: 'number', whole: true, min: 0, ...(max === undefined ? {} : { max }) }),
  date: () => ({ kind: 'date' }),
  flag: () => ({ kind: 'enum', choices: YES_NO }),
  choice: ({ choices = [] }) => ({
    kind: 'enum',
    choices: choices.map(({ id, title }) => ({ value: id, title })),
    example: choices[0]?.title.vi ?? '',
  }),
  unit: () => ({ kind: 'text', maxLength: REFERENCE, width: 30 }),
  record: () => ({ kind: 'text', maxLength: REFERENCE, width: 30 }),
  file: () => ({ kind: 'text' }),
};

function columnOf(field: Field, register: RegisterDefinition): Column {
  const { id: key, title, hint } = field;
  const guide = GUIDE[field.kind];
  // In a state secret the words stand on paper: which fields it needs only the whole row tells.
  const required = field.required === true && register.secrets !== true ? { required: true } : {};
  return { key, title, hint: hint ?? guide.hint, example: guide.example, ...required, ...READERS[field.kind](field) };
}

const SECRET: readonly Column[] = [
  {
    key: 'secret',
    title: { vi: 'Bí mật nhà nước', en: 'State secret' },
    kind: 'enum',
    choices: YES_NO,
    example: 'không',
    hint: {
      vi: 'Nếu có: chỉ ghi số, ký hiệu văn bản giấy, để trống mọi ô chữ',
      en: 'If yes: give the number of the paper only, leave every text blank',
    },
  },
  {
    key: 'paperReference',
    title: { vi: 'Số, ký hiệu văn bản giấy', en: 'Number of the paper' },
    kind: 'text',
    maxLength: 60,
    example: '07/BM',
    hint: { vi: 'Chỉ với bí mật nhà nước', en: 'Only for a state secret' },
  },
];

/** Names the record that a row means; exports fill it in. */
const ID: Column = {
  key: '_id',
  title: { vi: 'Mã', en: 'Id' },
  aliases: ['Mã nội bộ', 'Internal id'],
  kind: 'id',
  maxLength: 36,
  example: '',
  width: 38,
  hint: { vi: 'Để trống khi nhập mới; có trong tệp xuất ra', en: 'Blank for a new record; exports fill it in' },
};

/** What tells rows without an id apart: all that they say. */
function keysOf(values: RowValues): { column: string; key: string }[] {
  const id = values[ID.key] ?? null;
  if (id !== null) return [{ column: ID.key, key: String(id) }];
  const [first] = Object.entries(values).find(([, value]) => value !== null) ?? [];
  return first === undefined ? [] : [{ column: first, key: JSON.stringify(values) }];
}

/** The form of a table of a register's records, from its definition. Its columns bear the titles of the export. */
export function recordForm(register: RegisterDefinition): ImportForm {
  const fields = register.fields.filter(({ kind }) => kind !== 'file').map((field) => columnOf(field, register));
  return { id: `register-${register.id}`, columns: [...fields, ...(register.secrets === true ? SECRET : []), ID], keysOf };
}
