import type { Shortcoming, SystemCheckRow } from '@ancam/contract';
import type { Language } from '@ancam/core';
import type { Law } from '@ancam/law';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';
import { checkStates, shortcomingStates } from './system-checks.view.ts';

const KINDS = choicesOf({
  periodic: ['định kỳ', 'periodic'],
  'before-operation': ['trước khi đưa vào vận hành', 'before operation'],
  extraordinary: ['đột xuất', 'extraordinary'],
});
const ASSESSORS = choicesOf({
  'own-unit': ['đơn vị trong cơ quan', 'a unit of the body'],
  licensed: ['tổ chức được cấp phép', 'a licensed organisation'],
  public: ['đơn vị sự nghiệp có chức năng', 'a public unit with that function'],
  designated: ['tổ chức được chỉ định', 'a designated organisation'],
  authority: ['cơ quan quản lý nhà nước', 'a state authority'],
});
const OUTCOMES = choicesOf({
  passed: ['đạt', 'passed'],
  shortcomings: ['có tồn tại', 'with shortcomings'],
  failed: ['không đạt', 'failed'],
});
const SEVERITIES = choicesOf({
  critical: ['nghiêm trọng', 'critical'],
  high: ['cao', 'high'],
  medium: ['trung bình', 'medium'],
  low: ['thấp', 'low'],
  info: ['thông tin', 'info'],
});

/** The checks of systems as a table. */
export function systemCheckTable(law: Law): ListTable<SystemCheckRow> {
  return {
    name: 'system-checks',
    title: { vi: 'Các cuộc kiểm tra, đánh giá', en: 'Checks of systems' },
    columns: [
      column('system', 'text', 'Hệ thống', 'System', { width: 36 }),
      column('unit', 'text', 'Đơn vị', 'Unit', { width: 32 }),
      column('kind', 'enum', 'Loại', 'Kind', { choices: KINDS }),
      column('level', 'number', 'Cấp độ', 'Level'),
      column('regime', 'text', 'Chế độ pháp lý', 'Regime'),
      column('state', 'enum', 'Trạng thái', 'State', { choices: checkStates(law).map(({ id, title }) => ({ value: id, title })) }),
      column('plannedOn', 'date', 'Ngày dự kiến', 'Planned on'),
      column('startedOn', 'date', 'Ngày bắt đầu', 'Begun on'),
      column('endedOn', 'date', 'Ngày kết thúc', 'Ended on'),
      column('assessorKind', 'enum', 'Loại tổ chức đánh giá', 'Kind of assessor', { choices: ASSESSORS }),
      column('assessor', 'text', 'Người kiểm tra, đánh giá', 'Assessor', { width: 36 }),
      column('outcome', 'enum', 'Kết luận', 'Conclusion', { choices: OUTCOMES }),
      column('total', 'number', 'Số tồn tại', 'Shortcomings'),
      column('open', 'number', 'Chưa khắc phục xong', 'Open'),
      column('accepted', 'number', 'Được chấp nhận', 'Accepted'),
      column('overdue', 'number', 'Quá hạn khắc phục', 'Overdue'),
    ],
    cells: ({ system, shortcomings }) => ({ system: system.name, ...shortcomings }),
  };
}

/** Shortcomings as a table. */
export function shortcomingTable(law: Law, language: Language): ListTable<Shortcoming> {
  return {
    name: 'shortcomings',
    title: { vi: 'Tồn tại, điểm yếu cần khắc phục', en: 'Shortcomings to be mended' },
    columns: [
      column('system', 'text', 'Hệ thống', 'System', { width: 36 }),
      column('title', 'text', 'Tồn tại', 'Shortcoming', { width: 50 }),
      column('detail', 'text', 'Mô tả', 'Detail', { width: 60 }),
      column('severity', 'enum', 'Mức độ', 'Severity', { choices: SEVERITIES }),
      column('requirement', 'text', 'Yêu cầu liên quan', 'Requirement', { width: 40 }),
      column('camera', 'text', 'Camera', 'Camera', { width: 30 }),
      column('state', 'enum', 'Trạng thái', 'State', { choices: shortcomingStates(law).map(({ id, title }) => ({ value: id, title })) }),
      column('owner', 'text', 'Người phụ trách', 'In charge', { width: 24 }),
      column('mendBy', 'date', 'Hạn khắc phục', 'To be mended by'),
      column('overdue', 'text', 'Quá hạn', 'Overdue'),
      column('fixedOn', 'date', 'Ngày khắc phục', 'Fixed on'),
      column('retestedOn', 'date', 'Ngày kiểm tra lại', 'Retested on'),
      column('acceptedUntil', 'date', 'Chấp nhận đến', 'Accepted until'),
      column('files', 'text', 'Bằng chứng', 'Evidence', { width: 40 }),
    ],
    cells: ({ system, requirement, finding, overdue }) => ({
      system: system.name,
      requirement: requirement?.title[language] ?? null,
      camera: finding?.camera.name ?? null,
      overdue: overdue ? (language === 'vi' ? 'có' : 'yes') : null,
    }),
  };
}
