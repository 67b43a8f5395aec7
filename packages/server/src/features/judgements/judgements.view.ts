import type { Actions, JudgementRow } from '@ancam/contract';
import { JudgementRow as Form } from '@ancam/contract';
import type { Id, Judgement } from '@ancam/core';
import { countsFor } from '@ancam/scanner';
import type { Actor } from '../../db/actor.ts';
import { handsOf, holds, mayChange } from '../../db/actor.ts';
import type { NamedFile } from '../evidence/named.service.ts';
import type { JudgementRecord } from './judgements.store.ts';

/** Why each step is refused; undefined where it may be taken. */
function refusals(row: JudgementRecord, actor: Actor): Readonly<Record<'confirm' | 'refuse' | 'withdraw', string | undefined>> {
  const place = mayChange(actor, row) ? undefined : 'out-of-scope';
  const own = row.proposed_account !== null && handsOf(actor).includes(row.proposed_account);
  const decider = holds(actor, 'record.approve') ? place : 'no-permission';
  const decided = row.state === 'proposed' ? undefined : row.state;
  const live = row.state === 'proposed' || row.state === 'confirmed' ? undefined : row.state;
  return {
    confirm: decider ?? decided ?? (own ? 'own-proposal' : undefined),
    refuse: decider ?? decided ?? (own ? 'own-proposal' : undefined),
    withdraw: (holds(actor, 'camera.write') ? place : 'no-permission') ?? live,
  };
}

/** What may be done with a judgement now. */
export function actionsOf(row: JudgementRecord, actor: Actor): Actions {
  const all = Object.entries(refusals(row, actor));
  return {
    state: row.state,
    may: all.flatMap(([action, reason]) => (reason === undefined ? [action] : [])),
    blockers: all.flatMap(([action, reason]) => (reason === undefined ? [] : [{ action, reason }])),
  };
}

/** A judgement as reports take it. */
export function judgementOf(row: JudgementRecord): Judgement & { readonly regulation: string; readonly requirement: string } {
  const { verdict, method } = Form.pick({ verdict: true, method: true }).parse(row);
  return {
    regulation: row.regulation,
    requirement: row.requirement,
    unit: row.test_case,
    method,
    verdict,
    by: row.judged_by,
    on: row.judged_on,
    document: row.document,
    note: row.note,
    firmware: row.firmware,
  };
}

export function viewJudgement(
  row: JudgementRecord,
  actor: Actor,
  firmware: string | undefined,
  files: ReadonlyMap<Id, NamedFile>,
): JudgementRow {
  const judgement = judgementOf(row);
  const file = row.file_id === null ? undefined : files.get(row.file_id);
  return {
    ...judgement,
    id: row.id,
    state: Form.shape.state.parse(row.state),
    counts: row.state === 'confirmed' && countsFor(judgement, firmware),
    fileId: row.file_id,
    file: file === undefined ? null : { id: file.id, name: file.name },
    proposedBy: row.proposed_by,
    proposedAt: row.proposed_at,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
    actions: actionsOf(row, actor),
  };
}
