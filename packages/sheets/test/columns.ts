import type { Column } from '../src/index.ts';

/** Columns of every kind, for tests. */
export const COLUMNS: readonly Column[] = [
  {
    key: 'name',
    title: { vi: 'Tên camera', en: 'Camera name' },
    aliases: ['Tên thiết bị'],
    kind: 'text',
    required: true,
    maxLength: 60,
    example: 'Cổng chính',
    hint: { vi: 'Tên dễ nhớ', en: 'A name easy to remember' },
  },
  {
    key: 'serial',
    title: { vi: 'Số sê-ri', en: 'Serial number' },
    aliases: ['S/N', 'Số serial'],
    kind: 'id',
    example: 'DS2CD-0001',
    hint: { vi: 'Như trên nhãn', en: 'As on the label' },
    remedy: { vi: 'Chép số sê-ri từ nhãn dán trên máy.', en: 'Copy the serial number from the label of the device.' },
  },
  {
    key: 'bought',
    title: { vi: 'Ngày mua', en: 'Day of purchase' },
    kind: 'date',
    past: true,
    example: '05/03/2024',
    hint: { vi: 'Ngày trên hóa đơn', en: 'The day on the invoice' },
  },
  {
    key: 'channels',
    title: { vi: 'Số kênh', en: 'Channels' },
    kind: 'number',
    whole: true,
    min: 1,
    max: 64,
    example: '1',
    hint: { vi: 'Số kênh hình', en: 'Number of video channels' },
  },
  {
    key: 'storage',
    title: { vi: 'Nơi lưu trữ', en: 'Storage' },
    kind: 'enum',
    choices: [
      { value: 'vn', title: { vi: 'Trong nước', en: 'In Viet Nam' }, aliases: ['Việt Nam', 'VN'] },
      { value: 'abroad', title: { vi: 'Nước ngoài', en: 'Abroad' } },
    ],
    example: 'Trong nước',
    hint: { vi: 'Nơi đặt máy lưu hình', en: 'Where the recordings are' },
  },
  {
    key: 'address',
    title: { vi: 'Địa chỉ IP', en: 'IP address' },
    kind: 'text',
    example: '192.168.1.64',
    hint: { vi: 'Địa chỉ trong mạng', en: 'Address in the network' },
    read: (text) => (/^\d{1,3}(\.\d{1,3}){3}$/.test(text) ? { value: text } : { fault: 'value.form', values: { value: text } }),
  },
];
