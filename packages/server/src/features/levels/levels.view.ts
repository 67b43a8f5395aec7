import type { Actions, LevelChange, LevelDetermination } from '@ancam/contract';
import { CHANGE_KINDS, DETERMINATION_STEPS, LevelBody, LevelDetermination as Form, LevelFindings } from '@ancam/contract';
import type { Actor } from '../../db/actor.ts';
import { handsOf, holds, mayChange } from '../../db/actor.ts';
import type { ChangeRecord, DeterminationRecord } from './levels.store.ts';

/** Why an actor may not take the steps of a part; undefined where it may. */
function barred(actor: Actor, row: { readonly scope_path: string }, by: 'proposer' | 'confirmer'): string | undefined {
  if (!holds(actor, by === 'proposer' ? 'system.write' : 'record.approve')) return 'no-permission';
  return mayChange(actor, row) ? undefined : 'not-yours';
}

/** What may be done with a determination now. Whoever proposed it does not decide about it. */
export function actionsOf(row: DeterminationRecord, actor: Actor, missing: readonly string[]): Actions {
  const own = row.proposed_account !== null && handsOf(actor).includes(row.proposed_account);
  const may: string[] = [];
  const blockers: Actions['blockers'] = [];
  for (const { action, from, by } of DETERMINATION_STEPS) {
    const states: readonly string[] = from;
    const reason =
      barred(actor, row, by) ??
      (states.includes(row.state) ? undefined : row.state) ??
      (by === 'confirmer' && own ? 'own-proposal' : undefined) ??
      (action === 'propose' && missing.length > 0 ? 'not-complete' : undefined);
    if (reason === undefined) may.push(action);
    else blockers.push({ action, reason });
  }
  return { state: row.state, may, blockers };
}

/** The worksheet of a determination. */
export function sheetOf(row: DeterminationRecord): LevelBody {
  return LevelBody.parse({
    asOf: row.as_of,
    answers: row.answers,
    counted: row.counted,
    reason: row.reason,
    riskDocument: row.risk_document,
    riskOn: row.risk_on,
    hostSystemId: row.host_system_id,
  });
}

export function viewDetermination(row: DeterminationRecord, actor: Actor, missing: readonly string[]): LevelDetermination {
  return {
    ...sheetOf(row),
    id: row.id,
    regime: row.regime === 'B' ? 'B' : 'A',
    level: row.level,
    treatment: Form.shape.treatment.parse(row.treatment),
    findings: LevelFindings.parse(row.result),
    prefilled: row.prefilled,
    host: row.host_system_id === null ? null : { id: row.host_system_id, name: row.host ?? '' },
    createdBy: row.created_by,
    createdAt: row.created_at,
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decidedReason: row.decided_reason,
    confirmedOn: row.confirmed_on,
    actions: actionsOf(row, actor, missing),
  };
}

/** What may be done with a change that raised a determination anew. */
export function changeActions(row: ChangeRecord, actor: Actor): Actions {
  const reason = barred(actor, row, 'confirmer') ?? (row.state === 'open' ? undefined : row.state);
  return {
    state: row.state,
    may: reason === undefined ? ['dismiss'] : [],
    blockers: reason === undefined ? [] : [{ action: 'dismiss', reason }],
  };
}

const STATES = ['open', 'settled', 'void', 'dismissed'] as const;

export function viewChange(row: ChangeRecord, actor: Actor): LevelChange {
  return {
    id: row.id,
    kind: CHANGE_KINDS.find((each) => each === row.kind) ?? 'function',
    before: row.before as LevelChange['before'], // written by this feature as objects
    after: row.after as LevelChange['after'], // likewise
    on: row.on_day,
    by: row.by_name,
    at: row.at,
    state: STATES.find((each) => each === row.state) ?? 'open',
    settledOn: row.settled_on,
    settledReason: row.settled_reason,
    settledName: row.settled_name,
    actions: changeActions(row, actor),
  };
}
