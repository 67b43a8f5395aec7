import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import { canonicalJson } from '@ancam/knowledge';
import { dutyBoard } from '@ancam/law';
import type { DutyEvent } from '@ancam/law';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { actorAt } from '../../../test/actors.ts';
import { openApp } from '../../../test/app.ts';
import type { TestApp } from '../../../test/app.ts';
import { unitOf } from '../../../test/tree.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { asOwner, withActor } from '../../db/actor.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { tellFacts, tellObjects } from './facts.service.ts';
import type { FactPlace } from './facts.service.ts';
import { bringDutiesUpToDate } from './keep-duties.service.ts';
import { rowOf } from './statuses.service.ts';
import { statusesOf } from './statuses.store.ts';
import type { StatusRow } from './statuses.store.ts';
import { loadFacts } from './unit-facts.store.ts';

const VINH_LONG = '/86/29557/';

function placeOf(unit: UnitKey, placePath = ''): FactPlace {
  const { id, homeId, scopePath } = unit;
  return { home_id: homeId, unit_id: id, steward_id: id, scope_path: scopePath, place_path: placePath, classification: 0 };
}

function texts(list: readonly StatusRow[]): string[] {
  return list.map((row) => canonicalJson(row)).sort();
}

describeOnEachStore('facts of duties', (open) => {
  let app: TestApp;
  let province: UnitKey;
  let commune: UnitKey;
  beforeAll(async () => {
    app = await openApp(open, '2023-04-10T03:00:00.000Z');
    province = await unitOf(app, { name: 'UBND tỉnh Vĩnh Long', kind: 'province', placePath: '/86/', openedOn: '2010-01-01' });
    const parent = { id: province.id, homeId: province.homeId, scopePath: province.scopePath };
    commune = await unitOf(app, { name: 'UBND xã', kind: 'commune', placePath: VINH_LONG, openedOn: '2010-01-01', parent });
    await bringDutiesUpToDate(app.context);
  });
  afterAll(() => app.close());

  const today = (): string => app.context.clock().toISOString().slice(0, 10);
  const rows = (unit: Id): Promise<StatusRow[]> => asOwner(app.context, (tx) => statusesOf(tx, [unit]));
  const statusOf = async (duty: string): Promise<StatusRow | undefined> => (await rows(commune.id)).find((row) => row.duty === duty);
  const computed = async (unit: Id): Promise<StatusRow[]> => {
    const [facts] = await asOwner(app.context, (tx) => loadFacts(tx, [unit], today()));
    if (facts === undefined) return [];
    return dutyBoard(app.context.law, facts, today()).flatMap((status) => rowOf(facts, status) ?? []);
  };
  const tell = (source: Id, events: readonly DutyEvent[]): Promise<void> =>
    withActor(app.context, actorAt(commune.scopePath, { homeId: commune.homeId, unitId: commune.id }), (work) =>
      tellFacts(app.context, work, { register: 'dossiers', id: source }, placeOf(commune, VINH_LONG), events),
    );
  const tellSystem = (source: Id, there = true): Promise<void> =>
    withActor(app.context, actorAt(commune.scopePath, { homeId: commune.homeId, unitId: commune.id }), (work) =>
      tellObjects(
        app.context,
        work,
        { register: 'systems', id: source },
        placeOf(commune, VINH_LONG),
        there ? [{ kind: 'system', id: source, on: '2022-01-01', answers: { level: 2, treatment: 'system' } }] : [],
      ),
    );

  test('two clocks: on time for the province and late for the ministry on 10/4, late for both on 26/4', async () => {
    const system = newId();
    await tellSystem(system);
    const readings = async (): Promise<Record<string, string>> =>
      Object.fromEntries(((await statusOf('D2'))?.readings ?? []).map(({ setBy, state }) => [setBy, state]));
    expect(await statusOf('D2')).toMatchObject({ state: 'not-due', set_by: 'vinh-long-2023', due: '2023-04-25' });
    expect(await readings()).toEqual({ 'vinh-long-2023': 'not-due', 'ct-23-2022': 'overdue' });
    app.at('2023-04-26T03:00:00.000Z');
    expect(await bringDutiesUpToDate(app.context)).toBeGreaterThan(0);
    expect(await readings()).toEqual({ 'vinh-long-2023': 'overdue', 'ct-23-2022': 'overdue' });
    // Nothing is due any more: the job does no more than looks.
    expect(await bringDutiesUpToDate(app.context)).toBe(0);

    const dossier = newId();
    await tell(dossier, [{ fact: 'level.submitted', on: '2023-04-20', object: system }]);
    expect(await readings()).toEqual({ 'vinh-long-2023': 'met', 'ct-23-2022': 'overdue' });
    await tell(dossier, []);
    expect(await statusOf('D2')).toMatchObject({ state: 'overdue' });
    await tellSystem(system, false);
    // No system and no statement that there is none: the unit owes one or the other, until it says so.
    expect(await statusOf('D2')).toMatchObject({ state: 'overdue' });
    await tell(dossier, [{ fact: 'inventory.none', on: '2023-04-26' }]);
    expect(await statusOf('D2')).toBeUndefined();
    await tell(dossier, []);
  });

  test('what is in the table is what the facts say, after every change', async () => {
    const systems = [newId(), newId(), newId()];
    const dossiers = [newId(), newId(), newId()];
    for (const [n, system] of systems.entries()) {
      await tellSystem(system);
      expect(texts(await rows(commune.id))).toEqual(texts(await computed(commune.id)));
      await tell(dossiers[n] ?? '', [
        { fact: 'level.determined', on: '2023-02-01', object: system },
        { fact: 'level.approved', on: '2023-03-01', object: system },
      ]);
      expect(texts(await rows(commune.id))).toEqual(texts(await computed(commune.id)));
    }
    await tellSystem(systems[0] ?? '', false);
    await tell(dossiers[1] ?? '', [{ fact: 'level.determined', on: '2023-02-01', object: systems[1] ?? '' }]);
    expect(texts(await rows(commune.id))).toEqual(texts(await computed(commune.id)));
    expect(texts(await rows(province.id))).toEqual(texts(await computed(province.id)));
  });
});
