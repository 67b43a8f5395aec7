import type { Actions, DossierStep } from '@ancam/contract';
import { holds, mayChange } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { settledState } from './parts.ts';

/** A dossier as far as rights in it follow from it. */
export interface RightColumns {
  readonly state: string;
  readonly scope_path: string;
  readonly mine: readonly string[];
}

/** Why an actor may not write in a dossier: its operator does, and whoever answers for the system. Undefined where it may. */
export function writeRefusal(row: RightColumns, actor: Actor): string | undefined {
  if (!holds(actor, 'system.write')) return 'no-permission';
  return mayChange(actor, row) || row.mine.includes('operator') ? undefined : 'not-yours';
}

/** Why an actor may not speak in a dossier or add files to it: whoever has a part in it does. Undefined where it may. */
export function speakRefusal(row: RightColumns, actor: Actor): string | undefined {
  if (!holds(actor, 'system.write') && !holds(actor, 'record.approve')) return 'no-permission';
  return mayChange(actor, row) || row.mine.length > 0 ? undefined : 'not-yours';
}

/** What may be done with a dossier: its steps by their id, and writing, commenting, recording the assessment. */
export function actionsOf(row: RightColumns, actor: Actor, steps: readonly DossierStep[], editable: boolean): Actions {
  const writes = writeRefusal(row, actor);
  const refusals: Record<string, string | undefined> = {
    edit: writes ?? (editable ? undefined : row.state),
    papers: writes ?? (settledState(row.state) ? row.state : undefined),
    refresh: writes ?? (row.state === 'draft' ? undefined : row.state),
    assess: writes ?? (row.state === 'approved' ? undefined : row.state),
    comment: speakRefusal(row, actor),
    ...Object.fromEntries(steps.map(({ step, blockers }) => [step, blockers[0]?.because])),
  };
  const all = Object.entries(refusals);
  return {
    state: row.state,
    may: all.flatMap(([action, reason]) => (reason === undefined ? [action] : [])),
    blockers: all.flatMap(([action, reason]) => (reason === undefined ? [] : [{ action, reason }])),
  };
}
