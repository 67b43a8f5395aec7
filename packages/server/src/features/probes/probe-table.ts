import type { Probe } from '@ancam/contract';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

/** Probes as a table. */
export const PROBE_TABLE: ListTable<Probe> = {
  name: 'probes',
  title: { vi: 'Trạm quét', en: 'Probes' },
  columns: [
    column('name', 'text', 'Tên', 'Name', { width: 24 }),
    column('site', 'text', 'Điểm lắp đặt', 'Site', { width: 24 }),
    column('state', 'enum', 'Trạng thái', 'State', {
      choices: choicesOf({
        new: ['chưa ghi danh', 'not enrolled'],
        working: ['đang quét', 'working'],
        idle: ['sẵn sàng', 'ready'],
        silent: ['mất liên lạc', 'silent'],
        revoked: ['đã thu hồi', 'revoked'],
      }),
    }),
    column('lastSeenAt', 'moment', 'Liên lạc gần nhất', 'Last seen'),
    column('lastAddress', 'text', 'Địa chỉ gọi đến', 'Calls from'),
    column('software', 'text', 'Phiên bản', 'Version'),
    column('clockSkewSeconds', 'number', 'Lệch đồng hồ (giây)', 'Clock skew (s)'),
    column('queued', 'number', 'Kết quả chờ gửi', 'Results to send'),
    column('allowed', 'text', 'Địa chỉ được phép', 'May scan', { width: 40 }),
    column('fingerprint', 'text', 'Dấu vân tay khóa', 'Key fingerprint'),
    column('enrolledAt', 'moment', 'Ghi danh lúc', 'Enrolled'),
    column('createdBy', 'text', 'Người nhập', 'Entered by'),
    column('createdAt', 'moment', 'Lúc nhập', 'Entered at'),
  ],
  cells: ({ actions, site }) => ({ state: actions.state, site: site?.name ?? null }),
};
