import type { UnitRow } from '@ancam/contract';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

export const KIND_CHOICES = choicesOf({
  ministry: ['Bộ, cơ quan trung ương', 'Ministry, central body'],
  province: ['Tỉnh, thành phố', 'Province, city'],
  corporation: ['Tập đoàn, tổng công ty', 'Corporation'],
  district: ['Huyện (trước 01/7/2025)', 'District (before 01/7/2025)'],
  commune: ['Xã, phường, đặc khu', 'Commune, ward, special zone'],
  department: ['Sở, ban', 'Department'],
  agency: ['Cơ quan', 'Agency'],
  school: ['Trường học', 'School'],
  hospital: ['Bệnh viện', 'Hospital'],
  branch: ['Chi nhánh', 'Branch'],
  company: ['Công ty', 'Company'],
  press: ['Cơ quan báo chí', 'Press'],
  other: ['Khác', 'Other'],
});
export const LINE_CHOICES = choicesOf({
  local: ['Chính quyền địa phương', 'Local government'],
  ministry: ['Bộ, ngành', 'Ministries'],
  enterprise: ['Doanh nghiệp nhà nước', 'State enterprises'],
  other: ['Khác', 'Other'],
});
export const ROLE_CHOICES = choicesOf({
  owner: ['Chủ quản', 'Owner'],
  operator: ['Đơn vị vận hành', 'Operator'],
  'security-unit': ['Đơn vị chuyên trách an toàn thông tin', 'Information security unit'],
  'state-manager': ['Quản lý nhà nước', 'State manager'],
  police: ['Công an', 'Police'],
  'market-surveillance': ['Quản lý thị trường', 'Market surveillance'],
  customs: ['Hải quan', 'Customs'],
  maker: ['Nhà sản xuất', 'Maker'],
  importer: ['Nhà nhập khẩu', 'Importer'],
  telecom: ['Viễn thông', 'Telecom'],
  press: ['Báo chí', 'Press'],
});

/** Units as a table; columns that the import has too bear the same titles, so that the file can be mended and imported. */
export const UNIT_TABLE: ListTable<UnitRow> = {
  name: 'units',
  title: { vi: 'Đơn vị', en: 'Units' },
  columns: [
    column('name', 'text', 'Tên đơn vị', 'Name of unit', { width: 40 }),
    column('code', 'id', 'Mã đơn vị', 'Unit code'),
    column('kind', 'enum', 'Loại đơn vị', 'Kind', { choices: KIND_CHOICES, width: 28 }),
    column('parent', 'text', 'Đơn vị cấp trên', 'Superior unit', { width: 40 }),
    column('line', 'enum', 'Khối', 'Line', { choices: LINE_CHOICES, width: 26 }),
    column('roles', 'text', 'Vai trò của đơn vị', 'Roles of the unit', { width: 40 }),
    column('placeCode', 'id', 'Mã địa bàn', 'Code of territory'),
    column('openedOn', 'date', 'Ngày thành lập', 'Opened on'),
    column('closedOn', 'date', 'Ngày kết thúc', 'Closed on'),
    column('children', 'number', 'Đơn vị trực thuộc', 'Units below'),
    column('cameras', 'number', 'Camera đang dùng', 'Cameras in use'),
    column('findings', 'number', 'Điểm yếu đang mở', 'Open findings'),
    column('id', 'id', 'Mã nội bộ', 'Internal id', { width: 38 }),
  ],
  cells: ({ parentName, roles, figures }) => ({
    parent: parentName,
    roles: roles.map((role) => ROLE_CHOICES.find(({ value }) => value === role)?.title.vi ?? role).join('; '),
    cameras: figures?.cameras ?? null,
    findings: figures?.findings ?? null,
  }),
};
