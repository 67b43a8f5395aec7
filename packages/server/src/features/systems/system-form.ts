import { INFORMATION_KINDS } from '@ancam/contract';
import { foldText } from '@ancam/core';
import type { Column, FaultText, Reading, RowValues } from '@ancam/sheets';
import { YES_NO, choicesOf } from '../../table-columns.ts';
import type { ImportForm } from '../imports/import-form.ts';
import { REACH_CHOICES, STORAGE_CHOICES } from './system-columns.ts';

const INFORMATION = choicesOf({
  public: ['Thông tin công cộng', 'Public information'],
  private: ['Thông tin riêng', 'Private information'],
  personal: ['Thông tin cá nhân', 'Personal information'],
  'state-secret': ['Bí mật nhà nước', 'State secrets'],
});

function readInformation(text: string): Reading {
  const ids = new Set(
    text.split(/[;,]/).flatMap((part) => {
      const wanted = foldText(part.trim());
      if (wanted === '') return [];
      return [INFORMATION.find(({ value, title }) => [value, title.vi, title.en].some((name) => foldText(name) === wanted))?.value];
    }),
  );
  if (ids.has(undefined)) {
    return {
      fault: 'system.information',
      values: { value: text.slice(0, 60), options: INFORMATION.map(({ title }) => title.vi).join(', ') },
    };
  }
  return { value: INFORMATION_KINDS.filter((kind) => ids.has(kind)).join(';') };
}

type Words = readonly [vi: string, en: string];

function column(key: string, [vi, en]: Words, example: string, [hintVi, hintEn]: Words, more: Partial<Column> = {}): Column {
  return { key, kind: 'text', title: { vi, en }, example, hint: { vi: hintVi, en: hintEn }, maxLength: 300, width: 28, ...more };
}

const COLUMNS: readonly Column[] = [
  column('name', ['Tên hệ thống', 'System'], 'Hệ thống camera giám sát UBND phường', ['Tên đầy đủ', 'The full name'], {
    required: true,
    aliases: ['Tên', 'Name', 'Hệ thống'],
    width: 36,
  }),
  column(
    'code',
    ['Mã', 'Code'],
    'HT-01',
    ['Hệ thống được nhận ra theo mã, nếu không có thì theo tên', 'The system is known by it, else by its name'],
    {
      kind: 'id',
      maxLength: 100,
      aliases: ['Mã hệ thống'],
    },
  ),
  column('purpose', ['Mục đích', 'Purpose'], 'Giám sát an ninh trụ sở', ['Dùng để làm gì', 'What it is for'], {
    required: true,
    lines: true,
    maxLength: 4000,
  }),
  column('scope', ['Phạm vi', 'Scope'], 'Trụ sở và hai điểm trường', ['Bao gồm những gì, ở đâu', 'What it takes in, and where'], {
    required: true,
    lines: true,
    maxLength: 4000,
  }),
  column('reach', ['Phạm vi phục vụ', 'Serves'], 'một cơ quan', ['Một trong danh sách', 'One of the list'], {
    kind: 'enum',
    required: true,
    choices: REACH_CHOICES,
    aliases: ['Phục vụ'],
  }),
  column(
    'dedicated',
    ['Chuyên giám sát', 'Dedicated surveillance'],
    'có',
    ['"có" nếu camera là phần chính', '"yes" where cameras are its main part'],
    {
      kind: 'enum',
      required: true,
      choices: YES_NO,
    },
  ),
  column('serviceType', ['Loại hệ thống', 'Kind of system'], 'Phục vụ hoạt động nội bộ', ['Một trong danh sách', 'One of the list'], {
    kind: 'enum',
    required: true,
    choices: choicesOf({
      internal: ['Phục vụ hoạt động nội bộ', 'Internal work'],
      'public-service': ['Phục vụ người dân, doanh nghiệp', 'Serves people and businesses'],
      infrastructure: ['Cơ sở hạ tầng thông tin', 'Information infrastructure'],
      control: ['Điều khiển công nghiệp', 'Industrial control'],
      other: ['Khác', 'Other'],
    }),
  }),
  column(
    'informationKinds',
    ['Loại thông tin', 'Information'],
    'Thông tin riêng; Thông tin cá nhân',
    ['Cách nhau bằng dấu chấm phẩy', 'With semicolons between'],
    {
      required: true,
      read: readInformation,
    },
  ),
  column(
    'secretPaper',
    ['Số văn bản về bí mật nhà nước', "Number of the state secret's paper"],
    '',
    ['Chỉ khi có bí mật nhà nước; không ghi nội dung', 'Only with state secrets; never what it says'],
    {
      maxLength: 100,
    },
  ),
  column('operatorName', ['Đơn vị vận hành thuê ngoài', 'Contracted operator'], '', [
    'Để trống nếu chủ quản tự vận hành',
    'Blank where the owner runs it',
  ]),
  column('operatorContract', ['Hợp đồng vận hành', 'Contract of operation'], '', ['Số hợp đồng', 'Number of the contract']),
  column('mandate', ['Văn bản giao nhiệm vụ', 'Mandate'], '12/QĐ-UBND', ['Số, ký hiệu văn bản', 'Number of the document']),
  column('usersEstimate', ['Số người dùng ước tính', 'Estimated users'], '20', ['Chữ số', 'A number'], {
    kind: 'number',
    whole: true,
    min: 0,
    max: 100_000_000,
  }),
  column('storage', ['Nơi lưu dữ liệu', 'Storage'], 'tại Việt Nam', ['Dữ liệu hình được lưu ở đâu', 'Where the recordings are kept'], {
    kind: 'enum',
    choices: STORAGE_CHOICES,
  }),
  column('storageHolder', ['Nơi giữ dữ liệu', 'Who keeps the recordings'], 'UBND phường', ['Ai giữ', 'Who keeps them']),
  column('storageDays', ['Số ngày lưu', 'Days kept'], '30', ['Chữ số', 'A number'], { kind: 'number', whole: true, min: 0, max: 36_500 }),
  column('note', ['Ghi chú', 'Note'], '', ['Điều cần biết thêm', 'Whatever else matters'], { lines: true, maxLength: 2000, width: 40 }),
];

/** What the register of systems can have against a row. */
export const SYSTEM_FAULTS = {
  'system.information': {
    message: {
      vi: 'Không có loại thông tin như ô này ghi: {value}.',
      en: 'The cell names a kind of information that there is none of: {value}.',
    },
    remedy: { vi: 'Chọn trong: {options}.', en: 'Choose among: {options}.' },
  },
  'system.secret': {
    message: {
      vi: 'Bí mật nhà nước phải đi cùng số văn bản giấy, và chỉ khi đó.',
      en: 'State secrets go with the number of a paper, and only then.',
    },
    remedy: { vi: 'Điền hoặc xóa số văn bản; không ghi nội dung.', en: 'Fill in or clear the number; never what it says.' },
  },
  'system.ambiguous': {
    message: { vi: 'Có {count} hệ thống tên {value}.', en: '{count} systems are called {value}.' },
    remedy: { vi: 'Ghi mã hệ thống.', en: 'Write the code of the system.' },
  },
  'system.retired': {
    message: { vi: 'Hệ thống này đã dừng.', en: 'This system is retired.' },
    remedy: { vi: 'Lập lại hệ thống trước, hoặc xóa dòng này.', en: 'Reopen it first, or remove the row.' },
  },
  'system.invalid': {
    message: { vi: 'Dòng này không hợp lệ ({cause}).', en: 'The row is not valid ({cause}).' },
    remedy: { vi: 'Sửa theo gợi ý của cột trong tệp mẫu.', en: 'Correct it as the template says.' },
  },
} as const satisfies Record<string, FaultText>;

function keysOf(values: RowValues): { column: string; key: string }[] {
  const [code, name] = [values['code'], values['name']].map((value) => foldText(String(value ?? '')));
  return code === '' ? [{ column: 'name', key: `name ${name}` }] : [{ column: 'code', key: `code ${code}` }];
}

/** The form of a table of information systems. */
export const SYSTEM_FORM: ImportForm = { id: 'systems', columns: COLUMNS, keysOf };
