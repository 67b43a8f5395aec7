import { BULK_STATES, CameraChange } from '@ancam/contract';
import type { Actions, BulkChange } from '@ancam/contract';
import type { Actor } from '../../db/actor.ts';
import type { BulkRecord } from './bulk-changes.store.ts';

/** Why a change cannot be taken back now; undefined where it can. */
function undoBlocker(row: BulkRecord, actor: Actor, now: string): string | undefined {
  if (!actor.writeScopes.some((path) => row.scope_path.startsWith(path))) return 'not-yours';
  if (row.state !== 'applied') return row.state;
  if (row.forgotten || row.undo_until <= now) return 'over';
  return row.changed === 0 ? 'nothing' : undefined;
}

function actionsOf(row: BulkRecord, actor: Actor, now: string): Actions {
  const reason = undoBlocker(row, actor, now);
  return {
    state: row.state,
    may: reason === undefined ? ['undo'] : [],
    blockers: reason === undefined ? [] : [{ action: 'undo', reason }],
  };
}

/** A change with how far it has come. */
export function viewChange(row: BulkRecord, actor: Actor, now: string): BulkChange {
  const { id, total, changed, same, refused, restored, conflicts } = row;
  return {
    id,
    change: CameraChange.parse(row.change),
    state: BULK_STATES.find((each) => each === row.state) ?? 'applied',
    by: row.by_name,
    total,
    changed,
    same,
    refused,
    restored,
    conflicts,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    undoUntil: row.undo_until,
    undoneAt: row.undone_at,
    undoneBy: row.undone_by,
    actions: actionsOf(row, actor, now),
  };
}
