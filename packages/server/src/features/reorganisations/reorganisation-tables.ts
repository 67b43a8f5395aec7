import type { Reorganisation, UnresolvedObject } from '@ancam/contract';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

export const REORGANISATION_TABLE: ListTable<Reorganisation> = {
  name: 'reorganisations',
  title: { vi: 'Tổ chức lại', en: 'Reorganisations' },
  columns: [
    column('title', 'text', 'Nội dung', 'Title', { width: 44 }),
    column('kind', 'enum', 'Hình thức', 'Kind', {
      choices: choicesOf({
        create: ['thành lập', 'creation'],
        rename: ['đổi tên', 'renaming'],
        move: ['chuyển cấp trên', 'move'],
        merge: ['hợp nhất', 'merger'],
        split: ['chia tách', 'split'],
        abolish: ['kết thúc', 'abolition'],
      }),
    }),
    column('decree', 'text', 'Văn bản', 'Decree', { width: 24 }),
    column('decreeDate', 'date', 'Ngày văn bản', 'Date of decree'),
    column('effectiveOn', 'date', 'Ngày hiệu lực', 'In force on'),
    column('state', 'enum', 'Trạng thái', 'State', {
      choices: choicesOf({
        draft: ['dự thảo', 'draft'],
        approved: ['đã duyệt', 'approved'],
        applying: ['đang thực hiện', 'being applied'],
        applied: ['đã thực hiện', 'applied'],
        reversing: ['đang hoàn tác', 'being reversed'],
        reversed: ['đã hoàn tác', 'reversed'],
        withdrawn: ['đã rút', 'withdrawn'],
      }),
    }),
    column('proposedBy', 'text', 'Người đề xuất', 'Proposed by'),
    column('proposedAt', 'moment', 'Lúc đề xuất', 'Proposed at'),
    column('approvedBy', 'text', 'Người duyệt', 'Approved by'),
    column('approvedAt', 'moment', 'Lúc duyệt', 'Approved at'),
    column('appliedAt', 'moment', 'Lúc thực hiện', 'Applied at'),
    column('reversedAt', 'moment', 'Lúc hoàn tác', 'Reversed at'),
    column('unresolved', 'number', 'Chưa giải quyết', 'Unresolved'),
    column('note', 'text', 'Ghi chú', 'Note', { width: 40 }),
  ],
  cells: ({ actions }) => ({ state: actions.state }),
};

export const UNRESOLVED_TABLE: ListTable<UnresolvedObject> = {
  name: 'unresolved',
  title: { vi: 'Chưa giải quyết', en: 'Unresolved' },
  columns: [
    column('label', 'text', 'Tên', 'Name', { width: 36 }),
    column('table', 'enum', 'Loại', 'Kind', {
      choices: choicesOf({
        camera: ['camera', 'camera'],
        scan: ['lần quét', 'scan'],
        authorisation: ['văn bản cho phép quét', 'authorisation'],
        information_system: ['hệ thống', 'system'],
        site: ['điểm lắp đặt', 'site'],
        camera_group: ['nhóm camera', 'camera group'],
        record: ['hồ sơ', 'record'],
        report: ['báo cáo', 'report'],
      }),
    }),
    column('unitFrom', 'text', 'Đơn vị cũ', 'Former unit', { width: 36 }),
    column('parent', 'text', 'Đang ở đơn vị', 'Stays with', { width: 36 }),
    column('placePath', 'id', 'Địa bàn', 'Territory'),
  ],
};
