import type { Column } from '@ancam/sheets';
import { macDigits } from '../discover/bytes.ts';
import { deviceAddress } from './device-address.ts';

/** Columns of a list of devices, by the titles that such lists have; those of NetBox are among them. */
export const LIST_COLUMNS: readonly Column[] = [
  {
    key: 'address',
    title: { vi: 'Địa chỉ IP', en: 'IP address' },
    kind: 'id',
    required: true,
    aliases: [
      'IP',
      'Địa chỉ',
      'ip_address',
      'primary_ip',
      'primary_ip4',
      'primary_ip6',
      'Primary IP',
      'IPv4 Address',
      'IPv6 Address',
      'host',
    ],
    example: '192.168.1.64',
    hint: { vi: 'IPv4 hoặc IPv6', en: 'IPv4 or IPv6' },
    remedy: { vi: 'Ghi địa chỉ IPv4 hoặc IPv6 của thiết bị.', en: 'Give the IPv4 or IPv6 address of the device.' },
    read: (text) => {
      const address = deviceAddress(text);
      return address === undefined ? { fault: 'list.address', values: { value: text.slice(0, 60) } } : { value: address };
    },
  },
  {
    key: 'mac',
    title: { vi: 'Địa chỉ MAC', en: 'MAC address' },
    kind: 'id',
    aliases: ['MAC', 'mac_address', 'primary_mac_address'],
    example: '44:19:B6:00:00:01',
    hint: { vi: '12 chữ số thập lục phân', en: '12 hexadecimal digits' },
    read: (text) => {
      const mac = macDigits(text);
      return mac === undefined ? { fault: 'list.mac', values: { value: text.slice(0, 60) } } : { value: mac };
    },
  },
  text('maker', 'Hãng sản xuất', 'Manufacturer', ['Hãng', 'Nhà sản xuất', 'Maker', 'Vendor', 'Brand', 'Thương hiệu'], 'Hikvision'),
  text('model', 'Model', 'Model', ['Kiểu máy', 'Mẫu', 'Type', 'Device type', 'device_type', 'Mã hàng'], 'DS-2CD2143G2-I'),
  text(
    'firmware',
    'Firmware',
    'Firmware',
    ['Phiên bản', 'Phiên bản phần mềm', 'Firmware version', 'Version', 'software_version'],
    'V5.7.3',
  ),
  text('serial', 'Số sê-ri', 'Serial number', ['Serial', 'Số seri', 'Số serial', 'S/N', 'SN'], 'DS0123456'),
  text('name', 'Tên', 'Name', ['Tên thiết bị', 'Device', 'Camera', 'Tên camera'], 'Cổng chính'),
  text('role', 'Vai trò', 'Role', ['Device role', 'device_role', 'Loại thiết bị', 'Loại'], 'camera'),
  text('asset', 'Mã tài sản', 'Asset tag', ['asset_tag'], 'TS-001'),
  text('tenant', 'Đơn vị thuê', 'Tenant', [], 'UBND'),
  text('rack', 'Tủ rack', 'Rack', [], 'R1'),
];

function text(key: string, vi: string, en: string, aliases: readonly string[], example: string): Column {
  return { key, title: { vi, en }, kind: 'text', aliases, maxLength: 200, example, hint: { vi, en } };
}

/** Faults of these columns, in words. */
export const LIST_FAULTS = {
  'list.address': {
    message: { vi: '"{value}" không phải địa chỉ IP của thiết bị.', en: '"{value}" is no IP address of a device.' },
    remedy: { vi: 'Ghi địa chỉ IPv4 hoặc IPv6.', en: 'Give an IPv4 or IPv6 address.' },
  },
  'list.mac': {
    message: { vi: '"{value}" không phải địa chỉ MAC.', en: '"{value}" is no MAC address.' },
    remedy: { vi: 'Ghi 12 chữ số thập lục phân, ví dụ 44:19:B6:00:00:01.', en: 'Give 12 hexadecimal digits, such as 44:19:B6:00:00:01.' },
  },
} as const;
