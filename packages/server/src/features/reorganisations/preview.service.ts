import type { ReorganisationPreview } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Tx } from '../../db/database.ts';
import { targetOf } from './placing.ts';
import type { Compiled, Facts, UnitStep } from './plan.ts';
import * as store from './plan.store.ts';

/** So many units are told one by one; the rest is counted. */
const SHOWN = 200;

type Counts = Record<string, number>;

function add(counts: Counts, table: string, count: number): void {
  counts[table] = (counts[table] ?? 0) + count;
}

/** What an event would touch, from the units and objects as they stand in this transaction. */
export async function previewOf(tx: Tx, compiled: Compiled, facts: Facts): Promise<ReorganisationPreview> {
  const moving = compiled.steps.filter(({ part }) => part === 'closed' || part === 'divided' || part === 'moved');
  const groups = await store.countObjects(
    tx,
    moving.map(({ unit }) => unit),
  );
  const counts: Counts = {};
  const perUnit = new Map<Id, Counts>();
  for (const { table, steward, count } of groups) {
    add(counts, table, count);
    const own = perUnit.get(steward) ?? {};
    perUnit.set(steward, own);
    add(own, table, count);
  }
  return {
    units: compiled.steps.slice(0, SHOWN).map((step) => touched(step, facts)),
    unitCount: compiled.steps.length,
    counts,
    perUnit: [...perUnit].slice(0, SHOWN).map(([unit, own]) => ({ unit, name: facts.get(unit)?.name ?? '', counts: own })),
    unresolved: await unresolvedOf(tx, compiled, groups),
    accounts: await accountsOf(tx, compiled),
    ...pictureOf(compiled, facts),
    conflicts: [...compiled.conflicts],
  };
}

function touched({ unit, part, pathFrom, after }: UnitStep, facts: Facts): ReorganisationPreview['units'][number] {
  const parent = after.parentId === null ? undefined : facts.get(after.parentId);
  const pathTo = part === 'closed' ? null : after.path;
  return { unit, name: after.name, kind: after.kind, part, pathFrom, pathTo, parentName: parent?.name ?? null };
}

async function unresolvedOf(tx: Tx, { placings }: Compiled, groups: readonly store.ObjectGroup[]): Promise<Counts> {
  const unresolved: Counts = {};
  for (const { table, steward, recorder, place, count } of groups) {
    const placing = placings.get(steward);
    if (placing !== undefined && targetOf(placing, { recorder, place }) === undefined) add(unresolved, table, count);
  }
  // An object that is named itself has been counted with those like it.
  const named = [...placings.values()].flatMap(({ objects }) => [...objects.keys()]);
  for (const object of await store.findObjects(tx, named)) {
    const placing = placings.get(object.steward);
    if (placing !== undefined && targetOf(placing, object) === undefined) add(unresolved, object.table, -1);
  }
  return Object.fromEntries(Object.entries(unresolved).filter(([, count]) => count > 0));
}

/** Accounts go with their unit where one unit takes over all of it; nobody comes to a wider scope by an abolition or a split. */
export function accountTarget({ steps, placings, lineage }: Compiled, unit: Id): Id | undefined {
  const placing = placings.get(unit);
  const only = lineage.filter(({ predecessor }) => predecessor === unit);
  if (placing === undefined || placing.rest === null || only.length !== 1 || placing.rest === placing.superior) return undefined;
  return steps.some((step) => step.unit === unit && step.part === 'closed') ? placing.rest : undefined;
}

async function accountsOf(tx: Tx, compiled: Compiled): Promise<ReorganisationPreview['accounts']> {
  const closed = compiled.steps.filter(({ part }) => part === 'closed').map(({ unit }) => unit);
  const accounts = await store.countAccounts(tx, closed);
  let moved = 0;
  let left = 0;
  for (const [unit, count] of accounts) {
    if (accountTarget(compiled, unit) === undefined) left += count;
    else moved += count;
  }
  return { moved, left };
}

/** The picture of before and after: what ends, takes over or changes itself, without all that merely moves with it. */
function pictureOf({ steps, lineage }: Compiled, facts: Facts): Pick<ReorganisationPreview, 'before' | 'after' | 'links'> {
  const roots = steps.filter(({ part, unit, after }) => part !== 'moved' || facts.get(unit)?.parentId !== after.parentId).slice(0, SHOWN);
  const nameOf = (id: Id | null): string | null =>
    id === null ? null : (steps.find(({ unit }) => unit === id)?.after.name ?? facts.get(id)?.name ?? null);
  const before = roots
    .flatMap(({ unit }) => facts.get(unit) ?? [])
    .map(({ id, name, parentId }) => ({ unit: id, name, parent: nameOf(parentId) }));
  const after = roots
    .filter(({ part }) => part !== 'closed')
    .map(({ unit, after: { name, parentId } }) => ({ unit, name, parent: nameOf(parentId) }));
  const shown = new Set(after.map(({ unit }) => unit));
  const heirs = lineage.filter(({ successor }) => !shown.has(successor)).map(({ successor }) => successor);
  for (const id of new Set(heirs)) after.push({ unit: id, name: nameOf(id) ?? '', parent: nameOf(facts.get(id)?.parentId ?? null) });
  const same = roots
    .filter(({ part }) => part === 'changed' || part === 'moved' || part === 'divided')
    .map(({ unit }) => ({ from: unit, to: unit, rule: 'all' as const }));
  return {
    before,
    after,
    links: [...lineage.map(({ predecessor, successor, rule }) => ({ from: predecessor, to: successor, rule })), ...same],
  };
}
