import type { BulkChange, BulkItems } from '@ancam/contract';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

/** Changes of many cameras as a table. */
export const BULK_TABLE: ListTable<BulkChange> = {
  name: 'bulk-changes',
  title: { vi: 'Thay đổi hàng loạt', en: 'Bulk changes' },
  columns: [
    column('createdAt', 'moment', 'Lúc', 'At'),
    column('by', 'text', 'Người thực hiện', 'By'),
    column('kind', 'enum', 'Thay đổi', 'Change', {
      choices: choicesOf({
        assign: ['Gán hệ thống, điểm lắp đặt, nhóm', 'Assign system, site, group'],
        status: ['Đổi trạng thái', 'Change status'],
        storage: ['Ghi nơi lưu dữ liệu', 'Set storage location'],
        papers: ['Ghi giấy tờ', 'Set papers'],
        note: ['Thêm ghi chú', 'Add a note'],
      }),
    }),
    column('state', 'enum', 'Trạng thái', 'State', {
      choices: choicesOf({
        applying: ['đang thực hiện', 'under way'],
        applied: ['đã thực hiện', 'done'],
        undoing: ['đang hoàn tác', 'being undone'],
        undone: ['đã hoàn tác', 'undone'],
      }),
    }),
    column('total', 'number', 'Số camera được chọn', 'Cameras chosen'),
    column('changed', 'number', 'Đã thay đổi', 'Changed'),
    column('same', 'number', 'Đã như vậy', 'Were so already'),
    column('refused', 'number', 'Giữ nguyên', 'Stayed'),
    column('restored', 'number', 'Đã hoàn tác', 'Restored'),
    column('conflicts', 'number', 'Đã được sửa sau đó', 'Changed since'),
    column('finishedAt', 'moment', 'Xong lúc', 'Finished at'),
    column('undoneBy', 'text', 'Đã hoàn tác bởi', 'Undone by'),
    column('undoneAt', 'moment', 'Hoàn tác lúc', 'Undone at'),
  ],
  cells: ({ change }) => ({ kind: change.kind }),
};

/** The cameras of a change as a table. */
export const BULK_ITEM_TABLE: ListTable<BulkItems['items'][number]> = {
  name: 'bulk-change-cameras',
  title: { vi: 'Camera của lần thay đổi', en: 'Cameras of a change' },
  columns: [
    column('name', 'text', 'Tên camera', 'Name', { width: 36 }),
    column('outcome', 'enum', 'Kết quả', 'Outcome', {
      choices: choicesOf({
        changed: ['đã thay đổi', 'changed'],
        same: ['đã như vậy', 'was so already'],
        refused: ['giữ nguyên', 'stayed'],
        restored: ['đã hoàn tác', 'restored'],
        conflict: ['đã được sửa sau đó', 'changed since'],
      }),
    }),
    column('reason', 'enum', 'Lý do', 'Reason', {
      choices: choicesOf({
        retired: ['đã ngừng dùng', 'retired'],
        proposed: ['chờ xác nhận', 'to be accepted'],
        'not-ours': ['không thuộc đơn vị', 'not of the unit'],
        'other-unit': ['hệ thống, điểm hoặc nhóm thuộc đơn vị khác', "the system, site or group is another unit's"],
        'note-full': ['ghi chú đã dài tối đa', 'the note is as long as it may be'],
        gone: ['không còn trong phạm vi', 'no longer within reach'],
      }),
    }),
    column('id', 'id', 'Mã camera', 'Camera id'),
  ],
};
