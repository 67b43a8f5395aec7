import type { WorkItem } from '@ancam/contract';
import { MOST_WORK } from '../../my-work.ts';
import type { Work } from '../../db/actor.ts';
import * as store from './dossiers.store.ts';
import { today } from './reading.service.ts';
import { stepsFor } from './steps.ts';

/** Dossiers with a step that the reader himself may take now, whatever may still be missing for it. */
export async function myDossiers(work: Work): Promise<WorkItem[]> {
  const rows = await store.listWaiting(work.tx, MOST_WORK + 1);
  const taken = Map.groupBy(
    await store.listTaken(
      work.tx,
      rows.map(({ id }) => id),
    ),
    ({ dossier_id }) => dossier_id,
  );
  return rows.flatMap((row) => {
    const steps = stepsFor(row, work.actor, taken.get(row.id) ?? [], []);
    const open = steps.filter((each) => !NOBODYS.has(each.step) && each.blockers.length === 0);
    // What leads on is named before what sends back, which asks for a reason.
    const step = open.find(({ needsReason }) => !needsReason) ?? open[0];
    if (step === undefined) return [];
    const late = row.due_on !== null && row.due_on < today(work);
    return [
      {
        id: row.id,
        name: { vi: row.name, en: row.name },
        what: step.title,
        unit: row.unit,
        due: row.due_on,
        late,
        link: `/dossiers/${row.id}`,
      },
    ];
  });
}

/** Steps that are open in many states and wait for nobody. */
const NOBODYS: ReadonlySet<string> = new Set(['withdraw', 'supersede']);
