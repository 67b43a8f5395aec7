import type { AuditEvent } from '@ancam/contract';
import { column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

/** The trail as a table; with the hashes the chain can be followed elsewhere. */
export const AUDIT_TABLE: ListTable<AuditEvent> = {
  name: 'audit',
  title: { vi: 'Nhật ký', en: 'Audit' },
  columns: [
    column('at', 'moment', 'Lúc', 'At'),
    column('by', 'text', 'Người', 'By', { width: 28 }),
    column('action', 'id', 'Việc', 'Action', { width: 24 }),
    column('object', 'id', 'Đối tượng', 'Object', { width: 44 }),
    column('summary', 'text', 'Nội dung', 'Summary', { width: 60 }),
    column('hash', 'id', 'Mã băm', 'Hash', { width: 66 }),
  ],
};
