import type { PlanItem, PlanRow } from '@ancam/contract';
import type { Law } from '@ancam/law';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';
import { planStates } from './plans.view.ts';

/** How far a requirement is met, in words. */
export const ANSWERS = choicesOf({
  open: ['chưa trả lời', 'not answered'],
  none: ['chưa đáp ứng', 'not met'],
  partial: ['đáp ứng một phần', 'partly met'],
  full: ['đáp ứng đầy đủ', 'fully met'],
  'not-applicable': ['không áp dụng', 'not applicable'],
});

/** The plans as a table. */
export function planTable(law: Law): ListTable<PlanRow> {
  return {
    name: 'plans',
    title: { vi: 'Phương án bảo đảm an toàn', en: 'Security plans' },
    columns: [
      column('system', 'text', 'Hệ thống', 'System', { width: 36 }),
      column('unit', 'text', 'Đơn vị', 'Unit', { width: 32 }),
      column('level', 'number', 'Cấp độ', 'Level'),
      column('regime', 'text', 'Chế độ pháp lý', 'Regime'),
      column('state', 'enum', 'Trạng thái', 'State', { choices: planStates(law).map(({ id, title }) => ({ value: id, title })) }),
      column('full', 'number', 'Đáp ứng đầy đủ', 'Fully met'),
      column('total', 'number', 'Tổng số yêu cầu áp dụng', 'Requirements that apply'),
      column('partial', 'number', 'Đáp ứng một phần', 'Partly met'),
      column('none', 'number', 'Chưa đáp ứng', 'Not met'),
      column('open', 'number', 'Chưa trả lời', 'Not answered'),
      column('notApplicable', 'number', 'Không áp dụng', 'Not applicable'),
      column('overdue', 'number', 'Quá hạn', 'Overdue'),
      column('nextDue', 'date', 'Hạn gần nhất', 'Next day'),
      column('approvedOn', 'date', 'Ngày phê duyệt', 'Approved on'),
      column('startedOn', 'date', 'Ngày bắt đầu triển khai', 'Begun on'),
      column('deployedOn', 'date', 'Ngày triển khai đầy đủ', 'Fully deployed on'),
    ],
    cells: ({ system, counts }) => ({ system: system.name, ...counts }),
  };
}

/** The requirements of a plan as a table. */
export function itemTable(language: 'vi' | 'en'): ListTable<PlanItem> {
  return {
    name: 'plan-requirements',
    title: { vi: 'Yêu cầu của phương án', en: 'Requirements of the plan' },
    columns: [
      column('requirement', 'id', 'Mã yêu cầu', 'Requirement'),
      column('title', 'text', 'Yêu cầu', 'Title', { width: 40 }),
      column('summary', 'text', 'Nội dung', 'What it asks', { width: 60 }),
      column('row', 'text', 'Dòng của phụ lục', 'Row of the annex', { width: 30 }),
      column('clause', 'text', 'Điều của TCVN 11930:2017', 'Clause of TCVN 11930:2017'),
      column('answer', 'enum', 'Mức đáp ứng', 'Met', { choices: ANSWERS }),
      column('reason', 'text', 'Lý do không áp dụng', 'Why not applicable', { width: 40 }),
      column('way', 'text', 'Phương án', 'Way', { width: 50 }),
      column('owner', 'text', 'Người phụ trách', 'In charge', { width: 24 }),
      column('dueOn', 'date', 'Thời hạn', 'By'),
      column('budget', 'text', 'Kinh phí', 'Budget', { width: 30 }),
      column('evidence', 'text', 'Bằng chứng, phát hiện', 'Evidence and findings', { width: 50 }),
      column('remark', 'text', 'Ghi chú', 'Remark', { width: 40 }),
      column('change', 'enum', 'Mở lại vì', 'Opened anew', {
        choices: choicesOf({
          added: ['yêu cầu mới', 'new'],
          changed: ['nội dung thay đổi', 'changed'],
          stricter: ['chặt hơn', 'stricter'],
        }),
      }),
    ],
    cells: ({ title, summary, budget, links }) => ({
      title: title[language],
      summary: summary[language],
      budget: budget?.title ?? null,
      evidence: links.map((link) => [link.name, link.title?.[language]].filter(Boolean).join(': ')).join('; '),
    }),
  };
}
