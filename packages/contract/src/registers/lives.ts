import type { RecordState, Transition } from './definition.ts';
import { words } from './definition.ts';

const CANCEL = { id: 'cancel', title: words('Hủy', 'Cancel'), to: 'cancelled', permission: 'record.write', reason: true } as const;
const CANCELLED = { id: 'cancelled', title: words('Đã hủy', 'Cancelled'), tone: 'closed' } as const;

interface Life {
  readonly states: readonly [RecordState, ...RecordState[]];
  readonly transitions: readonly Transition[];
}

/** A record of what has been done: entered, then confirmed by another person. */
export const CONFIRMED_LIFE: Life = {
  states: [
    { id: 'draft', title: words('Đang nhập', 'Draft'), editable: true, tone: 'open' },
    { id: 'proposed', title: words('Chờ xác nhận', 'Awaiting confirmation'), tone: 'open' },
    { id: 'confirmed', title: words('Đã xác nhận', 'Confirmed'), tone: 'good' },
    CANCELLED,
  ],
  transitions: [
    { id: 'propose', title: words('Trình xác nhận', 'Submit'), from: ['draft'], to: 'proposed', permission: 'record.write' },
    {
      id: 'confirm',
      title: words('Xác nhận', 'Confirm'),
      from: ['proposed'],
      to: 'confirmed',
      permission: 'record.approve',
      otherPerson: true,
    },
    { id: 'return', title: words('Trả lại', 'Return'), from: ['proposed'], to: 'draft', permission: 'record.approve', reason: true },
    {
      id: 'reopen',
      title: words('Mở lại để sửa', 'Reopen'),
      from: ['confirmed'],
      to: 'draft',
      permission: 'record.approve',
      reason: true,
    },
    { ...CANCEL, from: ['draft', 'proposed'] },
  ],
};

/** Work that is planned, carried out and closed by another person. */
export const PLANNED_LIFE: Life = {
  states: [
    { id: 'planned', title: words('Đã lên kế hoạch', 'Planned'), editable: true, tone: 'open' },
    { id: 'running', title: words('Đang thực hiện', 'Under way'), editable: true, tone: 'open' },
    { id: 'reported', title: words('Đã báo cáo kết quả', 'Result reported'), tone: 'open' },
    { id: 'closed', title: words('Đã kết thúc', 'Closed'), tone: 'good' },
    CANCELLED,
  ],
  transitions: [
    { id: 'start', title: words('Bắt đầu', 'Start'), from: ['planned'], to: 'running', permission: 'record.write' },
    {
      id: 'report',
      title: words('Báo cáo kết quả', 'Report the result'),
      from: ['running'],
      to: 'reported',
      permission: 'record.write',
      needs: ['result'],
    },
    { id: 'close', title: words('Kết thúc', 'Close'), from: ['reported'], to: 'closed', permission: 'record.approve', otherPerson: true },
    { id: 'return', title: words('Trả lại', 'Return'), from: ['reported'], to: 'running', permission: 'record.approve', reason: true },
    { ...CANCEL, from: ['planned', 'running'] },
  ],
};

/** A rule that is drafted, opened to comment, issued by another person, and in the end replaced. */
export const ISSUED_LIFE: Life = {
  states: [
    { id: 'draft', title: words('Đang soạn thảo', 'Draft'), editable: true, tone: 'open' },
    { id: 'comment', title: words('Đang lấy ý kiến', 'Open to comment'), editable: true, tone: 'open' },
    { id: 'proposed', title: words('Trình ban hành', 'Submitted for issue'), tone: 'open' },
    { id: 'issued', title: words('Đã ban hành', 'Issued'), tone: 'good' },
    { id: 'replaced', title: words('Đã thay thế, bãi bỏ', 'Replaced or repealed'), tone: 'closed' },
    CANCELLED,
  ],
  transitions: [
    { id: 'ask', title: words('Lấy ý kiến', 'Ask for comment'), from: ['draft'], to: 'comment', permission: 'record.write' },
    {
      id: 'propose',
      title: words('Trình ban hành', 'Submit for issue'),
      from: ['draft', 'comment'],
      to: 'proposed',
      permission: 'record.write',
    },
    {
      id: 'issue',
      title: words('Ghi nhận đã ban hành', 'Record as issued'),
      from: ['proposed'],
      to: 'issued',
      permission: 'record.approve',
      otherPerson: true,
      needs: ['number', 'issuedOn', 'issuer', 'signer'],
    },
    { id: 'return', title: words('Trả lại', 'Return'), from: ['proposed'], to: 'draft', permission: 'record.approve', reason: true },
    {
      id: 'replace',
      title: words('Thay thế, bãi bỏ', 'Replace or repeal'),
      from: ['issued'],
      to: 'replaced',
      permission: 'record.approve',
      reason: true,
    },
    { ...CANCEL, from: ['draft', 'comment', 'proposed'] },
  ],
};
