import type { RegisterDefinition } from './definition.ts';
import { words } from './definition.ts';
import { ENDS_ON, NOTE, RESULT, STARTS_ON } from './fields.ts';
import { PLANNED_LIFE } from './lives.ts';

/** Training and drills on the security of cameras (D13; point of the awareness project under Decision 1907/QĐ-TTg). */
export const training: RegisterDefinition = {
  id: 'training',
  title: words('Đào tạo, tập huấn', 'Training'),
  one: words('lớp tập huấn', 'course'),
  lead: words(
    'Lớp đào tạo, tập huấn, diễn tập: thời gian, đối tượng, số người dự, tài liệu.',
    'Courses and drills: when, for whom, how many came, materials.',
  ),
  duties: ['D13'],
  classification: 0,
  fields: [
    { id: 'subject', title: words('Tên lớp', 'Title'), kind: 'text', required: true, max: 300, listed: true },
    STARTS_ON,
    ENDS_ON,
    {
      id: 'trainingForm',
      title: words('Hình thức', 'Form'),
      kind: 'choice',
      required: true,
      filterable: true,
      listed: true,
      choices: [
        { id: 'classroom', title: words('Tập trung', 'Classroom') },
        { id: 'online', title: words('Trực tuyến', 'Online') },
        { id: 'drill', title: words('Diễn tập', 'Drill') },
      ],
    },
    { id: 'trainer', title: words('Giảng viên, đơn vị giảng dạy', 'Trainer'), kind: 'person' },
    { id: 'venue', title: words('Địa điểm', 'Venue'), kind: 'text' },
    { id: 'hours', title: words('Số giờ', 'Hours'), kind: 'number', max: 10_000 },
    { id: 'invited', title: words('Số người được cử', 'Invited'), kind: 'number', max: 1_000_000 },
    { id: 'attended', title: words('Số người dự', 'Attended'), kind: 'number', max: 1_000_000, filterable: true, listed: true },
    { id: 'campaign', title: words('Thuộc chiến dịch', 'Part of campaign'), kind: 'record', register: 'campaigns', filterable: true },
    { id: 'attendance', title: words('Danh sách dự', 'List of those present'), kind: 'file' },
    { id: 'materials', title: words('Tài liệu', 'Materials'), kind: 'file' },
    RESULT,
    NOTE,
  ],
  titleField: 'subject',
  ...PLANNED_LIFE,
};
