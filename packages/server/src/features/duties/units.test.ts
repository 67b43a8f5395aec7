import { api } from '@ancam/contract';
import type { ReorganisationDetail } from '@ancam/contract';
import { newId } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { DutyObject } from '@ancam/law';
import { array, assert, asyncProperty, boolean, constantFrom, integer, oneof, option, record } from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp, setUpAdministrator } from '../../../test/app.ts';
import type { TestApp } from '../../../test/app.ts';
import { expectAgreement, statusRows, systemObject, tellOf } from '../../../test/duties.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import { foldFigures } from '../figures/figures.service.ts';
import { carryOutDue } from '../reorganisations/job.service.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { bringDutiesUpToDate } from './keep-duties.service.ts';

const OPENED = '2010-01-01';

describeOnEachStore('duties follow their units', (open) => {
  let app: TestApp;
  let province: UnitKey;
  let communes: UnitKey[];

  beforeAll(async () => {
    app = await openApp(open, '2025-06-20T03:00:00.000Z');
    await setUpAdministrator(app);
    province = await unitOf(app, { name: 'UBND tỉnh Vĩnh Long', kind: 'province', placePath: '/86/', openedOn: OPENED });
    communes = [];
    for (const name of ['UBND xã An', 'UBND xã Bình']) {
      communes.push(
        await unitOf(app, { name, kind: 'commune', placePath: `/86/2955${communes.length}/`, openedOn: OPENED, parent: province }),
      );
    }
    await bringDutiesUpToDate(app.context);
  });
  afterAll(() => app.close());

  const overdue = async (): Promise<number> => {
    await bringDutiesUpToDate(app.context);
    const reader = await accountOf(app, province.id, 'viewer');
    const { duties } = await reader.call(api.dutyRollup);
    return duties.find(({ duty }) => duty === 'D2')?.units.overdue ?? 0;
  };
  const stateOf = async (unit: Id, duty: string): Promise<string | undefined> => {
    await bringDutiesUpToDate(app.context);
    return (await statusRows(app, unit)).find((row) => row.duty === duty)?.state;
  };

  test('a unit registered over the API owes its duties at once, and others once its roles change', async () => {
    const admin = await accountOf(app, province.id, 'administrator');
    const made = await admin.call(api.createUnit, {
      body: {
        name: 'Sở Thông tin',
        kind: 'department',
        parentId: province.id,
        placeCode: null,
        openedOn: OPENED,
        line: 'local',
        roles: [],
        code: null,
      },
    });
    const dutiesOf = async () => (await statusRows(app, made.id)).map(({ duty }) => duty);
    const before = await dutiesOf();
    expect(before).toContain('D2');
    await admin.call(api.correctUnit, {
      params: { id: made.id },
      body: { roles: ['press'], reason: 'giao thêm nhiệm vụ' },
    });
    expect((await dutiesOf()).length).toBeGreaterThan(before.length);
    await bringDutiesUpToDate(app.context);
    await expectAgreement(app);
  });

  test('what the figures of a unit show holds from the day on which they show it, and no longer when they do not', async () => {
    const [, unit] = communes;
    if (unit === undefined) throw new TypeError('two communes stand in this world');
    expect(await stateOf(unit.id, 'D6')).toBe('in-progress');
    const officer = await accountOf(app, unit.id, 'officer');
    const scan = async (...addresses: string[]): Promise<void> => {
      const body = JSON.stringify(resultOf('2025-06-20T02:00:00.000Z', ...addresses.map((address) => ({ address, serial: address }))));
      expect((await officer.fetch('/api/scans/import', { method: 'POST', body })).status).toBe(200);
      await foldFigures(app.context);
    };
    await scan('10.0.0.1');
    // It uses cameras now, and they have no papers on record.
    expect(await stateOf(unit.id, 'D6')).toBe('overdue');
    const show = async (figures: { readonly paperless: number; readonly warned: number }): Promise<void> => {
      await app.context.db.updateTable('tally').set(figures).where('steward_id', '=', unit.id).execute();
      await sql`update duty_unit set figures_changed = true where unit_id = ${unit.id}`.execute(app.context.db);
    };
    await show({ paperless: 0, warned: 0 });
    expect(await stateOf(unit.id, 'D6')).toBe('met');
    await show({ paperless: 1, warned: 0 });
    expect(await stateOf(unit.id, 'D6')).toBe('overdue');
    await expectAgreement(app);
  });

  test('a unit whose figures change but say nothing else is looked at once, and its duties stay as they are', async () => {
    const [, unit] = communes;
    if (unit === undefined) throw new TypeError('two communes stand in this world');
    const marked = async () =>
      (await app.context.db.selectFrom('duty_unit').select('unit_id').where('figures_changed', '=', true).execute()).length;
    const versions = async () =>
      (await sql<{ at: string }>`select xmin::text as at from duty_status where unit_id = ${unit.id} order by duty`.execute(app.context.db))
        .rows;
    await bringDutiesUpToDate(app.context);
    const before = await versions();
    const officer = await accountOf(app, unit.id, 'officer');
    const body = JSON.stringify(resultOf('2025-06-20T02:30:00.000Z', { address: '10.0.0.7', serial: '10.0.0.7' }));
    expect((await officer.fetch('/api/scans/import', { method: 'POST', body })).status).toBe(200);
    await foldFigures(app.context);
    expect(await marked()).toBe(1);
    // None was due: none is evaluated.
    expect(await bringDutiesUpToDate(app.context)).toBe(0);
    expect(await marked()).toBe(0);
    expect(await versions()).toEqual(before);
    await expectAgreement(app);
  });

  test('a duty overdue in two merged communes counts once; taken back, it counts twice again', async () => {
    const admin = await accountOf(app, province.id, 'administrator', 'Người lập');
    for (const unit of communes) {
      const maker = await accountOf(app, unit.id, 'officer');
      const { id } = await maker.call(api.addSystem, {
        body: {
          name: 'Camera trụ sở',
          purpose: 'An ninh trụ sở',
          scope: 'Trụ sở',
          reach: 'agency',
          dedicated: true,
          serviceType: 'internal',
          informationKinds: ['public'],
        },
      });
      await tellOf(app, unit, id, { objects: [systemObject(id)] });
    }
    const before = await overdue();
    await expectAgreement(app);
    const event: ReorganisationDetail = await admin.call(api.draftReorganisation, {
      body: {
        kind: 'merge',
        title: 'Hợp nhất xã An và xã Bình',
        decree: '1687/NQ-UBTVQH15',
        decreeDate: '2025-06-16',
        effectiveOn: '2025-07-01',
        units: communes.map(({ id }) => id),
        successors: [
          {
            key: 'new',
            fresh: {
              name: 'UBND xã An Bình',
              kind: 'commune',
              code: null,
              line: 'local',
              placeCode: null,
              placePath: '/86/29550/',
              roles: [],
              parentId: province.id,
            },
          },
        ],
      },
    });
    const params = { id: event.id };
    const approver = await accountOf(app, province.id, 'administrator', 'Người duyệt');
    await approver.call(api.approveReorganisation, { params });
    app.at('2025-07-01T03:00:00.000Z');
    await carryOutDue(app.context);
    expect(await overdue()).toBe(before - 1);
    for (const unit of communes) expect(await stateOf(unit.id, 'D2')).toBeUndefined();
    await expectAgreement(app);

    const other = await accountOf(app, province.id, 'administrator', 'Người khác');
    await other.call(api.reverseReorganisation, { params });
    await carryOutDue(app.context);
    expect(await overdue()).toBe(before);
    await expectAgreement(app);
  });

  test('whatever is told and taken back, in any order and on any day, the tables say what the facts say', async () => {
    const [unit] = communes;
    if (unit === undefined) throw new TypeError('two communes stand in this world');
    const systems = [newId(), newId()];
    const sources = [newId(), newId(), newId()];
    const facts = app.context.law.data.facts;
    const day = integer({ min: 0, max: 900 }).map((n) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10));
    const event = record({ fact: constantFrom(...facts), on: day, about: constantFrom(...systems) });
    const step = oneof(
      record({ source: constantFrom(...sources), events: array(event, { maxLength: 4 }) }),
      record({
        system: constantFrom(...systems),
        on: option(day, { nil: undefined }),
        level: constantFrom(undefined, 1, 2, 3),
        there: boolean(),
      }),
      record({ advance: integer({ min: 1, max: 200 }) }),
    );
    let today = Date.UTC(2025, 6, 1, 3);
    await assert(
      asyncProperty(array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        for (const each of steps) {
          if ('advance' in each) {
            today += each.advance * 86_400_000;
            app.at(new Date(today).toISOString());
            await bringDutiesUpToDate(app.context);
          } else if ('events' in each) {
            const events = each.events.map(({ fact, on, about }) => ({
              fact: fact.id,
              on,
              ...(fact.object === undefined ? {} : { object: about }),
            }));
            await tellOf(app, unit, each.source, { events });
          } else {
            const { system, on, level, there } = each;
            const object: DutyObject = {
              kind: 'system',
              id: system,
              answers: { treatment: 'system', ...(level === undefined ? {} : { level }) },
              ...(on === undefined ? {} : { on }),
            };
            await tellOf(app, unit, system, { objects: there ? [object] : [] });
          }
          await expectAgreement(app);
        }
      }),
      { numRuns: 12 },
    );
  });
});
