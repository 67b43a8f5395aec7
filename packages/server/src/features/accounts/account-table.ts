import type { AccountRow } from '@ancam/contract';
import { YES_NO, choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

export const ROLE_CHOICES = choicesOf({
  administrator: ['Quản trị', 'Administrator'],
  officer: ['Cán bộ', 'Officer'],
  approver: ['Người duyệt', 'Approver'],
  viewer: ['Chỉ xem', 'Viewer'],
  auditor: ['Kiểm tra, giám sát', 'Auditor'],
});

/** Accounts as a table, without anything that lets in. */
export const ACCOUNT_TABLE: ListTable<AccountRow> = {
  name: 'accounts',
  title: { vi: 'Tài khoản', en: 'Accounts' },
  columns: [
    column('unit', 'text', 'Đơn vị', 'Unit', { width: 36 }),
    column('displayName', 'text', 'Họ và tên', 'Name', { width: 28 }),
    column('login', 'id', 'Tên đăng nhập', 'Sign-in name', { width: 24 }),
    column('email', 'text', 'Thư điện tử', 'E-mail', { width: 28 }),
    column('role', 'enum', 'Vai trò', 'Role', { choices: ROLE_CHOICES }),
    column('state', 'enum', 'Trạng thái', 'State', {
      choices: choicesOf({
        invited: ['đã mời', 'invited'],
        expired: ['lời mời hết hạn', 'invitation expired'],
        active: ['đang dùng', 'active'],
        disabled: ['đã khóa', 'disabled'],
      }),
    }),
    column('secondFactor', 'enum', 'Xác thực hai lớp', 'Second factor', { choices: YES_NO }),
    column('createdAt', 'moment', 'Lúc tạo', 'Created at'),
    column('lastSignInAt', 'moment', 'Đăng nhập lần cuối', 'Last sign-in'),
    column('invitedUntil', 'moment', 'Lời mời đến', 'Invitation until'),
  ],
  cells: ({ unit }) => ({ unit: unit.name }),
};
