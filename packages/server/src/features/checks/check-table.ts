import type { CheckRow } from '@ancam/contract';
import type { Language } from '@ancam/core';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

/** The next checks as a table. */
export function checkTable(language: Language): ListTable<CheckRow> {
  return {
    name: 'checks',
    title: { vi: 'Kiểm tra, đánh giá định kỳ', en: 'Periodic checks' },
    columns: [
      column('system', 'text', 'Hệ thống', 'System', { width: 36 }),
      column('unit', 'text', 'Đơn vị', 'Unit', { width: 32 }),
      column('level', 'number', 'Cấp độ', 'Level'),
      column('regime', 'text', 'Chế độ pháp lý', 'Regime'),
      column('state', 'enum', 'Tình trạng', 'State', {
        choices: choicesOf({
          overdue: ['quá hạn', 'overdue'],
          soon: ['sắp đến hạn', 'due soon'],
          later: ['chưa đến hạn', 'not due'],
          unset: ['chưa quy định chu kỳ', 'no cycle set'],
        }),
      }),
      column('lastOn', 'date', 'Lần gần nhất', 'Last'),
      column('due', 'date', 'Hạn lần tới', 'Next'),
      column('months', 'number', 'Chu kỳ (tháng)', 'Cycle (months)'),
      column('clause', 'text', 'Căn cứ', 'Clause', { width: 50 }),
      column('assessor', 'text', 'Người kiểm tra, đánh giá', 'Assessor', { width: 50 }),
      column('confidence', 'enum', 'Mức tin cậy', 'Confidence', {
        choices: choicesOf({ found: ['theo văn bản', 'found'], inferred: ['suy luận', 'inferred'], recalled: ['nhớ lại', 'recalled'] }),
      }),
    ],
    cells: ({ clause, assessor }) => ({ clause: clause[language], assessor: assessor?.[language] ?? null }),
  };
}
