import type { Field } from './definition.ts';
import { words } from './definition.ts';

/** Fields of an official document as Decree 30/2020/NĐ-CP names them; shared so that one name means one thing in every register. */
export const NUMBER: Field = {
  id: 'number',
  title: words('Số, ký hiệu', 'Number and symbol'),
  hint: words('Ví dụ: 15/QĐ-UBND, 12/UBND-VX.', 'For example 15/QĐ-UBND, 12/UBND-VX.'),
  kind: 'text',
  max: 60,
  filterable: true,
  listed: true,
};
export const EXCERPT: Field = {
  id: 'excerpt',
  title: words('Trích yếu', 'Subject'),
  hint: words('Tóm tắt nội dung chủ yếu của văn bản.', 'What the document is about, in one sentence.'),
  kind: 'text',
  required: true,
  max: 500,
  listed: true,
};
export const ISSUED_ON: Field = {
  id: 'issuedOn',
  title: words('Ngày ban hành', 'Date of issue'),
  kind: 'date',
  filterable: true,
  listed: true,
};
export const ISSUER: Field = {
  id: 'issuer',
  title: words('Cơ quan ban hành', 'Issuing body'),
  kind: 'text',
  filterable: true,
  listed: true,
};
export const SIGNER: Field = {
  id: 'signer',
  title: words('Người ký', 'Signed by'),
  hint: words('Họ tên và chức vụ.', 'Name and position.'),
  kind: 'person',
};
export const SIGNED_COPY: Field = {
  id: 'signedCopy',
  title: words('Bản ký', 'Signed copy'),
  kind: 'file',
};
export const NOTE: Field = { id: 'note', title: words('Ghi chú', 'Note'), kind: 'longtext', max: 2000 };
export const RESULT: Field = { id: 'result', title: words('Kết quả', 'Result'), kind: 'longtext' };
export const STARTS_ON: Field = {
  id: 'startsOn',
  title: words('Từ ngày', 'From'),
  kind: 'date',
  required: true,
  filterable: true,
  listed: true,
};
export const ENDS_ON: Field = { id: 'endsOn', title: words('Đến ngày', 'To'), kind: 'date', filterable: true, listed: true };
