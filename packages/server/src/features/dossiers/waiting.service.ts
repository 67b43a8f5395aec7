import type { Id } from '@ancam/core';
import type { Party } from '@ancam/knowledge';
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

/** The units for which the dossier waits now, each with a step that it may take next and whether that decides. */
function waitingUnits(row: DossierRecord): Map<Id, { readonly step: string; readonly deciding: boolean }> {
  const found = new Map<Id, { readonly step: string; readonly deciding: boolean }>();
  const open = dossierFlow().steps.filter(
    ({ id, from, levels }) =>
      from.includes(row.state) && !ALWAYS_OPEN.has(id) && (levels === undefined || levels.includes(levelOfRow(row))),
  );
  for (const step of open) {
    const units = isAppraisers(step) ? [row.appraiser_unit_id] : step.by.map((party) => unitOf(row, party));
    for (const unit of units) {
      if (unit === null) continue;
      found.set(unit, { step: found.get(unit)?.step ?? step.id, deciding: found.get(unit)?.deciding === true || decides(step) });
    }
  }
  return found;
}

/** After a step: tells the units that are next, and nobody else any more. A party is shown the dossier wherever it stands. */
export async function tellWaiting(context: Context, work: Work, row: DossierRecord): Promise<void> {
  const about = `dossier/${row.id}`;
  await settle(work, about);
  const flow = dossierFlow();
  const link = `/dossiers/${row.id}`;
  const place = { own: row.classification };
  const hands = handsOf(work.actor);
  for (const [unit, { step, deciding }] of waitingUnits(row)) {
    const at = await withinAsOwner(work, (tx) => pathOfUnit(tx, unit));
    const title = flow.steps.find(({ id }) => id === step)?.title;
    if (at === undefined || title === undefined) continue;
    const facts = {
      kind: 'step',
      step: title,
      name: row.name,
      by: work.actor.name,
      ...(row.due_on === null ? {} : { due: row.due_on }),
    } as const;
    const to = {
      permission: deciding ? 'record.approve' : 'system.write',
      at,
      except: deciding ? [...row.drafters, ...hands] : hands,
    } as const;
    await notify(context, work, to, { about, rung: `${row.state}-${work.now}`, link, place, facts });
  }
}
