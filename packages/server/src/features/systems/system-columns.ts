import type { SystemRow } from '@ancam/contract';
import type { OutColumn } from '@ancam/sheets';
import { YES_NO, choicesOf as choices } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

export const REACH_CHOICES = choices({
  agency: ['một cơ quan', 'one agency'],
  province: ['một ngành, một hoặc một số tỉnh', 'a sector or provinces'],
  nation: ['toàn quốc', 'the nation'],
});
export const STORAGE_CHOICES = choices({
  vietnam: ['tại Việt Nam', 'in Viet Nam'],
  abroad: ['ở nước ngoài', 'abroad'],
  none: ['không lưu', 'nothing kept'],
  unknown: ['chưa rõ', 'not known'],
});

const SYSTEM_COLUMNS: readonly OutColumn[] = [
  { key: 'name', title: { vi: 'Tên hệ thống', en: 'System' }, kind: 'text', width: 36 },
  { key: 'code', title: { vi: 'Mã', en: 'Code' }, kind: 'id' },
  { key: 'owner', title: { vi: 'Chủ quản', en: 'Owner' }, kind: 'text', width: 32 },
  { key: 'operator', title: { vi: 'Đơn vị vận hành', en: 'Operator' }, kind: 'text', width: 32 },
  {
    key: 'reach',
    title: { vi: 'Phạm vi phục vụ', en: 'Serves' },
    kind: 'enum',
    choices: REACH_CHOICES,
  },
  { key: 'dedicated', title: { vi: 'Chuyên giám sát', en: 'Dedicated surveillance' }, kind: 'enum', choices: YES_NO },
  { key: 'stateSecret', title: { vi: 'Có bí mật nhà nước', en: 'Holds state secrets' }, kind: 'enum', choices: YES_NO },
  {
    key: 'storage',
    title: { vi: 'Nơi lưu dữ liệu', en: 'Storage' },
    kind: 'enum',
    choices: STORAGE_CHOICES,
  },
  {
    key: 'state',
    title: { vi: 'Trạng thái', en: 'State' },
    kind: 'enum',
    choices: choices({
      planned: ['dự kiến', 'planned'],
      evaluated: ['đã đánh giá', 'evaluated'],
      operating: ['đang vận hành', 'operating'],
      retired: ['đã dừng', 'retired'],
    }),
  },
  { key: 'stateSince', title: { vi: 'Từ ngày', en: 'Since' }, kind: 'date' },
];

/** The systems as a table. */
export const SYSTEM_TABLE: ListTable<SystemRow> = { name: 'systems', title: { vi: 'Hệ thống', en: 'Systems' }, columns: SYSTEM_COLUMNS };
