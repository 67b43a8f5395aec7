import { joinRollups } from '@ancam/contract';
import type { DutyRollup, DutyState, RollupDuty, RollupQuery } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { dutyBoard } from '@ancam/law';
import type { Law } from '@ancam/law';
import type { Context } from '../../context.ts';
import { withActor, withinAsOwner } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { nameIssuers } from './issuers.ts';
import { aboveOf, nodeOf } from './node.ts';
import type { DutyNode } from './node.ts';
import * as store from './reading.store.ts';
import type { StateCount } from './reading.store.ts';
import { rowOf } from './statuses.service.ts';
import type { StatusRow } from './statuses.store.ts';
import { loadFacts } from './unit-facts.store.ts';

/** A past day is computed out of facts, unit by unit: so many units make a part, which one waits for. */
const PART = 1000;
const COMPUTED_AT_ONCE = 200;

/** What is asked for; `cursor`: the last unit of the part before. */
type PartQuery = RollupQuery & { readonly cursor?: Id | undefined };

/** The duties of a node and all below it in numbers; of a past day a part, and with which cursor it goes on. */
export function readRollup(context: Context, actor: Actor, query: PartQuery): Promise<DutyRollup> {
  return withActor(context, actor, (work) => rollupOf(context, work, query));
}

/** All parts of a roll-up together, each in a transaction of its own: a past day of a whole country takes a while. */
export async function wholeRollup(context: Context, actor: Actor, query: RollupQuery): Promise<DutyRollup> {
  let whole = await readRollup(context, actor, query);
  while (whole.next !== null) whole = joinRollups(whole, await readRollup(context, actor, { ...query, cursor: whole.next }));
  return whole;
}

/** The same in an open transaction. Throws `input.invalid` for a day ahead. */
export async function rollupOf(context: Context, work: Work, query: PartQuery): Promise<DutyRollup> {
  const today = dayOf(work.now);
  const on = query.on ?? today;
  if (on > today) throw new AppError('input.invalid', 'the day lies ahead', { place: 'query.on', fix: 'give a day up to today' });
  const node = await nodeOf(context, work, query);
  const standing = await store.countStanding(work.tx, node.axis, node.path);
  const reading = query.issuer ?? '';
  const read =
    on === today ? await recorded(work, node, reading) : await computed(context, work, node, { reading, on, after: query.cursor });
  return {
    node: { path: node.path, unit: node.unit, name: node.name, kind: node.kind },
    above: await aboveOf(work, node),
    on,
    how: on === today ? 'recorded' : 'computed',
    issuer: query.issuer ?? null,
    standing,
    waiting: await withinAsOwner(work, (tx) => store.countWaiting(tx, today, node.axis, node.path)),
    counted: read.counted ?? standing,
    next: read.next ?? null,
    duties: dutiesOf(context.law, read.counts, read.counted ?? standing),
    issuers: await nameIssuers(work.tx, context.law, read.issuers),
    territories: work.actor.scopes.includes('/') ? ['/'] : [...work.actor.places],
  };
}

interface Read {
  readonly counts: readonly StateCount[];
  readonly issuers: readonly string[];
  /** Of a part: how many units it speaks of, and the last of them where there are more. */
  readonly counted?: number;
  readonly next?: Id | null;
}

async function recorded({ tx }: Work, { axis, path }: DutyNode, reading: string): Promise<Read> {
  if (axis === 'place') return { counts: await store.countsIn(tx, path, reading), issuers: await store.issuersIn(tx, path) };
  return { counts: await store.countsAt(tx, [path], reading), issuers: await store.issuersAt(tx, path) };
}

async function computed(
  { law }: Context,
  work: Work,
  node: DutyNode,
  { reading, on, after }: { readonly reading: string; readonly on: string; readonly after: Id | undefined },
): Promise<Read> {
  const { path } = node;
  const found = await store.unitsUnder(work.tx, node, after, PART + 1);
  const ids = found.slice(0, PART);
  const counts: StateCount[] = [];
  const issuers = new Set<string>();
  for (let n = 0; n < ids.length; n += COMPUTED_AT_ONCE) {
    const facts = await withinAsOwner(work, (tx) => loadFacts(tx, ids.slice(n, n + COMPUTED_AT_ONCE), on));
    for (const each of facts) {
      for (const status of dutyBoard(law, each, on)) {
        const row = rowOf(each, status);
        if (row === undefined) continue;
        for (const { setBy } of row.readings) issuers.add(setBy);
        counts.push(...countOf(row, reading, path));
      }
    }
  }
  return { counts, issuers: [...issuers].sort(), counted: ids.length, next: found.length > PART ? (ids.at(-1) ?? null) : null };
}

function countOf({ duty, state, targets, done, readings }: StatusRow, reading: string, path: string): StateCount[] {
  if (reading === '') return [{ path, duty, state: state as DutyState, units: 1, targets, done }]; // a row has one of the states
  const own = readings.find(({ setBy }) => setBy === reading);
  return own === undefined ? [] : [{ path, duty, state: own.state as DutyState, units: 1, targets: 0, done: 0 }]; // likewise
}

/** Counts by duty, in the order of the register; duties that nobody owes are left out. */
function dutiesOf(law: Law, counts: readonly StateCount[], standing: number): RollupDuty[] {
  const byDuty = Map.groupBy(counts, ({ duty }) => duty);
  return law.duties.all.flatMap(({ duty: { id } }): RollupDuty[] => {
    const own = byDuty.get(id);
    if (own === undefined) return [];
    const units = store.noUnits();
    let [owing, targets, done] = [0, 0, 0];
    for (const each of own) {
      units[each.state] += each.units;
      owing += each.units;
      targets += each.targets;
      done += each.done;
    }
    return [{ duty: id, units, owing, outside: Math.max(standing - owing, 0), targets, done }];
  });
}
