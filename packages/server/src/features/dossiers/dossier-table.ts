import type { DossierRow } from '@ancam/contract';
import { DOSSIER_STATES } from '@ancam/contract';
import { YES_NO, choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';
import { dossierFlow } from './steps.ts';

const states = dossierFlow().states;
const PARTIES = choicesOf({
  operator: ['Đơn vị vận hành', 'Operator'],
  owner: ['Chủ quản', 'Owner'],
  'security-unit': ['Đơn vị chuyên trách', 'Security unit'],
  ministry: ['Bộ thẩm định', 'Ministry'],
  'other-unit': ['Đơn vị khác', 'Another unit'],
  council: ['Hội đồng thẩm định', 'Council'],
});

/** The dossiers as a table. */
export const DOSSIER_TABLE: ListTable<DossierRow> = {
  name: 'dossiers',
  title: { vi: 'Hồ sơ đề xuất cấp độ', en: 'Level dossiers' },
  columns: [
    column('system', 'text', 'Hệ thống', 'System', { width: 40 }),
    column('unit', 'text', 'Đơn vị', 'Unit', { width: 32 }),
    column('level', 'number', 'Cấp độ', 'Level'),
    column('regime', 'text', 'Chế độ', 'Regime'),
    column('state', 'enum', 'Trạng thái', 'State', {
      choices: DOSSIER_STATES.map((id) => ({ value: id, title: states.find((each) => each.id === id)?.title ?? { vi: id, en: id } })),
    }),
    column('stateSince', 'date', 'Từ ngày', 'Since'),
    column('version', 'number', 'Lần gửi', 'Submissions'),
    column('submittedOn', 'date', 'Ngày gửi', 'Submitted on'),
    column('approvedOn', 'date', 'Ngày phê duyệt', 'Approved on'),
    column('decisionNumber', 'id', 'Số quyết định', 'Decision'),
    column('dueOn', 'date', 'Hạn', 'Due'),
    column('dueWho', 'enum', 'Bên phải làm', 'Whose turn', { choices: PARTIES }),
    column('late', 'enum', 'Quá hạn', 'Late', { choices: YES_NO }),
    column('id', 'id', 'Mã hồ sơ', 'Dossier id'),
  ],
  cells: ({ system }) => ({ system: system.name }),
};
