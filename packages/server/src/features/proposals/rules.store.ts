import type { ProposalRules } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Selectable } from 'kysely';
import { placedBy } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import type { Tables } from '../../db/tables.generated.ts';

export type RuleRow = Selectable<Tables['proposal_rule']>;

export function findRules(tx: Tx, unitId: Id): Promise<RuleRow | undefined> {
  return tx.selectFrom('proposal_rule').selectAll().where('unit_id', '=', unitId).executeTakeFirst();
}

export async function putRules({ tx, actor, now }: Work, rules: ProposalRules): Promise<void> {
  const values = {
    accept_new: rules.acceptNew,
    accept_firmware: rules.acceptFirmware,
    accept_moved: rules.acceptMoved,
    gone_after: rules.goneAfter,
    changed_by: actor.name,
    changed_at: now,
  };
  await tx
    .insertInto('proposal_rule')
    .values({ ...placedBy(actor), ...values })
    .onConflict((conflict) => conflict.column('unit_id').doUpdateSet(values))
    .execute();
}

export async function unitName(tx: Tx, id: Id): Promise<string> {
  return (await tx.selectFrom('unit').select('name').where('id', '=', id).executeTakeFirst())?.name ?? '';
}
