import type { Actions, DutyUrgeBody, DutyUrged } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { getDuty, ladderOn } from '@ancam/law';
import type { Context } from '../../context.ts';
import { withActor, withinAsOwner } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { tell } from '../notices/notify.service.ts';
import { recipientsOfUnits } from '../notices/recipients.service.ts';
import { aboutDuty } from './reminders.service.ts';
import * as store from './urge.store.ts';
import type { LateUnit } from './urge.store.ts';

/** Why a unit is not urged: it is not late, or not below the one who urges; was urged today; has nobody who could be told. */
type Hindrance = 'not-late' | 'urged-today' | 'nobody';

/** Units strictly below what the actor changes. Whoever only reads urges nobody. */
function isBelow(actor: Actor, { scope_path: path }: Pick<LateUnit, 'scope_path'>): boolean {
  return actor.writeScopes.some((scope) => path.startsWith(scope) && path !== scope) && path !== actor.scopePath;
}

/** Whether the actor may urge a unit on account of a duty now. */
export function actions(context: Context, actor: Actor, { duty, unit }: { readonly duty: string; readonly unit: Id }): Promise<Actions> {
  getDuty(context.law, duty);
  return withActor(context, actor, async (work) => {
    const [row] = await store.listLate(work.tx, duty, [unit]);
    const reason =
      actor.writeScopes.length === 0
        ? 'no-permission'
        : row === undefined || !isBelow(actor, row)
          ? 'not-late'
          : (await wasUrged(work, duty, row))
            ? 'urged-today'
            : undefined;
    return reason === undefined
      ? { state: 'late', may: ['urge'], blockers: [] }
      : { state: row === undefined ? 'not-late' : 'late', may: [], blockers: [{ action: 'urge', reason }] };
  });
}

/** A duty of a unit as a list has it. */
export interface ListedDuty {
  readonly unit_id: Id;
  readonly scope_path: string;
  readonly duty: string;
  /** Late in its own reading or in that of anybody who set a day. */
  readonly late: boolean;
}

/** What of a list may be urged now, in its order: asked once for all. */
export async function actionsOfRows(work: Work, rows: readonly ListedDuty[]): Promise<Actions[]> {
  const { actor } = work;
  const below = rows.filter((row) => row.late && isBelow(actor, row));
  const about = below.map(({ unit_id, duty }) => aboutDuty(unit_id, duty));
  const keyOf = ({ unit_id, duty }: ListedDuty): string => `${aboutDuty(unit_id, duty)}/${rungOf(work)}`;
  const told = await withinAsOwner(work, (tx) => store.toldKeys(tx, about, below.map(keyOf)));
  return rows.map((row) => {
    const state = row.late ? 'late' : 'not-late';
    const refused = !row.late || !isBelow(actor, row) ? 'not-late' : told.has(keyOf(row)) ? 'urged-today' : undefined;
    const reason = actor.writeScopes.length === 0 ? 'no-permission' : refused;
    return reason === undefined ? { state, may: ['urge'], blockers: [] } : { state, may: [], blockers: [{ action: 'urge', reason }] };
  });
}

function rungOf({ actor, now }: Pick<Work, 'actor' | 'now'>): string {
  return `urged/${actor.unitId}/${dayOf(now)}`;
}

function wasUrged(work: Work, duty: string, row: LateUnit): Promise<boolean> {
  const key = `${aboutDuty(row.unit_id, duty)}/${rungOf(work)}`;
  return withinAsOwner(work, (tx) => store.isTold(tx, key));
}

/**
 * Urges late units below: whoever works on duties there is told, once a day, and the trail keeps it. Units that are not there, not below or
 * not late are told alike. Throws `auth.forbidden` for those who only read.
 */
export function urge(context: Context, actor: Actor, { duty, unitIds, note }: DutyUrgeBody): Promise<DutyUrged> {
  const { title } = getDuty(context.law, duty);
  if (actor.writeScopes.length === 0)
    throw new AppError('auth.forbidden', 'whoever only reads urges nobody', {
      place: 'urge',
      reason: 'no-permission',
      fix: 'ask an officer',
    });
  return withActor(context, actor, async (work) => {
    const late = new Map((await store.listLate(work.tx, duty, unitIds)).map((row) => [row.unit_id, row]));
    const own = await store.unitName(work.tx, actor.unitId);
    const skipped: { unitId: Id; reason: Hindrance }[] = [];
    for (const unitId of new Set(unitIds)) {
      const row = late.get(unitId);
      const reason =
        row === undefined || !isBelow(actor, row)
          ? 'not-late'
          : (await wasUrged(work, duty, row))
            ? 'urged-today'
            : await tellUnit(context, work, row, { kind: 'urged', duty, title, due: row.due, by: actor.name, byUnit: own, note });
      if (reason !== undefined) skipped.push({ unitId, reason });
    }
    return { urged: new Set(unitIds).size - skipped.length, skipped };
  });
}

async function tellUnit(
  context: Context,
  work: Work,
  row: LateUnit,
  facts: Parameters<typeof tell>[2][number]['facts'] & { kind: 'urged' },
): Promise<Hindrance | undefined> {
  const told = {
    about: aboutDuty(row.unit_id, facts.duty),
    rung: rungOf(work),
    link: `/duties?unit=${row.unit_id}`,
    place: row,
    severity: 'urgent',
    facts,
  } as const;
  const count = await withinAsOwner(work, async (tx) => {
    const accounts = (await recipientsOfUnits(tx, [row], ladderOn(context.law, dayOf(work.now)).roles, work.now)).get(row) ?? [];
    return tell(
      context,
      tx,
      accounts.map((account) => ({ account, ...told })),
      work.now,
    );
  });
  if (count === 0) return 'nobody';
  work.audit({ action: 'duty.urged', object: `unit/${row.unit_id}`, summary: `${facts.duty}: ${row.name}` });
  return undefined;
}
