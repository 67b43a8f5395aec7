import { foldText } from '@ancam/core';
import type { Column, FaultText, Reading, RowValues } from '@ancam/sheets';
import type { ImportForm } from '../imports/import-form.ts';
import { KIND_CHOICES } from './model-table.ts';

function list(text: string): Reading {
  const names = text
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return { value: [...new Set(names)].join('; ') };
}

const COLUMNS: readonly Column[] = [
  {
    key: 'maker',
    title: { vi: 'Hãng', en: 'Maker' },
    aliases: ['Hãng sản xuất', 'Nhà sản xuất', 'Manufacturer', 'Vendor'],
    kind: 'text',
    required: true,
    example: 'Hikvision',
    width: 24,
    hint: {
      vi: 'Tên hoặc tên khác đã biết; hãng chưa có sẽ được thêm',
      en: 'A known name or spelling; a maker that is not there is entered',
    },
  },
  {
    key: 'country',
    title: { vi: 'Nước', en: 'Country' },
    kind: 'text',
    example: 'Việt Nam',
    hint: { vi: 'Chỉ dùng khi thêm hãng mới', en: 'For a new maker only' },
  },
  {
    key: 'name',
    title: { vi: 'Mẫu thiết bị', en: 'Model' },
    aliases: ['Mẫu', 'Kiểu máy', 'Tên mẫu'],
    kind: 'text',
    example: 'DS-2CD2143G2-I',
    width: 28,
    hint: { vi: 'Như trên nhãn; để trống nếu chỉ khai hãng', en: 'As on the label; blank to declare a maker only' },
  },
  {
    key: 'kind',
    title: { vi: 'Loại', en: 'Kind' },
    kind: 'enum',
    choices: KIND_CHOICES,
    example: 'camera',
    hint: { vi: 'Để trống: camera', en: 'Blank: camera' },
  },
  {
    key: 'aliases',
    title: { vi: 'Tên khác', en: 'Other names' },
    aliases: ['Cách viết khác', 'Aliases'],
    kind: 'text',
    maxLength: 2000,
    example: 'DS-2CD2143G2-IU; 2143G2',
    width: 40,
    hint: {
      vi: 'Của mẫu, hoặc của hãng nếu không ghi mẫu; cách nhau bằng dấu chấm phẩy',
      en: 'Of the model, or of the maker where no model is given; with semicolons between',
    },
    read: list,
  },
  {
    key: 'supportFrom',
    title: { vi: 'Hỗ trợ từ', en: 'Supported from' },
    kind: 'date',
    example: '01/01/2023',
    hint: { vi: 'Theo công bố của hãng', en: 'As the maker states' },
  },
  {
    key: 'supportUntil',
    title: { vi: 'Hỗ trợ đến', en: 'Supported until' },
    kind: 'date',
    example: '31/12/2028',
    hint: { vi: 'Theo công bố của hãng', en: 'As the maker states' },
  },
  {
    key: 'saleEndsOn',
    title: { vi: 'Ngừng bán', en: 'Sale ends on' },
    kind: 'date',
    example: '30/06/2026',
    hint: { vi: 'Theo công bố của hãng', en: 'As the maker states' },
  },
  {
    key: 'note',
    title: { vi: 'Ghi chú', en: 'Note' },
    kind: 'text',
    maxLength: 2000,
    example: 'Theo công bố hợp quy',
    width: 40,
    hint: { vi: 'Điều cần biết thêm', en: 'Whatever else matters' },
  },
];

/** What the register of models can have against a row. */
export const MODEL_FAULTS = {
  'model.authority': {
    message: { vi: 'Đơn vị bạn không giữ danh mục chung.', en: 'Your unit does not keep the shared reference data.' },
    remedy: {
      vi: 'Nhờ đơn vị vận hành hệ thống hoặc cơ quan có thẩm quyền.',
      en: 'Ask the unit that runs this installation, or an authority.',
    },
  },
  'model.name': {
    message: { vi: '{value} không có chữ cái hay chữ số.', en: '{value} has no letter and no digit.' },
    remedy: { vi: 'Ghi tên như trên nhãn.', en: 'Write the name as on the label.' },
  },
  'model.alias': {
    message: { vi: 'Tên {value} đã dùng cho mẫu hoặc hãng khác.', en: '{value} means another model or maker already.' },
    remedy: { vi: 'Bỏ tên này khỏi ô, hoặc gỡ ở mục kia trước.', en: 'Leave it out, or take it back there first.' },
  },
  'model.period': {
    message: { vi: 'Ngày hết hỗ trợ trước ngày bắt đầu.', en: 'Support ends before it begins.' },
    remedy: { vi: 'Sửa một trong hai ngày.', en: 'Correct one of the two days.' },
  },
} as const satisfies Record<string, FaultText>;

function keysOf(values: RowValues): { column: string; key: string }[] {
  const [maker, name] = [values['maker'], values['name']].map((value) => foldText(String(value ?? '')));
  return [{ column: name === '' ? 'maker' : 'name', key: `${maker} / ${name}` }];
}

/** The form of a table of makers and models. */
export const MODEL_FORM: ImportForm = { id: 'models', columns: COLUMNS, keysOf };
