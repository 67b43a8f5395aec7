import type { DutyState } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { dutyBoard } from '@ancam/law';
import type { Law } from '@ancam/law';
import type { Db, Tx } from '../../db/database.ts';
import { latenessOf } from './rows.service.ts';
import * as store from './operator.store.ts';
import { loadFacts } from './unit-facts.store.ts';

/** What whoever runs the machine asks of duties: one unit, or all with what lies below none. */
export interface DutiesAsked {
  /** Name, code or id of a unit; all units where absent. */
  readonly unit?: string | undefined;
  /** Day, `yyyy-mm-dd`. */
  readonly on: string;
  /** Only what is overdue. */
  readonly overdue: boolean;
}

/** A duty of a unit on a day. */
export interface DutyLine {
  readonly unit: string;
  readonly unitId: Id;
  readonly duty: string;
  readonly title: { readonly vi: string; readonly en: string };
  readonly state: DutyState;
  readonly due: string | null;
  readonly metOn: string | null;
  readonly lateDays: number | null;
  readonly targets: number;
  readonly done: number;
}

const AT_ONCE = 200;
const URGENCY: readonly DutyState[] = ['overdue', 'in-progress', 'not-due', 'met-late', 'met'];

/**
 * Duties as they stand on a day, computed from the facts, unit by unit, what is to be done first first. For those who have the database
 * anyhow: past the rules of access. Throws `not-found` for an unknown unit, `input.invalid` for a name that several bear.
 */
export async function* listDutiesOf(db: Db, law: Law, { unit, on, overdue }: DutiesAsked): AsyncGenerator<DutyLine> {
  const one = unit === undefined ? undefined : await unitNamed(db, unit);
  for (let after: Id | null = null; ;) {
    const part: Part = await readPart(db, law, { one, after, on });
    yield* overdue ? part.lines.filter(({ state }) => state === 'overdue') : part.lines;
    after = part.last;
    if (after === null) return;
  }
}

interface Part {
  readonly lines: readonly DutyLine[];
  /** Null where there is no more. */
  readonly last: Id | null;
}

interface PartAsked {
  readonly one: store.NamedUnit | undefined;
  readonly after: Id | null;
  readonly on: string;
}

function readPart(db: Db, law: Law, { one, after, on }: PartAsked): Promise<Part> {
  return db.transaction().execute(async (tx) => {
    const units = one === undefined ? await store.standingAfter(tx, after, AT_ONCE) : [one];
    const last = one !== undefined || units.length < AT_ONCE ? null : (units.at(-1)?.id ?? null);
    return { lines: await linesOf(tx, law, units, on), last };
  });
}

async function unitNamed(db: Db, asked: string): Promise<store.NamedUnit> {
  const found = await db.transaction().execute((tx) => store.unitsNamed(tx, asked));
  const [first] = found;
  if (first === undefined) throw new AppError('not-found', `no unit ${asked}`, { place: asked, fix: 'give its name, code or id' });
  if (found.length > 1) {
    const fix = found.map(({ id, name, above }) => `${id} ${name}${above === null ? '' : `, ${above}`}`).join('; ');
    throw new AppError('input.invalid', `several units are called ${asked}`, { place: asked, fix });
  }
  return first;
}

async function linesOf(tx: Tx, law: Law, units: readonly store.NamedUnit[], on: string): Promise<DutyLine[]> {
  const names = new Map(units.map(({ id, name }) => [id, name]));
  const facts = await loadFacts(tx, [...names.keys()], on);
  return facts.flatMap((each) => {
    const { id } = each.unit;
    return dutyBoard(law, each, on)
      .flatMap(({ duty, state, due = null, metOn = null, lateDays, targets }): DutyLine[] => {
        if (state === 'not-applicable') return [];
        const title = law.duties.byId.get(duty)?.duty.title ?? { vi: duty, en: duty };
        const late = latenessOf(state, due, state === 'met-late' ? lateDays : null, on);
        return [
          {
            unit: names.get(id) ?? '',
            unitId: id,
            duty,
            title,
            state,
            due,
            metOn,
            lateDays: late,
            targets: targets.all,
            done: targets.done,
          },
        ];
      })
      .toSorted((a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) || (a.due ?? '9').localeCompare(b.due ?? '9'));
  });
}
