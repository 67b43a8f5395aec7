import type { RegisterDefinition } from './definition.ts';
import { words } from './definition.ts';
import { EXCERPT, ISSUED_ON, ISSUER, NOTE, NUMBER, SIGNED_COPY, SIGNER } from './fields.ts';
import { CONFIRMED_LIFE } from './lives.ts';

/** Official documents received and issued, named by Decree 30/2020. `basis` makes the tree: which document carries out which. */
export const documents: RegisterDefinition = {
  id: 'documents',
  title: words('Văn bản đến và đi', 'Official documents received and issued'),
  one: words('văn bản', 'document'),
  lead: words(
    'Chỉ thị, công văn, kế hoạch, báo cáo về camera giám sát; mỗi văn bản gắn với văn bản mà nó triển khai, thành cây từ trung ương đến cơ sở.',
    'Directives, letters, plans and reports on cameras. Each hangs on the document that it carries out: a tree from the centre to the commune.',
  ),
  duties: ['D15', 'D18', 'D39', 'D40', 'D43'],
  classification: 0,
  secrets: true,
  fields: [
    {
      id: 'direction',
      title: words('Đến hay đi', 'Received or issued'),
      kind: 'choice',
      required: true,
      filterable: true,
      listed: true,
      choices: [
        { id: 'in', title: words('Văn bản đến', 'Received') },
        { id: 'out', title: words('Văn bản đi', 'Issued') },
      ],
    },
    { ...NUMBER, required: true },
    { ...EXCERPT },
    { ...ISSUED_ON, required: true },
    { ...ISSUER, required: true },
    SIGNER,
    {
      id: 'documentType',
      title: words('Tên loại văn bản', 'Kind of document'),
      kind: 'choice',
      required: true,
      filterable: true,
      choices: [
        { id: 'directive', title: words('Chỉ thị', 'Directive') },
        { id: 'decision', title: words('Quyết định', 'Decision') },
        { id: 'letter', title: words('Công văn', 'Official letter') },
        { id: 'plan', title: words('Kế hoạch', 'Plan') },
        { id: 'report', title: words('Báo cáo', 'Report') },
        { id: 'submission', title: words('Tờ trình', 'Submission') },
        { id: 'guidance', title: words('Hướng dẫn', 'Guidance') },
        { id: 'notice', title: words('Thông báo', 'Notice') },
        { id: 'other', title: words('Loại khác', 'Other') },
      ],
    },
    {
      id: 'urgency',
      title: words('Độ khẩn', 'Urgency'),
      kind: 'choice',
      choices: [
        { id: 'urgent', title: words('Khẩn', 'Urgent') },
        { id: 'very-urgent', title: words('Thượng khẩn', 'Very urgent') },
        { id: 'flash', title: words('Hỏa tốc', 'Flash') },
      ],
    },
    { id: 'arrivalNumber', title: words('Số đến', 'Arrival number'), kind: 'text', max: 60, internal: true },
    { id: 'arrivedOn', title: words('Ngày đến', 'Arrived on'), kind: 'date', filterable: true, internal: true },
    {
      id: 'recipients',
      title: words('Nơi nhận', 'Recipients'),
      hint: words('Mỗi nơi nhận một dòng.', 'One recipient a line.'),
      kind: 'longtext',
    },
    { id: 'dueOn', title: words('Hạn giải quyết', 'Due'), kind: 'date', filterable: true, listed: true },
    { id: 'doneOn', title: words('Ngày giải quyết xong', 'Dealt with on'), kind: 'date', filterable: true, internal: true },
    { id: 'handler', title: words('Người xử lý', 'Handled by'), kind: 'person', internal: true },
    {
      id: 'basis',
      title: words('Triển khai văn bản', 'Carries out'),
      kind: 'record',
      register: 'documents',
      filterable: true,
    },
    SIGNED_COPY,
    { ...NOTE, internal: true },
  ],
  titleField: 'excerpt',
  tree: 'basis',
  ...CONFIRMED_LIFE,
};
