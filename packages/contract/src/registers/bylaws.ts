import type { RegisterDefinition } from './definition.ts';
import { words } from './definition.ts';
import { EXCERPT, ISSUED_ON, ISSUER, NOTE, NUMBER, SIGNED_COPY, SIGNER } from './fields.ts';
import { ISSUED_LIFE } from './lives.ts';

/**
 * Bylaws (quy chế) on the security of networks and systems, with the clause on cameras that Directive 23 asks for (section 1, point đ).
 * They have to be issued before a level is approved: Circular 12/2022 article 9.7, Decree 331/2026 article 30.7.
 */
export const bylaws: RegisterDefinition = {
  id: 'bylaws',
  title: words('Quy chế bảo đảm an toàn, an ninh mạng', 'Bylaws on network security'),
  one: words('quy chế', 'bylaw'),
  lead: words(
    'Quy chế của cơ quan, đơn vị; ghi rõ đã có nội dung về camera giám sát hay chưa và khi nào phải rà soát.',
    'The bylaws of the body: whether they have a clause on surveillance cameras, and when they are due for review.',
  ),
  duties: ['D10', 'D20', 'D24'],
  classification: 0,
  secrets: true,
  fields: [
    NUMBER,
    EXCERPT,
    ISSUED_ON,
    ISSUER,
    SIGNER,
    {
      id: 'scope',
      title: words('Phạm vi áp dụng', 'Applies to'),
      kind: 'choice',
      required: true,
      filterable: true,
      listed: true,
      choices: [
        { id: 'body', title: words('Nội bộ cơ quan', 'The body itself') },
        { id: 'system', title: words('Một hệ thống thông tin', 'One information system') },
        { id: 'territory', title: words('Toàn địa bàn', 'The whole territory') },
        { id: 'police', title: words('Hệ thống camera của lực lượng Công an', 'Camera systems of the police') },
      ],
    },
    {
      id: 'cameraClause',
      title: words('Có nội dung về camera giám sát', 'Has a clause on cameras'),
      kind: 'flag',
      filterable: true,
      listed: true,
    },
    {
      id: 'clauseReference',
      title: words('Điều, khoản về camera', 'Article on cameras'),
      hint: words('Ví dụ: Điều 12, khoản 2 và 3.', 'For example article 12, clauses 2 and 3.'),
      kind: 'text',
    },
    { id: 'edition', title: words('Lần ban hành', 'Edition'), kind: 'number', max: 1000 },
    { id: 'effectiveOn', title: words('Ngày có hiệu lực', 'In force from'), kind: 'date', filterable: true },
    {
      id: 'reviewOn',
      title: words('Hạn rà soát', 'Review due'),
      kind: 'date',
      filterable: true,
      listed: true,
    },
    {
      id: 'replaces',
      title: words('Thay thế quy chế', 'Replaces'),
      kind: 'record',
      register: 'bylaws',
      filterable: true,
    },
    SIGNED_COPY,
    NOTE,
  ],
  titleField: 'excerpt',
  ...ISSUED_LIFE,
};
