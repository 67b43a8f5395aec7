import type { RegisterDefinition } from './definition.ts';
import { words } from './definition.ts';
import { ENDS_ON, NOTE, RESULT, STARTS_ON } from './fields.ts';
import { PLANNED_LIFE } from './lives.ts';

/** Campaigns that training and outreach belong to (D13, D17, D28). */
export const campaigns: RegisterDefinition = {
  id: 'campaigns',
  title: words('Chiến dịch, đợt cao điểm', 'Campaigns'),
  one: words('chiến dịch', 'campaign'),
  lead: words(
    'Các đợt cao điểm rà soát, tuyên truyền, tập huấn về an toàn camera.',
    'Campaigns of review, outreach and training on the security of cameras.',
  ),
  duties: ['D13', 'D17', 'D28'],
  classification: 0,
  fields: [
    { id: 'subject', title: words('Tên chiến dịch', 'Title'), kind: 'text', required: true, max: 300, listed: true },
    {
      id: 'campaignType',
      title: words('Loại', 'Kind'),
      kind: 'choice',
      required: true,
      filterable: true,
      listed: true,
      choices: [
        { id: 'review', title: words('Rà soát', 'Review') },
        { id: 'outreach', title: words('Tuyên truyền', 'Outreach') },
        { id: 'training', title: words('Đào tạo', 'Training') },
        { id: 'inspection', title: words('Kiểm tra', 'Inspection') },
      ],
    },
    STARTS_ON,
    ENDS_ON,
    { id: 'goal', title: words('Mục tiêu', 'Goal'), kind: 'longtext', max: 2000 },
    { id: 'leadUnit', title: words('Đơn vị chủ trì', 'Lead unit'), kind: 'unit', filterable: true },
    { id: 'plan', title: words('Kế hoạch', 'Plan'), kind: 'record', register: 'documents', filterable: true },
    RESULT,
    NOTE,
  ],
  titleField: 'subject',
  ...PLANNED_LIFE,
};
