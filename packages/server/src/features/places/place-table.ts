import type { PlaceView } from '@ancam/contract';
import { YES_NO, choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

/** Administrative units of a day as a table. */
export const PLACE_TABLE: ListTable<PlaceView> = {
  name: 'places',
  title: { vi: 'Địa bàn', en: 'Places' },
  columns: [
    column('code', 'id', 'Mã', 'Code'),
    column('name', 'text', 'Tên', 'Name', { width: 28 }),
    column('type', 'enum', 'Loại', 'Type', {
      choices: choicesOf({
        tinh: ['tỉnh', 'province'],
        'thanh-pho': ['thành phố', 'city'],
        quan: ['quận', 'urban district'],
        huyen: ['huyện', 'district'],
        'thi-xa': ['thị xã', 'town'],
        'thanh-pho-thuoc-tinh': ['thành phố thuộc tỉnh', 'provincial city'],
        xa: ['xã', 'commune'],
        phuong: ['phường', 'ward'],
        'thi-tran': ['thị trấn', 'township'],
        'dac-khu': ['đặc khu', 'special zone'],
      }),
    }),
    column('above', 'text', 'Thuộc', 'Within', { width: 32 }),
    column('from', 'date', 'Từ ngày', 'From'),
    column('fromAtLatest', 'enum', 'Có thể sớm hơn', 'May be earlier', { choices: YES_NO }),
    column('until', 'date', 'Đến ngày', 'Until'),
    column('below', 'number', 'Đơn vị trực thuộc', 'Directly below'),
    column('confidence', 'text', 'Độ tin cậy', 'Confidence'),
  ],
  cells: ({ above }) => ({ above: above.map(({ name }) => name).join(', ') }),
};
