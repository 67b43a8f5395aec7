import type { LevelRow } from '@ancam/contract';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

const STATUSES = choicesOf({
  'to-determine': ['chưa xác định', 'to be determined'],
  'under-way': ['đang lập phiếu', 'worksheet under way'],
  'to-confirm': ['chờ xác nhận', 'to be confirmed'],
  returned: ['bị trả lại', 'returned'],
  anew: ['cần xác định lại', 'to be determined anew'],
  determined: ['đã xác định', 'determined'],
});
export const LEVEL_TABLE: ListTable<LevelRow> = {
  name: 'levels',
  title: { vi: 'Cấp độ', en: 'Levels' },
  columns: [
    column('name', 'text', 'Hệ thống, nhóm camera', 'System or group of cameras', { width: 40 }),
    column('kind', 'enum', 'Loại', 'Kind', {
      choices: choicesOf({ system: ['hệ thống', 'system'], group: ['nhóm camera', 'group of cameras'] }),
    }),
    column('owner', 'text', 'Chủ quản', 'Owner', { width: 32 }),
    column('status', 'enum', 'Tình trạng', 'State', { choices: STATUSES }),
    column('level', 'number', 'Cấp độ', 'Level'),
    column('treatment', 'enum', 'Cách coi camera', 'Treatment', {
      choices: choicesOf({ system: ['hệ thống', 'a system'], terminals: ['thiết bị đầu cuối', 'terminals'] }),
    }),
    column('host', 'text', 'Hệ thống chủ', 'Host system', { width: 32 }),
    column('regime', 'text', 'Chế độ', 'Regime'),
    column('confirmedOn', 'date', 'Ngày xác nhận', 'Confirmed on'),
    column('cameras', 'number', 'Camera đang dùng', 'Cameras in use'),
    column('changes', 'number', 'Thay đổi chưa xét', 'Open changes'),
  ],
  cells: ({ changes }) => ({ changes: changes.length }),
};
