import type { Notice } from '@ancam/contract';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';
import type { Language } from '@ancam/core';

const KINDS = choicesOf({
  step: ['chờ xử lý', 'waits for a step'],
  decided: ['đã có quyết định', 'decided'],
  'duty-due': ['sắp đến hạn', 'due soon'],
  'duty-late': ['quá hạn', 'late'],
  'units-late': ['cấp dưới quá hạn', 'units below late'],
  'check-due': ['sắp đến hạn kiểm tra', 'check due soon'],
  'check-late': ['quá hạn kiểm tra', 'check late'],
  urged: ['đôn đốc', 'urged'],
  'scan-changed': ['thay đổi khi quét theo lịch', 'changes in a scheduled scan'],
  'scan-unrun': ['quét theo lịch không xong', 'scheduled scan not done'],
});
const SEVERITIES = choicesOf({ info: ['thông tin', 'information'], attention: ['cần xem', 'needs attention'], urgent: ['khẩn', 'urgent'] });
const STATES = choicesOf({ unread: ['chưa đọc', 'unread'], read: ['đã đọc', 'read'], done: ['đã xong', 'done'] });

/** The inbox as a table, in the words of a language. */
export function noticeTable(language: Language): ListTable<Notice> {
  return {
    name: 'notices',
    title: { vi: 'Thông báo', en: 'Notices' },
    columns: [
      column('createdAt', 'date', 'Ngày', 'Date'),
      column('severity', 'enum', 'Mức', 'Severity', { choices: SEVERITIES }),
      column('kind', 'enum', 'Loại', 'Kind', { choices: KINDS }),
      column('title', 'text', 'Nội dung', 'Notice', { width: 60 }),
      column('text', 'text', 'Chi tiết', 'Detail', { width: 60 }),
      column('unit', 'text', 'Đơn vị', 'Unit', { width: 30 }),
      column('state', 'enum', 'Trạng thái', 'State', { choices: STATES }),
    ],
    cells: (notice) => ({ title: notice.title[language], text: notice.text[language], unit: notice.unit.name }),
  };
}
