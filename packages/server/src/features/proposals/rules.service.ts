import type { Actions, ProposalRuleSet, ProposalRules } from '@ancam/contract';
import type { Context } from '../../context.ts';
import { holds, mayChange, withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { DEFAULT_RULES } from './rules.ts';
import * as store from './rules.store.ts';
import type { RuleRow } from './rules.store.ts';

function rulesOf(row: RuleRow | undefined): ProposalRules {
  if (row === undefined) return DEFAULT_RULES;
  return { acceptNew: row.accept_new, acceptFirmware: row.accept_firmware, acceptMoved: row.accept_moved, goneAfter: row.gone_after };
}

/** What the acting unit accepts without a person. */
export async function rulesInForce({ tx, actor }: Work): Promise<ProposalRules> {
  return rulesOf(await store.findRules(tx, actor.unitId));
}

function actionsOf(actor: Actor, own: boolean): Actions {
  const may = holds(actor, 'camera.write') && mayChange(actor, { scope_path: actor.scopePath }) ? ['change'] : [];
  const blockers = may.length > 0 ? [] : [{ action: 'change', reason: 'no-permission' }];
  return { state: own ? 'own' : 'standard', may, blockers };
}

async function view(work: Work): Promise<ProposalRuleSet> {
  const row = await store.findRules(work.tx, work.actor.unitId);
  return {
    ...rulesOf(row),
    unit: await store.unitName(work.tx, work.actor.unitId),
    changedBy: row?.changed_by ?? null,
    changedAt: row?.changed_at ?? null,
    actions: actionsOf(work.actor, row !== undefined),
  };
}

export function getRules(context: Context, actor: Actor): Promise<ProposalRuleSet> {
  return withActor(context, actor, view);
}

/** Changes what the acting unit accepts without a person, from the next scan on. */
export function changeRules(context: Context, actor: Actor, rules: ProposalRules): Promise<ProposalRuleSet> {
  return withActor(context, actor, async (work) => {
    await store.putRules(work, rules);
    const summary = Object.entries(rules)
      .map(([name, value]) => `${name}=${value}`)
      .join(', ');
    work.audit({ action: 'proposal.rules-changed', object: `unit/${actor.unitId}`, summary });
    return view(work);
  });
}
