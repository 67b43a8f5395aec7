import type { TableImport } from '@ancam/contract';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

/** Imports of tables as a table. */
export const IMPORT_TABLE: ListTable<TableImport> = {
  name: 'imports',
  title: { vi: 'Lần nhập bảng', en: 'Imports' },
  columns: [
    column('createdAt', 'moment', 'Lúc tải lên', 'Uploaded at'),
    column('createdBy', 'text', 'Người nhập', 'By'),
    column('kind', 'id', 'Loại', 'Kind'),
    column('fileName', 'text', 'Tệp', 'File', { width: 36 }),
    column('state', 'enum', 'Trạng thái', 'State', {
      choices: choicesOf({
        uploaded: ['đã tải lên', 'uploaded'],
        mapped: ['đã ghép cột', 'columns matched'],
        checking: ['đang kiểm tra', 'checking'],
        checked: ['đã kiểm tra', 'checked'],
        applying: ['đang nhập', 'importing'],
        done: ['đã nhập', 'imported'],
        failed: ['bị lỗi', 'failed'],
        cancelled: ['đã dừng', 'stopped'],
      }),
    }),
    column('read', 'number', 'Số dòng', 'Rows'),
    column('faulty', 'number', 'Dòng lỗi', 'Faulty rows'),
    column('created', 'number', 'Thêm mới', 'Created'),
    column('updated', 'number', 'Cập nhật', 'Updated'),
    column('unchanged', 'number', 'Không đổi', 'Unchanged'),
    column('finishedAt', 'moment', 'Xong lúc', 'Finished at'),
    column('fileHash', 'id', 'Mã băm SHA-256', 'SHA-256', { width: 66 }),
  ],
  cells: ({ actions, rows, entered: { created, updated, unchanged } }) => ({
    state: actions.state,
    read: rows.read,
    faulty: rows.faulty,
    created,
    updated,
    unchanged,
  }),
};
