import type { RegisterDefinition } from './definition.ts';
import { words } from './definition.ts';
import { NOTE } from './fields.ts';
import { CONFIRMED_LIFE } from './lives.ts';

/** Money planned and spent on the security of cameras, a line per year and purpose (Directive 23, section 1, point d). */
export const budget: RegisterDefinition = {
  id: 'budget',
  title: words('Kinh phí', 'Budget lines'),
  one: words('khoản kinh phí', 'budget line'),
  lead: words(
    'Kinh phí bố trí hằng năm cho bảo đảm an toàn camera giám sát: dự toán, đã giao, đã chi.',
    'Money set aside each year for the security of cameras: estimated, allotted, spent.',
  ),
  duties: ['D8'],
  classification: 0,
  fields: [
    { id: 'purpose', title: words('Nội dung chi', 'Purpose'), kind: 'text', required: true, max: 300, listed: true },
    {
      id: 'year',
      title: words('Năm ngân sách', 'Budget year'),
      kind: 'number',
      required: true,
      max: 2200,
      filterable: true,
      listed: true,
    },
    {
      id: 'source',
      title: words('Nguồn kinh phí', 'Source'),
      kind: 'choice',
      required: true,
      filterable: true,
      listed: true,
      choices: [
        { id: 'central', title: words('Ngân sách trung ương', 'Central budget') },
        { id: 'local', title: words('Ngân sách địa phương', 'Local budget') },
        { id: 'own', title: words('Nguồn thu của đơn vị', 'Own revenue') },
        { id: 'other', title: words('Nguồn khác', 'Other') },
      ],
    },
    {
      id: 'category',
      title: words('Nhóm chi', 'Category'),
      kind: 'choice',
      filterable: true,
      choices: [
        { id: 'replacement', title: words('Thay thế thiết bị', 'Replacing devices') },
        { id: 'assessment', title: words('Kiểm tra, đánh giá', 'Assessment') },
        { id: 'measures', title: words('Biện pháp bảo vệ', 'Protective measures') },
        { id: 'training', title: words('Đào tạo, tuyên truyền', 'Training and outreach') },
        { id: 'operation', title: words('Vận hành, bảo trì', 'Operation and maintenance') },
      ],
    },
    { id: 'planned', title: words('Dự toán (đồng)', 'Estimate (VND)'), kind: 'money', required: true, filterable: true, listed: true },
    { id: 'allotted', title: words('Đã giao (đồng)', 'Allotted (VND)'), kind: 'money', filterable: true },
    { id: 'spent', title: words('Đã chi (đồng)', 'Spent (VND)'), kind: 'money', filterable: true, listed: true },
    { id: 'decision', title: words('Quyết định giao', 'Allotted by'), kind: 'record', register: 'documents', filterable: true },
    NOTE,
  ],
  titleField: 'purpose',
  ...CONFIRMED_LIFE,
};
