import { ProposalKind, ProposalRuleName, ProposalState } from '@ancam/contract';
import type { Actions, Proposal } from '@ancam/contract';
import { Identity } from '@ancam/core';
import { z } from 'zod';
import { holds, mayChange } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { CLAIMS, FIELDS } from './claims.ts';
import type { Values } from './claims.ts';
import type { ListedProposal } from './list.store.ts';
import type { ProposalRow } from './proposals.store.ts';

const Kept = z.partialRecord(z.enum(CLAIMS), z.string().nullable());

/** Columns of a camera as they were kept with a proposal. */
export function keptValues(value: unknown): Values {
  return Kept.parse(value);
}

function changesOf(row: ListedProposal): Proposal['changes'] {
  const [before, after] = [keptValues(row.before), keptValues(row.after)];
  return CLAIMS.flatMap((claim) => {
    const field = FIELDS[claim];
    if (field === undefined || !(claim in after)) return [];
    const values = field === 'site' ? [row.site_before, row.site_after] : [before[claim], after[claim]];
    return [{ field, before: values[0] ?? null, after: values[1] ?? null }];
  });
}

const ACTIONS = ['accept', 'refuse', 'reopen'] as const;

/** What may be done with a proposal. A refused device that was taken into use since cannot be waiting again. */
export function actionsOf(
  row: Pick<ProposalRow, 'state' | 'kind' | 'scope_path'> & { readonly camera_status: string },
  actor: Actor,
): Actions {
  const permitted = holds(actor, 'camera.write') && mayChange(actor, row);
  const back = row.state === 'refused' && (row.kind !== 'new' || row.camera_status === 'not-ours');
  const all = row.state === 'open' ? ['accept', 'refuse'] : back ? ['reopen'] : [];
  const may = permitted ? all : [];
  const reason = permitted ? row.state : 'no-permission';
  return { state: row.state, may, blockers: ACTIONS.filter((action) => !may.includes(action)).map((action) => ({ action, reason })) };
}

const By = z.enum(['new', 'serial', 'mac', 'tls-key', 'wsd-endpoint', 'address']);

/** A proposal as the API tells it. */
export function viewProposal(row: ListedProposal, actor: Actor): Proposal {
  return {
    id: row.id,
    kind: ProposalKind.parse(row.kind),
    state: ProposalState.parse(row.state),
    camera: {
      id: row.camera_id,
      name: row.camera_name,
      status: row.camera_status,
      address: row.camera_address,
      makerName: row.maker_name,
      model: row.model,
      strength: Identity.shape.strength.parse(row.strength),
      lastSeenAt: row.last_seen_at,
      findings: row.findings,
    },
    unit: row.unit_name,
    changes: changesOf(row),
    recognisedBy: By.safeParse(row.recognised_by).data ?? null,
    misses: row.misses,
    scanId: row.scan_id,
    lastScanId: row.last_scan_id,
    saidAt: row.said_at,
    createdAt: row.created_at,
    rule: ProposalRuleName.nullable().parse(row.rule),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    reason: row.reason,
    actions: actionsOf(row, actor),
  };
}
