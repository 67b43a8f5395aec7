import type { Id } from '@ancam/core';
import { newId } from '@ancam/core';
import { sql } from 'kysely';
import { permissionsOf } from '../../packages/server/src/http/permissions.ts';
import type { Context } from '../../packages/server/src/context.ts';
import { withActor } from '../../packages/server/src/db/actor.ts';
import type { Actor } from '../../packages/server/src/db/actor.ts';
import { tellFacts } from '../../packages/server/src/features/duties/facts.service.ts';
import { bringDutiesUpToDate, foldDuties } from '../../packages/server/src/features/duties/keep-duties.service.ts';
import { readRollup } from '../../packages/server/src/features/duties/rollup.service.ts';
import type { Figure } from '../figures.ts';
import { round } from '../figures.ts';
import { unitsSql } from './rows.ts';

const FACTS = 200;
const ROLLUPS = 300;
const DUTIES = 51;

interface BenchUnit {
  readonly id: Id;
  readonly home: Id;
  readonly path: string;
  readonly place: string;
}

function viewerAt(path: string): Actor {
  const id = newId();
  const scopes = { scopes: [path], writeScopes: [path], places: [], adminScopes: [] };
  const who = { accountId: null, name: 'bench', role: 'officer', permissions: permissionsOf('officer') } as const;
  return { ...who, ...scopes, homeId: id, unitId: id, scopePath: path, placePath: '', clearance: 0 };
}

/** The value below which so large a share of the times lies. */
function quantile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Fills an empty, migrated database with units and facts. */
export async function fillUnits(context: Context, units: number): Promise<void> {
  for (const statement of unitsSql(units).split(/;\s*$/mu)) if (statement.trim() !== '') await sql.raw(statement).execute(context.db);
}

/** Evaluates every duty of every unit and writes what comes of it, from nothing; in seconds. */
export async function measureFull(context: Context, units: number): Promise<Figure> {
  const began = performance.now();
  const done = await bringDutiesUpToDate(context);
  const seconds = (performance.now() - began) / 1000;
  const { rows } = await sql<{ n: number }>`select count(*) as n from duty_status`.execute(context.db);
  const note = `${done} of ${units} units x ${DUTIES} duties evaluated and ${rows[0]?.n ?? 0} statuses written with their roll-up, by one process; target 30`;
  return { name: 'duties_full_s', unit: 's', ours: round(seconds), peer: null, note };
}

/** One changed fact: told, evaluated, written, committed; in milliseconds. */
export async function measureOneFact(context: Context, name: string, units: number): Promise<Figure> {
  const { rows } = await sql<BenchUnit>`select id, home, path, place from bench_unit where n % 10 > 0 order by n limit ${FACTS}`.execute(
    context.db,
  );
  const times: number[] = [];
  for (const [n, unit] of rows.entries()) {
    const place = {
      home_id: unit.home,
      unit_id: unit.id,
      steward_id: unit.id,
      scope_path: unit.path,
      place_path: unit.place,
      classification: 0,
    };
    const actor = viewerAt(unit.path);
    const events = n % 2 === 0 ? [{ fact: 'plan.deployed', on: '2023-06-01', object: unit.id }] : [];
    const source = { register: 'plans' as const, id: unit.id };
    times.push(await timed(() => withActor(context, actor, (work) => tellFacts(context, work, source, place, events))));
  }
  await foldDuties(context);
  const note = `99 of 100 transactions of ${rows.length}; median ${round(quantile(times, 0.5))} ms, ${units} units; target 50`;
  return { name, unit: 'ms', ours: round(quantile(times, 0.99)), peer: null, note };
}

/** The roll-up as the nation, a province and a commune read it, in their own reading and in that of the Directive. */
export async function measureRollup(context: Context, units: number): Promise<Figure> {
  const { rows } =
    await sql<BenchUnit>`select id, home, path, place from bench_unit where kind <> 'school' order by kind desc, n limit 60`.execute(
      context.db,
    );
  const asked: (() => Promise<unknown>)[] = [];
  for (let n = 0; n < ROLLUPS; n += 1) {
    const unit = rows[n % rows.length];
    const issuer = n % 2 === 0 ? {} : { issuer: 'ct-23-2022' };
    if (n % 3 === 0 || unit === undefined) asked.push(() => readRollup(context, viewerAt('/'), issuer));
    else asked.push(() => readRollup(context, viewerAt(unit.path), { ...issuer, unit: unit.id }));
  }
  for (const ask of asked.slice(0, 6)) await ask();
  const times: number[] = [];
  for (const ask of asked) times.push(await timed(ask));
  const note = `${ROLLUPS} roll-ups of nation, provinces and communes over ${units} units, one after the other; median ${round(quantile(times, 0.5))} ms; target 200`;
  return { name: 'consolidation_p99_ms', unit: 'ms', ours: round(quantile(times, 0.99)), peer: null, note };
}
