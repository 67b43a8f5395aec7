import type { Id } from '@ancam/core';
import type { ObjectKind, RegisterId } from '@ancam/knowledge';
import type { DutyEvent, DutyObject, Law } from '@ancam/law';
import type { Context } from '../../context.ts';
import { withinAsOwner } from '../../db/actor.ts';
import type { Placement, Work } from '../../db/actor.ts';
import type { Tx } from '../../db/database.ts';
import { dayOf } from '../../day.ts';
import { bringUpToDate } from './statuses.service.ts';
import { holdUnits } from './statuses.store.ts';
import * as told from './told.store.ts';
import type { Touched } from './told.store.ts';

/** What a source of evidence is: a register or feature and the id of the row there; evidence leads back to it. `objects`: what is recorded for duties alone. */
export interface FactSource {
  readonly register: RegisterId | 'objects';
  readonly id: Id;
}

/** Where the row that tells the facts stands: who answers for it. */
export interface FactPlace extends Placement {
  readonly steward_id: Id;
}

/**
 * Puts the events that a source is evidence for in the place of those it told before, and brings the touched statuses up to date. An empty
 * list withdraws them all. Whoever may change the source tells its facts: the caller has asked. `ref` is given by the source.
 */
export async function tellFacts(
  context: Context,
  work: Work,
  source: FactSource,
  place: FactPlace,
  events: readonly DutyEvent[],
): Promise<void> {
  const day = dayOf(work.now);
  await withinAsOwner(work, (tx) =>
    tellAs(tx, context.law, day, {
      paths: async () => [place.scope_path, ...(await told.pathsOfSource(tx, 'duty_event', source))],
      tell: () => told.replaceEvents(tx, source, place, events, day),
      duties: (facts) => [
        ...facts.flatMap((fact) => context.law.duties.ofFact.get(fact) ?? []),
        ...(facts.includes('inventory.none') ? ofUsingCameras(context.law) : []),
      ],
    }),
  );
}

/** The same for the things that a source makes duties be counted by. */
export async function tellObjects(
  context: Context,
  work: Work,
  source: FactSource,
  place: FactPlace,
  objects: readonly DutyObject[],
): Promise<void> {
  const { ofObject } = context.law.duties;
  await withinAsOwner(work, (tx) =>
    tellAs(tx, context.law, dayOf(work.now), {
      paths: async () => [place.scope_path, ...(await told.pathsOfSource(tx, 'duty_object', source))],
      tell: () => told.replaceObjects(tx, source, place, objects),
      duties: (kinds) => [
        ...kinds.flatMap((kind) => ofObject.get(kind as ObjectKind) ?? []), // from objects, whose kinds these are
        ...(kinds.includes('system') ? ofUsingCameras(context.law) : []),
      ],
    }),
  );
}

/** Systems, and the statement that there are none, answer whether a body uses cameras. */
function ofUsingCameras(law: Law): readonly string[] {
  return law.duties.ofAnswer.get('usesCameras') ?? [];
}

interface Telling {
  readonly paths: () => Promise<readonly string[]>;
  readonly tell: () => Promise<Touched>;
  readonly duties: (what: readonly string[]) => readonly string[];
}

/** Units are held before anything is read: of two changes at once the later one sees the facts of the earlier. */
async function tellAs(tx: Tx, law: Law, day: string, { paths, tell, duties }: Telling): Promise<void> {
  const units = await holdUnits(tx, await paths());
  const touched = await tell();
  await bringUpToDate(tx, law, units, day, [...new Set(duties(touched.what))]);
}
