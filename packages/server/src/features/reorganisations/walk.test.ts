import { REORGANISATION_STATES, api } from '@ancam/contract';
import type { ReorganisationDetail, ReorganisationState } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { accountOf, unitOf } from '../../../test/tree.ts';
import type { UnitKey } from '../units/register-unit.ts';
import { advance, carryOut } from './job.service.ts';

const SELF = REORGANISATION_STATES.map((state) => [state, state]);
/** Every step that an event may make, by people and by the job; told here a second time, apart from the code. */
const MAY: readonly (readonly string[])[] = [
  ['draft', 'approved'],
  ['draft', 'withdrawn'],
  ['approved', 'withdrawn'],
  ['approved', 'applying'],
  ['applying', 'applied'],
  ['applied', 'reversing'],
  ['reversing', 'reversed'],
];
/** What a person may do in each state, where no fact stands against it. */
const BY_PEOPLE: Record<ReorganisationState, readonly string[]> = {
  draft: ['approve', 'withdraw'],
  approved: ['withdraw', 'apply'],
  applying: [],
  applied: ['reverse'],
  reversing: [],
  reversed: [],
  withdrawn: [],
};
const CALLS = {
  approve: api.approveReorganisation,
  withdraw: api.withdrawReorganisation,
  apply: api.applyReorganisation,
  reverse: api.reverseReorganisation,
} as const;
const STEP_NAMES = ['approve', 'withdraw', 'apply', 'reverse'] as const;

/** A reorganisation in every state, and every step tried from it. */
describeOnEachStore('the states of a reorganisation', (open) => {
  let app: TestApp;
  let approver: Browser;
  let proposer: Browser;
  let province: UnitKey;
  let made = 0;

  /** A new event, brought to a state by the steps that lead there. */
  const eventIn = async (state: ReorganisationState): Promise<Id> => {
    made += 1;
    const unit = await unitOf(app, { name: `Xã số ${made}`, kind: 'commune', parent: province, openedOn: '2020-01-01' });
    const body = {
      kind: 'rename' as const,
      title: `Đổi tên xã số ${made}`,
      decree: `${made}/NQ-HĐND`,
      decreeDate: '2025-06-01',
      effectiveOn: '2025-06-20',
      units: [unit.id],
      changes: { name: `Xã tên mới ${made}` },
    };
    const { id } = await proposer.call(api.draftReorganisation, { body });
    const call = (name: keyof typeof CALLS): Promise<ReorganisationDetail> => approver.call(CALLS[name], { params: { id } });
    if (state === 'draft') return id;
    if (state === 'withdrawn') return (await call('withdraw')).id;
    await call('approve');
    if (state === 'approved') return id;
    await call('apply');
    if (state === 'applying') return id;
    await carryOut(app.context, id);
    if (state === 'applied') return id;
    await call('reverse');
    if (state === 'reversing') return id;
    await carryOut(app.context, id);
    return id;
  };

  beforeAll(async () => {
    app = await openApp(open, '2025-06-20T03:00:00.000Z');
    approver = await setUpAdministrator(app);
    const [host] = await app.context.db.selectFrom('unit').select(['id', 'home_id', 'scope_path']).execute();
    province = await unitOf(app, { name: 'Tỉnh Thử', kind: 'province', openedOn: '2010-01-01' });
    proposer = await accountOf(app, host?.id ?? '', 'administrator', 'Người đề xuất');
  });
  afterAll(() => app.close());

  test.each(REORGANISATION_STATES)('%s: people may do exactly what leads on, and every other step is refused', async (state) => {
    for (const name of STEP_NAMES) {
      const id = await eventIn(state);
      const before = await approver.call(api.getReorganisation, { params: { id } });
      expect(before.actions.state).toBe(state);
      const allowed = BY_PEOPLE[state].includes(name);
      expect(before.actions.may.includes(name), `${state}: may ${name}`).toBe(allowed);
      const call = approver.call(CALLS[name], { params: { id } });
      if (allowed) expect((await call).actions.state).not.toBe(state);
      else {
        expect(await codeOf(call), `${state}: ${name}`).toBe('conflict');
        expect((await approver.call(api.getReorganisation, { params: { id } })).actions.state).toBe(state);
      }
    }
  });

  test.each(REORGANISATION_STATES)('%s: the database lets it go where the table says and nowhere else', async (state) => {
    const id = await eventIn(state);
    for (const to of REORGANISATION_STATES) {
      const change = app.context.db
        .transaction()
        .execute(async (tx) => {
          // Whoever writes past the product: with an approval at hand, so that only the order of the states stands against it.
          await sql`update reorganisation set state = ${to}, approved_by = coalesce(approved_by, gen_random_uuid()) where id = ${id}`.execute(
            tx,
          );
          throw new Error('let through');
        })
        .catch((thrown: Error) => thrown.message);
      const allowed = [...MAY, ...SELF].some(([from, next]) => from === state && next === to);
      // What is over is not even written again.
      const over = state === to && (state === 'withdrawn' || state === 'reversed');
      if (allowed && !over) expect(await change, `${state} -> ${to}`).toBe('let through');
      else expect(await change, `${state} -> ${to}`).toMatch(/does not go from|what was approved does not change/);
    }
  });

  test('the job makes its steps from its own states only', async () => {
    for (const state of REORGANISATION_STATES) {
      const id = await eventIn(state);
      const goesOn = await advance(app.context, id);
      expect(goesOn, state).toBe(state === 'approved' || state === 'applying' || state === 'reversing');
    }
  });

  test('what another person has proposed is not approved by its author, in no state', async () => {
    for (const state of REORGANISATION_STATES) {
      const id = await eventIn(state);
      const { actions } = await proposer.call(api.getReorganisation, { params: { id } });
      expect(actions.may, state).not.toContain('approve');
      expect(await codeOf(proposer.call(api.approveReorganisation, { params: { id } }))).toBe(
        state === 'draft' ? 'auth.forbidden' : 'conflict',
      );
    }
  });
});
