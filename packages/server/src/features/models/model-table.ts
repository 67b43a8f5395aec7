import type { Maker, ModelRow } from '@ancam/contract';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

export const KIND_CHOICES = choicesOf({
  camera: ['camera', 'camera'],
  recorder: ['đầu ghi', 'recorder'],
  other: ['thiết bị khác', 'other device'],
});

export const MAKER_TABLE: ListTable<Maker> = {
  name: 'makers',
  title: { vi: 'Hãng', en: 'Makers' },
  columns: [
    column('name', 'text', 'Hãng', 'Maker', { width: 28 }),
    column('key', 'id', 'Khóa', 'Key'),
    column('country', 'text', 'Nước', 'Country'),
    column('aliases', 'text', 'Tên khác', 'Other names', { width: 50 }),
    column('grammar', 'text', 'Cách đánh số phiên bản', 'Numbering of versions'),
    column('models', 'number', 'Số mẫu', 'Models'),
    column('source', 'enum', 'Nguồn', 'Source', {
      choices: choicesOf({ knowledge: ['theo phần mềm', 'came with the software'], hand: ['nhập tay', 'entered by hand'] }),
    }),
  ],
};

/** Models as a table; columns that the import has too bear the same titles. */
export const MODEL_TABLE: ListTable<ModelRow> = {
  name: 'models',
  title: { vi: 'Mẫu thiết bị', en: 'Models' },
  columns: [
    column('makerName', 'text', 'Hãng', 'Maker', { width: 24 }),
    column('name', 'text', 'Mẫu thiết bị', 'Model', { width: 28 }),
    column('kind', 'enum', 'Loại', 'Kind', { choices: KIND_CHOICES }),
    column('supportFrom', 'date', 'Hỗ trợ từ', 'Supported from'),
    column('supportUntil', 'date', 'Hỗ trợ đến', 'Supported until'),
    column('saleEndsOn', 'date', 'Ngừng bán', 'Sale ends on'),
    column('certificates', 'number', 'Giấy chứng nhận', 'Certificates'),
    column('warnings', 'number', 'Cảnh báo', 'Warnings'),
    column('key', 'id', 'Khóa', 'Key', { width: 30 }),
  ],
};
