import type { Id } from '@ancam/core';
import type { Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import * as store from './findings.store.ts';

/** A finding as others name it. */
export interface NamedFinding {
  readonly id: Id;
  readonly check: string;
  readonly severity: string;
  /** `open` also where an acceptance has ended. */
  readonly status: 'open' | 'accepted' | 'fixed';
  readonly camera: { readonly id: Id; readonly name: string };
  readonly systemId: Id | null;
}

function view(row: store.FindingOfSystem, day: string): NamedFinding {
  const ended = row.accepted_until !== null && row.accepted_until < day;
  const status = row.status === 'fixed' ? 'fixed' : row.status === 'accepted' && !ended ? 'accepted' : 'open';
  return {
    id: row.id,
    check: row.check_id,
    severity: row.severity,
    status,
    camera: { id: row.camera_id, name: row.camera },
    systemId: row.system_id,
  };
}

/** Findings by id, as far as the actor sees them. */
export async function namedFindings({ tx, now }: Pick<Work, 'tx' | 'now'>, ids: readonly Id[]): Promise<ReadonlyMap<Id, NamedFinding>> {
  const rows = await store.listByIds(tx, ids);
  return new Map(rows.map((row) => [row.id, view(row, dayOf(now))]));
}

/** Findings of the cameras in use of a system, open ones first; one more than asked for where there are more. */
export async function findingsOfSystem({ tx, now }: Pick<Work, 'tx' | 'now'>, systemId: Id, most: number): Promise<NamedFinding[]> {
  return (await store.listOfSystem(tx, systemId, most)).map((row) => view(row, dayOf(now)));
}
