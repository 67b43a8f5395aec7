import type { RegisterDefinition } from './definition.ts';
import { words } from './definition.ts';
import { NOTE } from './fields.ts';

/** Questions on what the rules ask for, and the answers given: D42 (where authority or level is unclear) and D18, D19 (guidance). */
export const questions: RegisterDefinition = {
  id: 'questions',
  title: words('Hỏi đáp, hướng dẫn', 'Guidance: questions and answers'),
  one: words('câu hỏi', 'question'),
  lead: words(
    'Vướng mắc gửi cơ quan hướng dẫn, câu trả lời và ảnh hưởng đến các hệ thống.',
    'What was unclear, whom it was put to, the answer, and what it changes for the systems.',
  ),
  duties: ['D18', 'D19', 'D42'],
  classification: 0,
  secrets: true,
  fields: [
    { id: 'subject', title: words('Vấn đề', 'Subject'), kind: 'text', required: true, max: 300, listed: true },
    { id: 'question', title: words('Nội dung hỏi', 'Question'), kind: 'longtext', required: true },
    {
      id: 'topic',
      title: words('Lĩnh vực', 'Topic'),
      kind: 'choice',
      required: true,
      filterable: true,
      listed: true,
      choices: [
        { id: 'level', title: words('Xác định cấp độ', 'Determining the level') },
        { id: 'authority', title: words('Thẩm quyền', 'Who is competent') },
        { id: 'plan', title: words('Phương án bảo đảm an toàn', 'The security plan') },
        { id: 'device', title: words('Yêu cầu đối với camera', 'Requirements on cameras') },
        { id: 'report', title: words('Báo cáo', 'Reporting') },
        { id: 'other', title: words('Khác', 'Other') },
      ],
    },
    { id: 'askedTo', title: words('Cơ quan được hỏi', 'Put to'), kind: 'text', filterable: true, listed: true },
    { id: 'askedOn', title: words('Ngày hỏi', 'Asked on'), kind: 'date', required: true, filterable: true, listed: true },
    { id: 'answer', title: words('Trả lời', 'Answer'), kind: 'longtext' },
    { id: 'answeredBy', title: words('Người trả lời', 'Answered by'), kind: 'person' },
    { id: 'answeredOn', title: words('Ngày trả lời', 'Answered on'), kind: 'date', filterable: true },
    {
      id: 'answerDocument',
      title: words('Văn bản trả lời', 'Answering document'),
      kind: 'record',
      register: 'documents',
      filterable: true,
    },
    { id: 'effect', title: words('Ảnh hưởng đến hệ thống', 'Effect on systems'), kind: 'longtext', max: 2000 },
    NOTE,
  ],
  titleField: 'subject',
  states: [
    { id: 'draft', title: words('Đang soạn', 'Draft'), editable: true, tone: 'open' },
    { id: 'asked', title: words('Đã gửi, chờ trả lời', 'Asked, awaiting answer'), editable: true, tone: 'open' },
    { id: 'answered', title: words('Đã trả lời', 'Answered'), tone: 'good' },
    { id: 'withdrawn', title: words('Đã rút', 'Withdrawn'), tone: 'closed' },
  ],
  transitions: [
    { id: 'ask', title: words('Gửi câu hỏi', 'Ask'), from: ['draft'], to: 'asked', permission: 'record.write', needs: ['askedTo'] },
    {
      id: 'answer',
      title: words('Ghi nhận trả lời', 'Record the answer'),
      from: ['asked'],
      to: 'answered',
      permission: 'record.write',
      needs: ['answer', 'answeredOn'],
    },
    {
      id: 'reopen',
      title: words('Hỏi lại', 'Ask again'),
      from: ['answered'],
      to: 'asked',
      permission: 'record.write',
      reason: true,
    },
    {
      id: 'withdraw',
      title: words('Rút câu hỏi', 'Withdraw'),
      from: ['draft', 'asked'],
      to: 'withdrawn',
      permission: 'record.write',
      reason: true,
    },
  ],
};
