import { foldText } from '@ancam/core';
import type { Column, FaultText, RowValues } from '@ancam/sheets';
import ipaddr from 'ipaddr.js';
import type { ImportForm } from '../imports/import-form.ts';

/** Columns of the table of cameras. */
const COLUMNS: readonly Column[] = [
  {
    key: 'unit',
    title: { vi: 'Đơn vị', en: 'Unit' },
    aliases: ['Mã đơn vị', 'Tên đơn vị', 'Đơn vị quản lý', 'Cơ quan', 'Unit code'],
    kind: 'text',
    example: 'UBND phường Thử',
    width: 30,
    hint: {
      vi: 'Mã hoặc tên đơn vị chịu trách nhiệm; để trống nếu là đơn vị của người nhập',
      en: 'Code or name of the unit that answers for the camera; blank for the unit of whoever imports',
    },
  },
  {
    key: 'name',
    title: { vi: 'Tên camera', en: 'Camera name' },
    aliases: ['Tên', 'Tên thiết bị', 'Name', 'Camera'],
    kind: 'text',
    required: true,
    example: 'Cổng chính',
    width: 28,
    hint: { vi: 'Tên dễ nhận ra trong đơn vị', en: 'A name that is easy to tell within the unit' },
  },
  {
    key: 'place',
    title: { vi: 'Vị trí lắp đặt', en: 'Place' },
    aliases: ['Vị trí', 'Nơi lắp', 'Địa điểm', 'Location'],
    kind: 'text',
    maxLength: 300,
    example: 'Sảnh tầng 1, số 1 Lê Lợi',
    width: 32,
    hint: { vi: 'Nơi lắp camera', en: 'Where the camera is mounted' },
  },
  {
    key: 'address',
    title: { vi: 'Địa chỉ mạng', en: 'Network address' },
    aliases: ['Địa chỉ', 'Địa chỉ IP', 'IP', 'IP address', 'Address'],
    kind: 'id',
    maxLength: 100,
    example: '192.168.1.64',
    hint: { vi: 'Địa chỉ IP hoặc tên máy trong mạng của đơn vị', en: 'IP address or host name in the network of the unit' },
    read: (text) => (isAddress(text) ? { value: text.toLowerCase() } : { fault: 'camera.address', values: { value: text } }),
  },
  {
    key: 'maker',
    title: { vi: 'Hãng', en: 'Maker' },
    aliases: ['Hãng sản xuất', 'Nhà sản xuất', 'Thương hiệu', 'Brand', 'Manufacturer', 'Vendor'],
    kind: 'text',
    maxLength: 100,
    example: 'Hikvision',
    hint: { vi: 'Hãng ghi trên nhãn', en: 'The maker on the label' },
  },
  {
    key: 'model',
    title: { vi: 'Kiểu máy', en: 'Model' },
    aliases: ['Model máy', 'Mã sản phẩm', 'Chủng loại'],
    kind: 'text',
    maxLength: 100,
    example: 'DS-2CD2143G2-I',
    hint: { vi: 'Ký hiệu kiểu máy ghi trên nhãn', en: 'The model on the label' },
  },
  {
    key: 'hardwareRevision',
    title: { vi: 'Phiên bản phần cứng', en: 'Hardware revision' },
    aliases: ['Phần cứng', 'Hardware'],
    kind: 'text',
    maxLength: 100,
    example: 'HW 2.0',
    hint: { vi: 'Ghi trên nhãn, nếu có', en: 'On the label, where there is one' },
  },
  {
    key: 'firmware',
    title: { vi: 'Phiên bản phần mềm', en: 'Firmware' },
    aliases: ['Firmware version', 'Phần mềm', 'Phiên bản firmware'],
    kind: 'text',
    maxLength: 100,
    example: 'V5.7.12 build 230915',
    hint: { vi: 'Phiên bản trong trang cấu hình của camera', en: 'The version in the settings of the camera' },
  },
  {
    key: 'serial',
    title: { vi: 'Số sê-ri', en: 'Serial number' },
    aliases: ['Số serial', 'Serial', 'S/N', 'SN', 'Số máy'],
    kind: 'id',
    maxLength: 100,
    example: 'DS2CD2143G2I20230915AAWRF12345678',
    width: 30,
    hint: {
      vi: 'Như trên nhãn; dùng để nhận ra camera khi nhập lại hoặc khi quét',
      en: 'As on the label; the camera is known by it when imported again or scanned',
    },
    remedy: {
      vi: 'Chép số sê-ri từ nhãn của máy vào ô định dạng Văn bản.',
      en: 'Copy the serial number from the label into a cell formatted as Text.',
    },
  },
  {
    key: 'mac',
    title: { vi: 'Địa chỉ MAC', en: 'MAC address' },
    aliases: ['MAC'],
    kind: 'id',
    example: 'C0:56:E3:12:34:56',
    hint: { vi: '12 chữ số thập lục phân', en: '12 hexadecimal digits' },
    read: (text) => {
      const bare = text.replaceAll(/[:.\- ]/g, '').toUpperCase();
      return /^[0-9A-F]{12}$/.test(bare) ? { value: bare } : { fault: 'camera.mac', values: { value: text } };
    },
  },
  {
    key: 'purchasedOn',
    title: { vi: 'Ngày mua', en: 'Day of purchase' },
    aliases: ['Ngày mua sắm', 'Ngày trang bị', 'Purchased on', 'Purchase date'],
    kind: 'date',
    past: true,
    example: '05/03/2024',
    hint: { vi: 'Ngày trên hóa đơn hoặc biên bản bàn giao', en: 'The day on the invoice or hand-over record' },
  },
  {
    key: 'storageLocation',
    title: { vi: 'Nơi lưu trữ hình', en: 'Storage location' },
    aliases: ['Nơi lưu dữ liệu hình ảnh', 'Nơi lưu trữ', 'Nơi lưu trữ dữ liệu', 'Lưu trữ', 'Storage'],
    kind: 'enum',
    choices: [
      { value: 'vietnam', title: { vi: 'Việt Nam', en: 'Viet Nam' }, aliases: ['Trong nước', 'VN', 'Vietnam'] },
      { value: 'abroad', title: { vi: 'Nước ngoài', en: 'Abroad' }, aliases: ['Ngoài nước'] },
      { value: 'none', title: { vi: 'Không lưu', en: 'Not stored' } },
      { value: 'unknown', title: { vi: 'Chưa rõ', en: 'Not known' }, aliases: ['Không rõ'] },
    ],
    example: 'Việt Nam',
    hint: { vi: 'Dữ liệu hình được lưu ở đâu', en: 'Where the recordings are kept' },
  },
  {
    key: 'originPaper',
    title: { vi: 'Giấy tờ xuất xứ', en: 'Paper of origin' },
    aliases: ['Giấy chứng nhận xuất xứ', 'Xuất xứ', 'CO', 'C/O'],
    kind: 'text',
    maxLength: 300,
    example: 'CO 12/2024',
    hint: { vi: 'Số hiệu giấy chứng nhận xuất xứ', en: 'Number of the certificate of origin' },
  },
  {
    key: 'qualityPaper',
    title: { vi: 'Giấy tờ chất lượng', en: 'Paper of quality' },
    aliases: ['Giấy chứng nhận chất lượng', 'Chất lượng', 'CQ', 'C/Q'],
    kind: 'text',
    maxLength: 300,
    example: 'CQ 12/2024',
    hint: { vi: 'Số hiệu giấy chứng nhận chất lượng hoặc hợp quy', en: 'Number of the certificate of quality or conformity' },
  },
  {
    key: 'contract',
    title: { vi: 'Hợp đồng', en: 'Contract' },
    aliases: ['Số hợp đồng'],
    kind: 'text',
    maxLength: 300,
    example: '08/2024/HĐ-MS',
    hint: { vi: 'Số hợp đồng mua sắm', en: 'Number of the purchase contract' },
  },
  {
    key: 'supplier',
    title: { vi: 'Nhà cung cấp', en: 'Supplier' },
    aliases: ['Đơn vị cung cấp', 'Bên bán'],
    kind: 'text',
    maxLength: 300,
    example: 'Công ty TNHH Thiết bị An ninh',
    hint: { vi: 'Bên bán hoặc lắp đặt', en: 'Who sold or mounted it' },
  },
  {
    key: 'note',
    title: { vi: 'Ghi chú', en: 'Note' },
    aliases: ['Notes', 'Remark'],
    kind: 'text',
    maxLength: 2000,
    example: 'Nối qua đầu ghi tầng 2',
    width: 40,
    hint: { vi: 'Điều cần biết thêm', en: 'Whatever else matters' },
  },
];

/** What the register can have against a row of the table. */
export const CAMERA_FAULTS = {
  'camera.address': {
    message: { vi: '{value} không phải địa chỉ IP hoặc tên máy.', en: '{value} is no IP address or host name.' },
    remedy: { vi: 'Ghi địa chỉ như 192.168.1.64, không kèm cổng.', en: 'Write an address like 192.168.1.64, without a port.' },
  },
  'camera.mac': {
    message: { vi: '{value} không phải địa chỉ MAC.', en: '{value} is no MAC address.' },
    remedy: { vi: 'Ghi 12 chữ số thập lục phân, ví dụ C0:56:E3:12:34:56.', en: 'Write 12 hexadecimal digits, such as C0:56:E3:12:34:56.' },
  },
  'unit.unknown': {
    message: { vi: 'Không có đơn vị {value} trong phạm vi của bạn.', en: 'There is no unit {value} within your scope.' },
    remedy: {
      vi: 'Ghi đúng mã hoặc tên đơn vị như trong danh mục đơn vị.',
      en: 'Write the code or name as the directory of units has it.',
    },
  },
  'unit.ambiguous': {
    message: { vi: 'Có {count} đơn vị tên {value}.', en: '{count} units are called {value}.' },
    remedy: { vi: 'Ghi mã đơn vị thay cho tên.', en: 'Write the code of the unit instead of its name.' },
  },
  'camera.other-unit': {
    message: { vi: 'Camera này đang thuộc đơn vị khác: {value}.', en: 'This camera belongs to another unit: {value}.' },
    remedy: { vi: 'Sửa cột Đơn vị, hoặc chuyển camera trước khi nhập.', en: 'Correct the unit, or transfer the camera first.' },
  },
  'camera.retired': {
    message: { vi: 'Camera này đã ngừng dùng.', en: 'This camera is retired.' },
    remedy: { vi: 'Khôi phục camera trong sổ, hoặc xóa dòng này.', en: 'Restore it in the register, or remove this row.' },
  },
  'camera.ambiguous': {
    message: { vi: 'Có {count} camera trong sổ khớp với dòng này.', en: '{count} cameras of the register match this row.' },
    remedy: { vi: 'Thêm số sê-ri hoặc địa chỉ MAC để phân biệt.', en: 'Add the serial number or MAC address to tell them apart.' },
  },
  'camera.contradiction': {
    message: {
      vi: 'Dòng này và camera {value} trong sổ cùng địa chỉ MAC hoặc số sê-ri nhưng khác mã còn lại.',
      en: 'This row and camera {value} of the register share the MAC address or serial number and differ in the other.',
    },
    remedy: { vi: 'Kiểm tra lại cả hai mã trên nhãn máy.', en: 'Check both on the label of the device.' },
  },
  'camera.same-as': {
    message: { vi: 'Dòng này chỉ cùng một camera với dòng {first}.', en: 'This row means the same camera as row {first}.' },
    remedy: { vi: 'Gộp hai dòng làm một.', en: 'Make one row of the two.' },
  },
} as const satisfies Record<string, FaultText>;

function isAddress(text: string): boolean {
  if (/^[\d.]+$/.test(text)) return ipaddr.IPv4.isValidFourPartDecimal(text);
  return ipaddr.isValid(text) || /^(?=.{1,100}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*$/i.test(text);
}

/** A cell as text; null where it is blank. */
export function cellOf(values: RowValues, key: string): string | null {
  const value = values[key] ?? null;
  return value === null ? null : String(value);
}

function keysOf(values: RowValues): { column: string; key: string }[] {
  const serial = cellOf(values, 'serial');
  const mac = cellOf(values, 'mac');
  const name = cellOf(values, 'name');
  if (serial === null && mac === null) {
    return name === null ? [] : [{ column: 'name', key: `name ${foldText(cellOf(values, 'unit') ?? '')} ${name}` }];
  }
  return [
    ...(serial === null ? [] : [{ column: 'serial', key: `serial ${serial}` }]),
    ...(mac === null ? [] : [{ column: 'mac', key: `mac ${mac}` }]),
  ];
}

/** The form of a table of cameras. */
export const CAMERA_FORM: ImportForm = { id: 'cameras', columns: COLUMNS, keysOf };
