import { TOP_KINDS } from '@ancam/contract';
import type { PageQuery, UnitBody, UnitCorrection, UnitDetail, UnitFilter, UnitList } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Context } from '../../context.ts';
import { pageOf } from '../../cursor.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { freshenUnits } from '../duties/keep-duties.service.ts';
import { figuresAt } from '../figures/reading.service.ts';
import { insertUnit } from './register-unit.ts';
import { territoryOf } from './territory.ts';
import * as store from './units.store.ts';
import type { UnitRecord } from './units.store.ts';
import { viewUnit, viewUnitDetail, within } from './units.view.ts';

/** A page of the units of a day. */
export function list(context: Context, actor: Actor, query: UnitFilter & PageQuery): Promise<UnitList> {
  return withActor(context, actor, async (work) => {
    const today = dayOf(work.now);
    const on = query.on ?? today;
    const under = query.under === undefined ? undefined : await pathOf(work, query.under, on);
    const rows = await store.listUnits(work.tx, query, { under, on: on === today ? undefined : on });
    const { items, next } = pageOf(rows, query.limit, (row) => [row.search, row.id]);
    const figures = await figuresAt(
      work,
      'scope',
      items.map((row) => row.scope_path),
    );
    return { items: items.map((row) => viewUnit(row, figures.get(row.scope_path))), next, on };
  });
}

async function pathOf(work: Work, id: Id, on: string): Promise<string> {
  const path = await store.pathOn(work.tx, id, on);
  if (path === undefined) throw notFound(id);
  return path;
}

function notFound(id: Id): AppError {
  return new AppError('not-found', 'no such unit', { place: id });
}

/** A unit that the actor sees in the directory. Throws `not-found`. */
export async function getRow(work: Work, id: Id): Promise<UnitRecord> {
  const row = await store.findUnit(work.tx, id);
  if (row === undefined) throw notFound(id);
  return row;
}

async function detail(work: Work, id: Id): Promise<UnitDetail> {
  const row = await getRow(work, id);
  const figures = await figuresAt(work, 'scope', [row.scope_path]);
  const ancestors = await store.listAncestors(work.tx, row.scope_path);
  const versions = await store.listVersions(work.tx, id);
  const relations = await store.listRelations(work.tx, id);
  return viewUnitDetail({ row, figures: figures.get(row.scope_path), ancestors, versions, relations }, work.actor);
}

/** One unit with its history, lineage and figures. */
export function get(context: Context, actor: Actor, id: Id): Promise<UnitDetail> {
  return withActor(context, actor, (work) => detail(work, id));
}

/** Registers a unit. Throws `auth.forbidden` outside of what the actor administers, `conflict` for a name or code that stands already. */
export function create(context: Context, actor: Actor, body: UnitBody): Promise<UnitDetail> {
  return withActor(context, actor, async (work) => {
    const parent = body.parentId === null ? undefined : await getRow(work, body.parentId);
    assertManaged(actor, parent?.scope_path ?? '/');
    assertPlaceable(body, parent);
    const openedOn = body.openedOn ?? dayOf(work.now);
    if (await store.hasNamesake(work.tx, body.parentId, body.name)) {
      throw new AppError('conflict', 'a unit of this name stands below this superior', { place: 'name', reason: body.name });
    }
    const territory = territoryOf(context, body, openedOn);
    const { id } = await insertUnit(work.tx, {
      instanceId: work.instanceId,
      now: work.now,
      name: body.name,
      kind: body.kind,
      code: body.code,
      line: body.line,
      roles: body.roles,
      openedOn,
      ...territory,
      ...(parent === undefined ? {} : { parent: { id: parent.id, homeId: parent.home_id, scopePath: parent.scope_path } }),
    });
    await freshenUnits(context, work, [id]);
    work.audit({ action: 'unit.registered', object: `unit/${id}`, summary: body.name });
    return detail(work, id);
  });
}

function assertManaged(actor: Actor, path: string): void {
  if (within(path, actor.adminScopes)) return;
  throw new AppError('auth.forbidden', 'the unit is not below one that you administer', {
    place: 'parentId',
    fix: 'ask the administrator of the superior unit',
  });
}

function assertPlaceable(body: UnitBody, parent: UnitRecord | undefined): void {
  if (parent === undefined && !TOP_KINDS.includes(body.kind)) {
    throw new AppError('input.invalid', `a ${body.kind} needs a superior`, { place: 'parentId', fix: 'choose the superior unit' });
  }
  if (parent?.closed_on !== undefined && parent.closed_on !== null) {
    throw new AppError('conflict', 'the superior unit has been closed', { place: 'parentId', reason: parent.name });
  }
  if (parent !== undefined && body.openedOn !== undefined && body.openedOn < parent.opened_on) {
    throw new AppError('input.invalid', 'the unit opens before its superior', { place: 'openedOn', fix: 'give a later day' });
  }
}

/** Corrects what was written wrongly: a row of the history of the same day, and who did it and why in the audit. */
export function correct(context: Context, actor: Actor, id: Id, body: UnitCorrection): Promise<UnitDetail> {
  return withActor(context, actor, async (work) => {
    await correctRow(work, id, body);
    await freshenUnits(context, work, [id]);
    return detail(work, id);
  });
}

/** Corrects a unit within a transaction. */
export async function correctRow(work: Work, id: Id, body: UnitCorrection): Promise<void> {
  const row = await getRow(work, id);
  assertManaged(work.actor, row.scope_path);
  if (row.closed_on !== null) throw new AppError('conflict', 'the unit has been closed', { place: id, reason: 'closed' });
  const name = body.name ?? row.name;
  const code = body.code === undefined ? row.code : body.code;
  if (name !== row.name && (await store.hasNamesake(work.tx, row.parent_id, name, id))) {
    throw new AppError('conflict', 'a unit of this name stands below this superior', { place: 'name', reason: name });
  }
  const { openedOn = row.opened_on } = body;
  if (openedOn !== row.opened_on) await correctFirstDay(work, row, openedOn);
  await store.correctUnit(work.tx, { ...row, opened_on: openedOn }, { name, code, roles: body.roles ?? row.roles }, dayOf(work.now));
  const since = openedOn === row.opened_on ? '' : `, ${row.opened_on} → ${openedOn}`;
  work.audit({ action: 'unit.corrected', object: `unit/${id}`, summary: `${row.name} → ${name}${since}: ${body.reason}` });
}

function wrong(fault: string, fix: string): AppError {
  return new AppError('input.invalid', fault, { place: 'openedOn', fix });
}

/** A first day lies neither ahead, nor before that of the superior, nor after the first of a unit below or after something that became of the unit. */
async function correctFirstDay(work: Work, row: UnitRecord, openedOn: string): Promise<void> {
  if (openedOn > dayOf(work.now)) throw wrong('the day lies ahead', 'give a day up to today');
  const { superior, below, next } = await store.daysAround(work.tx, row);
  if (superior !== null && openedOn < superior)
    throw wrong('the unit opens before its superior', 'give a later day, or correct the superior first');
  if (below !== null && openedOn > below) throw wrong('a unit below opens before it', 'give an earlier day');
  if (next !== null && openedOn >= next) throw wrong('the unit was changed before that day', 'give an earlier day');
  await store.correctFirstDay(work.tx, row, openedOn);
}
