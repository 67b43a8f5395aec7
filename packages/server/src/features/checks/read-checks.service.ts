import type { Shortcoming, SystemCheckDetail } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { handsOf } from '../../db/actor.ts';
import type { Work } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { dayOf } from '../../day.ts';
import { stepsFor } from '../../workflow-steps.ts';
import { countingFiles } from '../evidence/purposes.service.ts';
import type { CountingFile } from '../evidence/purposes.service.ts';
import { namedFindings } from '../findings/named.service.ts';
import { assessorsOf, checkFlow, conditionsOf, shortcomingFlow } from './check-law.ts';
import { preOperationCheckOf } from './pre-operation.service.ts';
import { builtOn, viewImport } from './results.view.ts';
import { importOf } from './results.store.ts';
import * as shortcomings from './shortcomings.store.ts';
import type { ShortcomingKept } from './shortcomings.store.ts';
import * as store from './system-checks.store.ts';
import type { CheckKept } from './system-checks.store.ts';
import { EDITABLE, actionsOf, licenceOf, viewCheck, viewEvents, viewShortcoming } from './system-checks.view.ts';

/** A check that the actor sees. Throws `not-found`. */
export async function getCheck(work: Work, id: Id): Promise<CheckKept> {
  const row = await store.findCheck(work.tx, id, dayOf(work.now));
  if (row === undefined) throw new AppError('not-found', 'no such check', { place: id });
  return row;
}

/** A shortcoming that the actor sees, with its check. Throws `not-found`. */
export async function getShortcoming(work: Work, id: Id): Promise<{ readonly row: ShortcomingKept; readonly check: CheckKept }> {
  const row = await shortcomings.findShortcoming(work.tx, id);
  if (row === undefined) throw new AppError('not-found', 'no such shortcoming', { place: id });
  return { row, check: await getCheck(work, row.check_id) };
}

/** The steps of a check that are open, with what stands against each. */
export async function checkSteps({ law }: Context, work: Work, check: CheckKept): Promise<SystemCheckDetail['steps']> {
  const own = (await store.listSteps(work.tx, [check.id])).filter(({ shortcoming_id }) => shortcoming_id === null);
  const imported = await importOf(work.tx, check.id);
  // Whoever took an assessor's results over has said them as much as whoever reports them: neither decides.
  const isImporter = imported?.by_id != null && handsOf(work.actor).includes(imported.by_id);
  const taken = isImporter ? [...own, { step: 'report', by_id: imported.by_id }] : own;
  return stepsFor(checkFlow(law), work.actor, check, taken, conditionsOf(law, check));
}

/** Shortcomings with what is known beside them. */
export async function readShortcomings({ law }: Context, work: Work, rows: readonly ShortcomingKept[]): Promise<Shortcoming[]> {
  const checks = [...new Set(rows.map(({ check_id }) => check_id))];
  const files = new Map<Id, readonly CountingFile[]>();
  for (const id of checks) files.set(id, await countingFiles(work, 'checks', id));
  const taken = await store.listSteps(work.tx, checks);
  const found = await namedFindings(
    work,
    rows.flatMap(({ finding_id }) => finding_id ?? []),
  );
  const titles = new Map(law.data.requirements.map(({ key, title }) => [key, title]));
  const day = dayOf(work.now);
  return rows.map((row) => {
    const own = (files.get(row.check_id) ?? []).filter(({ purpose }) => purpose === row.id).map(({ name }) => name);
    const steps = stepsFor(
      shortcomingFlow(law),
      work.actor,
      row,
      taken.filter(({ shortcoming_id }) => shortcoming_id === row.id),
      new Set(own.length > 0 ? ['evidence-attached'] : []),
    );
    const finding = row.finding_id === null ? undefined : found.get(row.finding_id);
    const requirement = row.requirement === null ? undefined : titles.get(row.requirement);
    return viewShortcoming(law, work.actor, row, { day, finding, requirement, files: own, steps });
  });
}

/** A check with all that its page shows. */
export async function detailOf(context: Context, work: Work, check: CheckKept): Promise<SystemCheckDetail> {
  const { law } = context;
  noteRead(work, 'check', [check]);
  const allowed = assessorsOf(law, check);
  const steps = await checkSteps(context, work, check);
  const imported = await importOf(work.tx, check.id);
  const before = check.kind === 'before-operation' ? await preOperationCheckOf(work, check.system_id) : undefined;
  return {
    ...viewCheck(law, check, dayOf(work.now)),
    independent: check.independent,
    licence: licenceOf(check),
    summary: check.summary,
    speaksForOperation: before?.passed ?? null,
    version: check.version,
    assessors:
      allowed === undefined
        ? null
        : { kinds: [...allowed.kinds], clause: allowed.clause, confidence: allowed.confidence, note: allowed.note ?? null },
    imported: imported === undefined ? null : viewImport(law, check, imported),
    items: await readShortcomings(context, work, await shortcomings.listOfCheck(work.tx, check.id)),
    events: viewEvents(law, await store.listEvents(work.tx, check.id)),
    steps,
    actions: actionsOf(work.actor, check, steps, [
      ['edit', EDITABLE.has(check.state) ? undefined : 'state'],
      ['note', check.state === 'running' ? undefined : 'state'],
      ...(imported === undefined ? [] : [['undo-import', await builtOn(work, check, imported)] as [string, string | undefined]]),
    ]),
  };
}
