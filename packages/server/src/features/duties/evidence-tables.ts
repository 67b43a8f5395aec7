import type { DutyDeadline, DutyItem } from '@ancam/contract';
import { YES_NO, choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

const KINDS = choicesOf({
  acquisition: ['mua sắm, lắp đặt', 'acquisition'],
  incident: ['sự cố', 'incident'],
  'important-work': ['công trình, dự án quan trọng', 'important work'],
  advisory: ['điểm yếu của sản phẩm', 'weakness of a product'],
  request: ['yêu cầu hỗ trợ', 'request for help'],
  'insecure-camera': ['camera không an toàn', 'insecure camera'],
  'unclear-system': ['hệ thống chưa rõ thẩm quyền', 'system of unclear authority'],
  change: ['thay đổi của hệ thống', 'change of a system'],
  'go-live': ['đưa vào vận hành', 'going live'],
  delegation: ['ủy quyền', 'delegation'],
});

export const ITEM_TABLE: ListTable<DutyItem> = {
  name: 'duty-items',
  title: { vi: 'Đối tượng của nghĩa vụ', en: 'Objects of duties' },
  columns: [
    column('kind', 'enum', 'Loại', 'Kind', { choices: KINDS, width: 28 }),
    column('title', 'text', 'Tên', 'Title', { width: 50 }),
    column('unitName', 'text', 'Đơn vị', 'Unit', { width: 36 }),
    column('on', 'date', 'Từ ngày', 'From'),
    column('until', 'date', 'Đến ngày', 'Until'),
    column('answersText', 'text', 'Thông tin', 'Answers', { width: 30 }),
    column('withdrawnReason', 'text', 'Lý do rút', 'Why taken back', { width: 30 }),
    column('note', 'text', 'Ghi chú', 'Note', { width: 40 }),
  ],
  cells: ({ unit, answers }) => ({
    unitName: unit.name,
    answersText: Object.entries(answers)
      .map(([id, answer]) => `${id}=${String(answer)}`)
      .join('; '),
  }),
};

export const DEADLINE_TABLE: ListTable<DutyDeadline> = {
  name: 'duty-deadlines',
  title: { vi: 'Thời hạn do cấp trên đặt', en: 'Days set by superiors' },
  columns: [
    column('duty', 'id', 'Nghĩa vụ', 'Duty'),
    column('milestone', 'text', 'Mốc', 'Milestone'),
    column('on', 'date', 'Ngày', 'Day'),
    column('strictly', 'enum', 'Phải trước ngày', 'Before the day', { choices: YES_NO }),
    column('document', 'text', 'Văn bản', 'Document', { width: 40 }),
    column('unitName', 'text', 'Đơn vị đặt', 'Set by', { width: 36 }),
    column('setBy', 'text', 'Người ghi', 'Recorded by', { width: 28 }),
    column('withdrawnOn', 'date', 'Ngày rút', 'Taken back'),
    column('withdrawnReason', 'text', 'Lý do rút', 'Why taken back', { width: 30 }),
  ],
  cells: ({ unit }) => ({ unitName: unit.name }),
};
