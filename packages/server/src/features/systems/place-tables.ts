import type { CameraGroup, Site } from '@ancam/contract';
import { YES_NO, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

export const SITE_TABLE: ListTable<Site> = {
  name: 'sites',
  title: { vi: 'Điểm lắp đặt', en: 'Sites' },
  columns: [
    column('name', 'text', 'Điểm', 'Site', { width: 32 }),
    column('address', 'text', 'Địa chỉ', 'Address', { width: 40 }),
    column('owner', 'text', 'Đơn vị', 'Unit', { width: 32 }),
    column('cameras', 'number', 'Camera đang dùng', 'Cameras in use'),
    column('closed', 'enum', 'Đã đóng', 'Closed', { choices: YES_NO }),
    column('note', 'text', 'Ghi chú', 'Note', { width: 40 }),
  ],
};

export const GROUP_TABLE: ListTable<CameraGroup> = {
  name: 'camera-groups',
  title: { vi: 'Nhóm camera', en: 'Camera groups' },
  columns: [
    column('name', 'text', 'Nhóm', 'Group', { width: 32 }),
    column('system', 'text', 'Hệ thống', 'System', { width: 32 }),
    column('site', 'text', 'Điểm', 'Site', { width: 32 }),
    column('cameras', 'number', 'Camera đang dùng', 'Cameras in use'),
    column('note', 'text', 'Ghi chú', 'Note', { width: 40 }),
  ],
};
