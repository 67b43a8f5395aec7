import type { RegisterDefinition } from './definition.ts';
import { words } from './definition.ts';
import { NOTE } from './fields.ts';
import { CONFIRMED_LIFE } from './lives.ts';

/** Import declarations of cameras checked at customs against the regulation (D25), and what makers and importers answer for (D29). */
export const importDeclarations: RegisterDefinition = {
  id: 'import-declarations',
  title: words('Tờ khai nhập khẩu camera', 'Import declarations of cameras'),
  one: words('tờ khai', 'declaration'),
  lead: words(
    'Tờ khai hải quan của camera nhập khẩu: mã HS, kiểu máy, người nhập khẩu, giấy chứng nhận hợp quy, kết quả kiểm tra.',
    'Customs declarations of cameras: HS code, model, importer, certificate of conformity, result of the check.',
  ),
  duties: ['D25', 'D29'],
  classification: 0,
  fields: [
    {
      id: 'number',
      title: words('Số tờ khai', 'Declaration number'),
      kind: 'text',
      required: true,
      max: 60,
      filterable: true,
      listed: true,
    },
    { id: 'declaredOn', title: words('Ngày đăng ký', 'Registered on'), kind: 'date', required: true, filterable: true, listed: true },
    { id: 'importer', title: words('Người nhập khẩu', 'Importer'), kind: 'text', required: true, filterable: true, listed: true },
    { id: 'taxCode', title: words('Mã số thuế', 'Tax code'), kind: 'text', max: 20, filterable: true },
    {
      id: 'hsCode',
      title: words('Mã HS', 'HS code'),
      hint: words('Ví dụ: 8525.89.', 'For example 8525.89.'),
      kind: 'text',
      required: true,
      max: 20,
      filterable: true,
    },
    { id: 'goods', title: words('Tên hàng, kiểu máy', 'Goods and model'), kind: 'text', required: true, max: 500, listed: true },
    { id: 'origin', title: words('Nước xuất xứ', 'Country of origin'), kind: 'text', max: 100, filterable: true },
    { id: 'quantity', title: words('Số lượng', 'Quantity'), kind: 'number', required: true, max: 100_000_000 },
    { id: 'customsValue', title: words('Trị giá hải quan (đồng)', 'Customs value (VND)'), kind: 'money', classification: 1 },
    { id: 'certificate', title: words('Giấy chứng nhận hợp quy', 'Certificate of conformity'), kind: 'text', max: 100 },
    {
      id: 'clearance',
      title: words('Kết quả', 'Result'),
      kind: 'choice',
      filterable: true,
      listed: true,
      choices: [
        { id: 'cleared', title: words('Thông quan', 'Cleared') },
        { id: 'conditional', title: words('Đưa về bảo quản, chờ hợp quy', 'Released into storage until certified') },
        { id: 'refused', title: words('Không được nhập khẩu', 'Refused') },
      ],
    },
    { id: 'declarationFile', title: words('Tờ khai', 'Declaration'), kind: 'file' },
    NOTE,
  ],
  titleField: 'goods',
  ...CONFIRMED_LIFE,
};
