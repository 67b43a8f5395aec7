import type { ReportRow } from '@ancam/contract';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

export const KIND_CHOICES = choicesOf({
  yearly: ['báo cáo hằng năm (Mẫu số 08)', 'yearly report (form 08)'],
  directive: ['kết quả Chỉ thị 23', 'results of Directive 23'],
  cameras: ['phụ lục camera', 'camera annex'],
  'consolidated-yearly': ['tổng hợp báo cáo hằng năm', 'consolidated yearly report'],
  'consolidated-directive': ['tổng hợp kết quả Chỉ thị 23', 'consolidated results of Directive 23'],
});
const STATE_CHOICES = choicesOf({
  draft: ['đang lập', 'draft'],
  checked: ['đã kiểm tra', 'checked'],
  frozen: ['đã chốt số liệu', 'frozen'],
  submitted: ['đã gửi', 'submitted'],
  accepted: ['cấp trên đã tiếp nhận', 'accepted'],
  returned: ['bị trả lại', 'returned'],
  replaced: ['đã thay bằng báo cáo mới', 'replaced'],
});
export const MODE_CHOICES = choicesOf({
  restated: ['theo đơn vị phụ trách hôm nay', 'by who answers today'],
  'as-recorded': ['theo đơn vị đã ghi nhận', 'as recorded'],
  'as-of': ['theo ngày', 'as of the day'],
});

/** The list of reports as a file. */
export const REPORT_TABLE: ListTable<ReportRow> = {
  name: 'reports',
  title: { vi: 'Báo cáo', en: 'Reports' },
  columns: [
    column('kind', 'enum', 'Loại', 'Kind', { choices: KIND_CHOICES, width: 34 }),
    column('unit', 'text', 'Đơn vị', 'Unit', { width: 36 }),
    column('periodFrom', 'date', 'Kỳ từ', 'Period from'),
    column('periodTo', 'date', 'Kỳ đến', 'Period to'),
    column('asOf', 'date', 'Số liệu đến ngày', 'Figures as of'),
    column('mode', 'enum', 'Cách đọc', 'Reading', { choices: MODE_CHOICES, width: 30 }),
    column('version', 'number', 'Lần', 'Version'),
    column('state', 'enum', 'Trạng thái', 'State', { choices: STATE_CHOICES, width: 22 }),
    column('receiver', 'text', 'Nơi nhận', 'Receiver', { width: 36 }),
    column('number', 'text', 'Số, ký hiệu', 'Number'),
    column('dated', 'date', 'Ngày văn bản', 'Dated'),
    column('sentOn', 'date', 'Ngày gửi', 'Sent on'),
    column('hash', 'text', 'Mã băm số liệu', 'Data hash', { width: 66 }),
    column('createdBy', 'text', 'Người lập', 'Made by'),
    column('createdAt', 'moment', 'Lúc lập', 'Made at'),
  ],
  cells: ({ subject, receiver }) => ({ unit: subject.name, receiver: receiver.name }),
};
