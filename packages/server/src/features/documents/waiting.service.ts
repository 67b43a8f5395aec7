import { registerOf } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { withinAsOwner } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { notify, settle } from '../notices/notify.service.ts';
import type { PlacedRecord } from '../records/named.service.ts';
import * as store from './deliveries.store.ts';
import type { DeliveryKept } from './deliveries.store.ts';

const STEPS = {
  act: { vi: 'thực hiện văn bản được gửi đến', en: 'act on a document sent to you' },
  know: { vi: 'xác nhận đã nhận văn bản', en: 'acknowledge a document sent to you' },
  urged: { vi: 'thực hiện văn bản bị đôn đốc', en: 'act on a document you are urged about' },
} as const;

/** Tells the units that a document was sent to, or that are urged about it. A recipient sees it wherever it stands; one outside is told on paper. */
export async function tellRecipients(
  context: Context,
  work: Work,
  document: PlacedRecord,
  rows: readonly DeliveryKept[],
  isUrged: boolean,
): Promise<void> {
  const known = rows.flatMap((row) => (row.recipient_id === null ? [] : [{ row, unit: row.recipient_id }]));
  const ids = known.map(({ unit }) => unit);
  const paths = await withinAsOwner(work, (tx) => store.unitPaths(tx, ids));
  const name = [document.link.number, document.link.title].filter(Boolean).join(' ') || (registerOf('documents')?.one.vi ?? '');
  for (const { row, unit } of known) {
    const at = paths.get(unit);
    if (at === undefined) continue;
    const step = STEPS[isUrged ? 'urged' : row.purpose === 'know' ? 'know' : 'act'];
    const due = row.due_on === null ? {} : { due: row.due_on };
    const told = { about: `delivery/${row.id}`, rung: isUrged ? `urged-${row.urge_count + 1}` : 'sent', link: '/documents?tab=received' };
    const facts = { kind: 'step', step, name, by: work.actor.name, ...due } as const;
    const severity = isUrged ? 'urgent' : 'attention';
    await notify(context, work, { permission: 'record.write', at }, { ...told, place: { own: row.classification }, severity, facts });
  }
}

/** Nothing is left to do for the recipient. */
export function settleRecipient(work: Work, { id }: Pick<DeliveryKept, 'id'>): Promise<void> {
  return settle(work, `delivery/${id}`);
}
