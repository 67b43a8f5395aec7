import type { Authorisation } from '@ancam/contract';
import { YES_NO, choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

/** Recorded rights to scan as a table. */
export const AUTHORISATION_TABLE: ListTable<Authorisation> = {
  name: 'authorisations',
  title: { vi: 'Văn bản cho phép quét', en: 'Authorisations' },
  columns: [
    column('document', 'text', 'Văn bản', 'Document', { width: 24 }),
    column('documentDate', 'date', 'Ngày văn bản', 'Date of document'),
    column('grantedBy', 'text', 'Người cho phép', 'Granted by'),
    column('grantedByTitle', 'text', 'Chức vụ', 'Title'),
    column('validFrom', 'date', 'Từ ngày', 'From'),
    column('validUntil', 'date', 'Đến ngày', 'Until'),
    column('targets', 'text', 'Địa chỉ được quét', 'Targets', { width: 40 }),
    column('excluded', 'text', 'Địa chỉ loại trừ', 'Excluded', { width: 40 }),
    column('publicHolder', 'text', 'Chủ dải địa chỉ công cộng', 'Holder of public range'),
    column('factoryPasswordTest', 'enum', 'Thử mật khẩu xuất xưởng', 'Factory password test', { choices: YES_NO }),
    column('state', 'enum', 'Trạng thái', 'State', {
      choices: choicesOf({
        valid: ['còn hiệu lực', 'valid'],
        'not-yet': ['chưa hiệu lực', 'not yet valid'],
        expired: ['hết hạn', 'expired'],
        revoked: ['đã thu hồi', 'revoked'],
      }),
    }),
    column('createdBy', 'text', 'Người nhập', 'Entered by'),
    column('createdAt', 'moment', 'Lúc nhập', 'Entered at'),
    column('note', 'text', 'Ghi chú', 'Note', { width: 40 }),
  ],
  cells: ({ actions }) => ({ state: actions.state }),
};
