import { registerOf } from '@ancam/contract';
import type { Delivery, DocumentNode } from '@ancam/contract';
import { YES_NO, choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

/** Choices of a field of the register, as its definition words them. */
function choicesOfField(id: string): readonly { readonly value: string; readonly title: { readonly vi: string; readonly en: string } }[] {
  const field = registerOf('documents')?.fields.find((each) => each.id === id);
  return (field?.choices ?? []).map((choice) => ({ value: choice.id, title: choice.title }));
}

/** Documents with how far they have come as a table. */
export const DOCUMENT_TABLE: ListTable<DocumentNode> = {
  name: 'documents',
  title: { vi: 'Cây văn bản', en: 'Tree of documents' },
  columns: [
    column('number', 'text', 'Số, ký hiệu', 'Number'),
    column('title', 'text', 'Trích yếu', 'Subject', { width: 50 }),
    column('documentType', 'enum', 'Loại', 'Kind', { choices: choicesOfField('documentType') }),
    column('direction', 'enum', 'Đến hay đi', 'Received or issued', { choices: choicesOfField('direction') }),
    column('issuer', 'text', 'Cơ quan ban hành', 'Issuing body', { width: 32 }),
    column('issuedOn', 'date', 'Ngày ban hành', 'Issued on'),
    column('unit', 'text', 'Đơn vị giữ', 'Kept by', { width: 32 }),
    column('sentHere', 'enum', 'Được gửi đến', 'Sent here', { choices: YES_NO }),
    column('children', 'number', 'Văn bản triển khai', 'Carried out by'),
    column('total', 'number', 'Nơi nhận', 'Recipients'),
    column('received', 'number', 'Đã nhận', 'Received'),
    column('acted', 'number', 'Đã thực hiện', 'Acted'),
    column('late', 'number', 'Quá hạn', 'Late'),
  ],
  cells: ({ recipients }) => ({ ...recipients }),
};

/** Deliveries as a table: the recipients of a document, or what a unit was sent. */
export const DELIVERY_TABLE: ListTable<Delivery> = {
  name: 'deliveries',
  title: { vi: 'Văn bản gửi, nhận', en: 'Deliveries' },
  columns: [
    column('number', 'text', 'Số, ký hiệu', 'Number'),
    column('title', 'text', 'Trích yếu', 'Subject', { width: 50 }),
    column('issuer', 'text', 'Nơi gửi', 'Sent by', { width: 32 }),
    column('recipient', 'text', 'Nơi nhận', 'Recipient', { width: 32 }),
    column('purpose', 'enum', 'Để', 'For', { choices: choicesOf({ act: ['thực hiện', 'action'], know: ['biết', 'information'] }) }),
    column('state', 'enum', 'Tình trạng', 'State', {
      choices: choicesOf({
        planned: ['chưa gửi', 'not sent'],
        sent: ['đã gửi', 'sent'],
        overdue: ['quá hạn', 'overdue'],
        received: ['đã nhận', 'received'],
        acted: ['đã thực hiện', 'acted upon'],
      }),
    }),
    column('dueOn', 'date', 'Hạn', 'Due'),
    column('sentAt', 'moment', 'Gửi lúc', 'Sent at'),
    column('receivedOn', 'date', 'Nhận ngày', 'Received on'),
    column('arrivalNumber', 'text', 'Số đến', 'Arrival number'),
    column('actedOn', 'date', 'Thực hiện ngày', 'Acted on'),
    column('actedNote', 'text', 'Đã làm gì', 'What was done', { width: 40 }),
    column('actedWith', 'text', 'Bằng văn bản', 'By document', { width: 40 }),
    column('urges', 'number', 'Số lần đôn đốc', 'Urged'),
  ],
  cells: ({ document, actedWith }) => ({
    number: document?.number ?? null,
    title: document?.title ?? null,
    actedWith: actedWith === null ? null : [actedWith.number, actedWith.title].filter(Boolean).join(' '),
  }),
};
