import type { RegisterDefinition } from './definition.ts';
import { words } from './definition.ts';
import { ENDS_ON, NOTE, NUMBER, RESULT, STARTS_ON } from './fields.ts';
import { PLANNED_LIFE } from './lives.ts';

/** Inspections of agencies, sellers and importers: D17 (check visits), D26, D27 (market), D5 where a body checks itself. */
export const inspections: RegisterDefinition = {
  id: 'inspections',
  title: words('Kiểm tra', 'Inspections'),
  one: words('cuộc kiểm tra', 'inspection'),
  lead: words(
    'Kế hoạch, biên bản, mẫu và kết luận của các cuộc kiểm tra về camera giám sát.',
    'Plans, minutes, samples and conclusions of inspections of cameras.',
  ),
  duties: ['D5', 'D17', 'D26', 'D27'],
  classification: 1,
  secrets: true,
  fields: [
    { ...NUMBER, title: words('Số, ký hiệu quyết định', 'Number of the decision') },
    { id: 'subject', title: words('Nội dung kiểm tra', 'Subject'), kind: 'text', required: true, max: 500, listed: true },
    {
      id: 'inspectionType',
      title: words('Loại kiểm tra', 'Kind of inspection'),
      kind: 'choice',
      required: true,
      filterable: true,
      listed: true,
      choices: [
        { id: 'agency', title: words('Cơ quan, đơn vị sử dụng camera', 'A body that uses cameras') },
        { id: 'market', title: words('Thị trường', 'Market') },
        { id: 'counterfeit', title: words('Hàng giả, hàng lậu', 'Counterfeit and smuggled goods') },
        { id: 'self', title: words('Tự kiểm tra', 'Self-check') },
      ],
    },
    STARTS_ON,
    ENDS_ON,
    { id: 'inspectedUnit', title: words('Đơn vị được kiểm tra', 'Inspected unit'), kind: 'unit', filterable: true },
    {
      id: 'inspectedName',
      title: words('Tổ chức, cá nhân khác được kiểm tra', 'Other inspected person or business'),
      kind: 'text',
      filterable: true,
      listed: true,
    },
    { id: 'leader', title: words('Trưởng đoàn', 'Head of the team'), kind: 'person' },
    {
      id: 'assessorKind',
      title: words('Người kiểm tra, đánh giá', 'Assessor'),
      kind: 'choice',
      choices: [
        { id: 'own-unit', title: words('Đơn vị trong cơ quan, độc lập với vận hành', 'A unit of the body, independent of operation') },
        { id: 'licensed', title: words('Tổ chức được cấp phép', 'A licensed organisation') },
        { id: 'public', title: words('Đơn vị sự nghiệp nhà nước có chức năng', 'A public unit with that function') },
        { id: 'designated', title: words('Tổ chức được chỉ định', 'A designated organisation') },
        { id: 'authority', title: words('Cơ quan quản lý nhà nước', 'A state authority') },
      ],
    },
    { id: 'assessorName', title: words('Tên tổ chức, đơn vị đánh giá', 'Name of the assessor'), kind: 'text' },
    { id: 'licenceNumber', title: words('Số giấy phép', 'Number of the licence'), kind: 'text', max: 60 },
    { id: 'licenceScope', title: words('Phạm vi giấy phép', 'Scope of the licence'), kind: 'text', max: 500 },
    { id: 'licenceUntil', title: words('Giấy phép có hiệu lực đến', 'Licence valid until'), kind: 'date' },
    { id: 'samples', title: words('Số mẫu lấy', 'Samples taken'), kind: 'number', max: 1_000_000 },
    {
      id: 'outcome',
      title: words('Kết luận', 'Conclusion'),
      kind: 'choice',
      filterable: true,
      listed: true,
      choices: [
        { id: 'no-violation', title: words('Chưa phát hiện vi phạm', 'No violation found') },
        { id: 'to-mend', title: words('Có tồn tại, phải khắc phục', 'Shortcomings to be mended') },
        { id: 'violation', title: words('Có vi phạm', 'Violation') },
      ],
    },
    { id: 'fine', title: words('Số tiền xử phạt (đồng)', 'Fine (VND)'), kind: 'money', filterable: true },
    { id: 'mendBy', title: words('Hạn khắc phục', 'To be mended by'), kind: 'date', filterable: true },
    {
      id: 'shortcomings',
      title: words('Tồn tại, điểm yếu', 'Shortcomings found'),
      hint: words('Mỗi tồn tại một dòng.', 'One a line.'),
      kind: 'longtext',
    },
    { id: 'retestOn', title: words('Ngày kiểm tra lại', 'Retested on'), kind: 'date' },
    {
      id: 'retestOutcome',
      title: words('Kết quả kiểm tra lại', 'Result of the retest'),
      kind: 'choice',
      choices: [
        { id: 'mended', title: words('Đã khắc phục', 'Mended') },
        { id: 'partly', title: words('Khắc phục một phần', 'Partly mended') },
        { id: 'not-mended', title: words('Chưa khắc phục', 'Not mended') },
      ],
    },
    RESULT,
    { id: 'minutesFile', title: words('Biên bản', 'Minutes'), kind: 'file' },
    NOTE,
  ],
  titleField: 'subject',
  ...PLANNED_LIFE,
};
