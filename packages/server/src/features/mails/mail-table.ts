import type { Mail } from '@ancam/contract';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

/** The outbox as a table. */
export const MAIL_TABLE: ListTable<Mail> = {
  name: 'mails',
  title: { vi: 'Thư gửi đi', en: 'Mails' },
  columns: [
    column('createdAt', 'date', 'Ngày lập', 'Queued'),
    column('login', 'text', 'Tài khoản', 'Account'),
    column('email', 'text', 'Địa chỉ', 'Address', { width: 30 }),
    column('unitName', 'text', 'Đơn vị', 'Unit', { width: 30 }),
    column('kind', 'enum', 'Loại', 'Kind', {
      choices: choicesOf({
        notice: ['thông báo', 'notice'],
        digest: ['bản tổng hợp', 'digest'],
        test: ['thư thử', 'test'],
        confirm: ['mã xác nhận địa chỉ', 'code for an address'],
      }),
    }),
    column('state', 'enum', 'Trạng thái', 'State', {
      choices: choicesOf({
        waiting: ['chờ gửi', 'waiting'],
        sending: ['đang gửi', 'being sent'],
        sent: ['đã gửi', 'sent'],
        failed: ['không gửi được', 'failed'],
        dropped: ['không cần gửi', 'not needed'],
      }),
    }),
    column('tries', 'number', 'Số lần gửi', 'Tries'),
    column('lastError', 'text', 'Lỗi cuối', 'Last error', { width: 50 }),
    column('sentAt', 'date', 'Ngày gửi', 'Sent'),
  ],
  cells: ({ account }) => ({ login: account.login }),
};
