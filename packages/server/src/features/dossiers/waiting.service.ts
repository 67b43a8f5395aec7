import type { Permission } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Party, WorkflowStep } from '@ancam/knowledge';
import type { Context } from '../../context.ts';
import { handsOf, withinAsOwner } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { notify, settle } from '../notices/notify.service.ts';
import { levelOfRow } from './conditions.ts';
import type { DossierRecord } from './dossiers.store.ts';
import { pathOfUnit } from './parties.store.ts';
import { decides, dossierFlow, isAppraisers } from './steps.ts';

/** Steps that are open in many states and wait for nobody. */
const ALWAYS_OPEN: ReadonlySet<string> = new Set(['withdraw', 'supersede']);

function unitOf(row: DossierRecord, party: Party): Id | null {
  if (party === 'operator') return row.operator_unit_id ?? row.steward_id;
  if (party === 'owner') return row.owner_unit_id;
  return party === 'security-unit' ? row.security_unit_id : null;
}

interface Waiting {
  readonly step: WorkflowStep;
  /** Whether only whoever approves takes it. */
  readonly deciding: boolean;
  /** Whether those who wrote the dossier are no help. */
  readonly others: boolean;
}

/** The units for which the dossier waits now, each with the first step that it may take. */
function waitingUnits(row: DossierRecord): Map<Id, Waiting> {
  const found = new Map<Id, Waiting>();
  const open = dossierFlow()
    .steps.filter(
      ({ id, from, levels }) =>
        from.includes(row.state) && !ALWAYS_OPEN.has(id) && (levels === undefined || levels.includes(levelOfRow(row))),
    )
    // What leads on is named before what sends back, which asks for a reason.
    .toSorted((a, b) => Number(a.reason === true) - Number(b.reason === true));
  for (const step of open) {
    const units = isAppraisers(step) ? [row.appraiser_unit_id] : step.by.map((party) => unitOf(row, party));
    const others = isAppraisers(step) || (step.notBy ?? []).length > 0;
    for (const unit of units) if (unit !== null && !found.has(unit)) found.set(unit, { step, deciding: decides(step), others });
  }
  return found;
}

/** After a step: tells the units that are next, and nobody else any more. A party is shown the dossier wherever it stands. */
export async function tellWaiting(context: Context, work: Work, row: DossierRecord): Promise<void> {
  const about = `dossier/${row.id}`;
  await settle(work, about);
  const link = `/dossiers/${row.id}`;
  const place = { own: row.classification };
  const hands = handsOf(work.actor);
  for (const [unit, { step, deciding, others }] of waitingUnits(row)) {
    const at = await withinAsOwner(work, (tx) => pathOfUnit(tx, unit));
    if (at === undefined) continue;
    const due = row.due_on === null ? {} : { due: row.due_on };
    const facts = { kind: 'step', step: step.title, name: row.name, by: work.actor.name, ...due } as const;
    const permission: readonly Permission[] = deciding ? ['record.approve'] : ['system.write', 'record.approve'];
    const except = others ? [...row.drafters, ...hands] : hands;
    await notify(context, work, { permission, at, except }, { about, rung: `${row.state}-${work.now}`, link, place, facts });
  }
}
