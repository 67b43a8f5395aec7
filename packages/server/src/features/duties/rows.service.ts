import type { Actions, DutyRow, DutyRowFilter, DutyRows, DutyState, PageQuery } from '@ancam/contract';
import { daysBetween } from '@ancam/law';
import type { DutyReading } from '@ancam/law';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { actionsOfRows } from '../reminders/urge.service.ts';
import type { ListedDuty } from '../reminders/urge.service.ts';
import { nameIssuers } from './issuers.ts';
import { nodeOf } from './node.ts';
import * as store from './rows.store.ts';
import type { ListedStatus } from './rows.store.ts';

/** A page of duties of units as they stand, the longest overdue first. */
export function listRows(context: Context, actor: Actor, query: DutyRowFilter & PageQuery): Promise<DutyRows> {
  return withActor(context, actor, async (work) => {
    const asked = query.unit !== undefined || query.place !== undefined;
    const under = asked ? await nodeOf(context, work, query) : undefined;
    const rows = await store.listStatuses(work.tx, query, under);
    const { items, next } = pageOf(rows, query.limit, store.cursorKeys);
    const day = dayOf(work.now);
    const urging = await actionsOfRows(work, items.map(listed));
    const views = items.map((row, at) => ({ ...viewRow(row, query.issuer, day), actions: urging[at] ?? NOTHING }));
    const issuers = await nameIssuers(work.tx, context.law, [...new Set(views.flatMap(({ setBy }) => setBy ?? []))]);
    const names = new Map(issuers.map(({ id, name }) => [id, name]));
    return { items: views.map((row) => ({ ...row, setByName: names.get(row.setBy ?? '') ?? '' })), next };
  });
}

/** How late something is today: what is still overdue by the days since it was due. */
export function latenessOf(state: string, due: string | null | undefined, lateDays: number | null | undefined, day: string): number | null {
  if (state === 'overdue' && due !== undefined && due !== null) return daysBetween(due, day);
  return lateDays ?? null;
}

const NOTHING: Actions = { state: 'not-late', may: [], blockers: [] };

function listed({ unit_id, scope_path, duty, state, due, readings }: ListedStatus): ListedDuty {
  const late = readings.find((reading) => reading.state === 'overdue');
  return { unit_id, scope_path, duty, late: (state === 'overdue' || late !== undefined) && (due ?? late?.due ?? null) !== null };
}

function viewRow(row: ListedStatus, issuer: string | undefined, day: string): Omit<DutyRow, 'setByName' | 'actions'> {
  const reading: DutyReading | undefined = row.readings.find(({ setBy }) => setBy === issuer);
  const read =
    reading === undefined
      ? { state: row.state, due: row.due, setBy: row.set_by, metOn: row.met_on, late: row.late_days }
      : { state: reading.state, due: reading.due ?? null, setBy: reading.setBy, metOn: reading.metOn ?? null, late: reading.lateDays };
  return {
    unit: { id: row.unit_id, name: row.name, kind: row.kind },
    duty: row.duty,
    state: read.state as DutyState, // a row has one of the states
    due: read.due,
    setBy: read.setBy,
    metOn: read.metOn,
    lateDays: latenessOf(read.state, read.due, read.late, day),
    targets: row.targets,
    done: row.done,
  };
}
