import type { Warning } from '@ancam/contract';
import type { OutColumn } from '@ancam/sheets';
import type { ListTable } from '../../table-columns.ts';

const WARNING_COLUMNS: readonly OutColumn[] = [
  { key: 'issuer', title: { vi: 'Cơ quan cảnh báo', en: 'Issuer' }, kind: 'text' },
  { key: 'document', title: { vi: 'Văn bản', en: 'Document' }, kind: 'id' },
  { key: 'documentDate', title: { vi: 'Ngày văn bản', en: 'Date of document' }, kind: 'date' },
  { key: 'title', title: { vi: 'Nội dung', en: 'Title' }, kind: 'text', width: 40 },
  { key: 'maker', title: { vi: 'Hãng', en: 'Maker' }, kind: 'text' },
  { key: 'models', title: { vi: 'Mẫu thiết bị', en: 'Models' }, kind: 'text', width: 40 },
  { key: 'revision', title: { vi: 'Phiên bản phần cứng', en: 'Hardware revision' }, kind: 'text' },
  { key: 'firmwareFrom', title: { vi: 'Firmware từ', en: 'Firmware from' }, kind: 'id' },
  { key: 'firmwareTo', title: { vi: 'Firmware đến', en: 'Firmware to' }, kind: 'id' },
  {
    key: 'firmwareToIncluded',
    title: { vi: 'Kể cả phiên bản cuối', en: 'Last version included' },
    kind: 'enum',
    choices: [
      { value: 'yes', title: { vi: 'có', en: 'yes' } },
      { value: 'no', title: { vi: 'không', en: 'no' } },
    ],
  },
  { key: 'effect', title: { vi: 'Ảnh hưởng', en: 'Effect' }, kind: 'text', width: 40 },
  { key: 'remedy', title: { vi: 'Cách khắc phục', en: 'Remedy' }, kind: 'text', width: 40 },
  { key: 'validFrom', title: { vi: 'Có hiệu lực từ', en: 'In force from' }, kind: 'date' },
  {
    key: 'state',
    title: { vi: 'Trạng thái', en: 'State' },
    kind: 'enum',
    choices: [
      { value: 'proposed', title: { vi: 'chờ công bố', en: 'waiting to be published' } },
      { value: 'published', title: { vi: 'đã công bố', en: 'published' } },
      { value: 'refused', title: { vi: 'không công bố', en: 'refused' } },
      { value: 'withdrawn', title: { vi: 'đã rút', en: 'withdrawn' } },
    ],
  },
  { key: 'withdrawnOn', title: { vi: 'Ngày rút', en: 'Withdrawn on' }, kind: 'date' },
];

/** The warnings as a table. */
export const WARNING_TABLE: ListTable<Warning> = {
  name: 'warnings',
  title: { vi: 'Cảnh báo', en: 'Warnings' },
  columns: WARNING_COLUMNS,
  cells: (warning) => ({
    maker: warning.makerName,
    models: [...warning.models.map(({ name }) => name), ...warning.modelPatterns].join('; '),
    firmwareToIncluded: warning.firmwareTo === '' ? null : warning.firmwareToIncluded ? 'yes' : 'no',
    state: warning.actions.state,
  }),
};
