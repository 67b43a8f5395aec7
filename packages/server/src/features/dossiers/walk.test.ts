import { api } from '@ancam/contract';
import type { DossierDetail } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { Level, RegimeId, WorkflowStep } from '@ancam/knowledge';
import { stepsFrom } from '@ancam/law';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp } from '../../../test/app.ts';
import type { TestApp } from '../../../test/app.ts';
import { livesOf, mayTake, pathsOf, personFor, plantRefusals, refusalsBySql, stepNamed } from '../../../test/dossier-walks.ts';
import { DECISION, actorOf, fullDossier, issueBylaw, plantProcedure, scanDecision, systemAt } from '../../../test/dossiers.ts';
import type { Person, Procedure } from '../../../test/dossiers.ts';
import { describeOnOneStore } from '../../../test/store.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { statuteBook } from '../../law.ts';
import { madeBy, withinOf } from './parts.ts';
import { dossierFlow } from './steps.ts';

const ON = '2026-11-20';
const OTHERS = ['operator', 'owner', 'security-unit', 'ministry', 'stranger'] as const;
const LIVES = (['A', 'B'] as const).flatMap((regime) => ([1, 2, 3, 4, 5] as const).map((level): [RegimeId, Level] => [regime, level]));

const byName = (a: { id: string }, b: { id: string }): number => a.id.localeCompare(b.id, 'en');
const byId = (a: { step: string }, b: { step: string }): number => a.step.localeCompare(b.step, 'en');

describeOnOneStore('the life of dossiers', (open) => {
  let app: TestApp;
  let procedure: Procedure;
  let bylaw: Id;
  const actors = new Map<Person, Actor>();
  beforeAll(async () => {
    app = await openApp(open, `${ON}T03:00:00.000Z`);
    procedure = await plantProcedure(app);
    bylaw = await issueBylaw(procedure.browsers.operator, procedure.browsers.colleague, 1);
    for (const person of OTHERS) actors.set(person, await actorOf(procedure, person));
    await plantRefusals(app);
  }, 60_000);
  afterAll(() => app.close());

  const stateOf = async (id: Id): Promise<string | undefined> =>
    (await app.context.db.selectFrom('dossier').select('state').where('id', '=', id).executeTakeFirst())?.state;
  const move = (person: Person, id: Id, step: WorkflowStep): Promise<DossierDetail> => {
    const document = step.needs?.includes('decision-scanned') === true ? DECISION : { number: '', date: null, issuer: '' };
    return procedure.browsers[person].call(api.moveDossier, {
      params: { id },
      body: { step: step.id, on: ON, reason: 'Vì lý do', document },
    });
  };

  test('steps, states, gates and contents are those of the statute book', async () => {
    const { db } = app.context;
    const flow = dossierFlow();
    expect(flow.steps.every(({ regimes }) => regimes === undefined)).toBe(true);
    const steps = await db.selectFrom('dossier_step').selectAll().execute();
    expect(steps.toSorted(byId)).toEqual(
      flow.steps
        .map((step) => ({
          step: step.id,
          from_states: step.from,
          to_state: step.to,
          parties: step.by,
          levels: step.levels ?? [1, 2, 3, 4, 5],
          not_by: step.notBy ?? [],
          needs: step.needs ?? [],
          needs_reason: step.reason === true,
          submits: ['submitted', 'opinion'].includes(step.to),
        }))
        .toSorted(byId),
    );
    const states = await db.selectFrom('dossier_state').select(['state', 'editable']).execute();
    expect(new Map(states.map(({ state, editable }) => [state, editable]))).toEqual(
      new Map(flow.states.map(({ id, editable }) => [id, editable === true])),
    );
    const law = statuteBook().data;
    const gates = await db.selectFrom('dossier_gate').selectAll().execute();
    const expected = [
      ...law.gates.flatMap(({ id, regime, levels, blocks, needs, when, validFrom }) =>
        needs.map((need) => ({ id, regime, levels, blocks, needs: need, only_new: when !== undefined, valid_from: validFrom })),
      ),
      ...law.separations
        .filter(({ between }) => between[0] === 'appraiser')
        .map(({ id, regime, levels, validFrom }) => ({
          id,
          regime,
          levels,
          blocks: 'appraise',
          needs: 'another-unit',
          only_new: false,
          valid_from: validFrom,
        })),
    ];
    expect(gates.toSorted((a, b) => a.id.localeCompare(b.id, 'en'))).toEqual(expected.toSorted((a, b) => a.id.localeCompare(b.id, 'en')));
    expect(law.regimes.find(({ id }) => id === 'A')?.validTo).toBe('2026-08-18');
    const parts = await db.selectFrom('dossier_part').selectAll().execute();
    const held = law.parts
      .filter(({ id, file }) => file !== 'approval-file' && madeBy(id) === undefined)
      .map(({ id, file, regime, levels, when, validFrom, validTo = null }) => ({
        id,
        regime,
        levels,
        within: withinOf({ id, file }),
        only_new: when === undefined ? null : !('not' in when),
        valid_from: validFrom,
        valid_to: validTo,
      }));
    expect(parts.toSorted(byName)).toEqual(held.toSorted(byName));
  });

  /** Tries what does not lead out of a state, and what is another's: by API as each who could take it elsewhere, by SQL as everybody. */
  async function tryForbidden(id: Id, state: string, level: Level): Promise<void> {
    const open = new Set(stepsFrom(dossierFlow(), state, level).map((step) => step.id));
    const { steps } = dossierFlow();
    const isForbidden = (person: Person, step: WorkflowStep): boolean => !open.has(step.id) || !mayTake(person, step, level);
    const byApi = steps.flatMap((step) => {
      const tried = open.has(step.id) ? OTHERS : [personFor(step, level)];
      return tried.filter((person) => isForbidden(person, step)).map((person) => ({ person, step }));
    });
    for (const { person, step } of byApi) {
      const code = await codeOf(move(person, id, step));
      expect(['conflict', 'auth.forbidden', 'not-found'], `${state} ${step.id} by API as ${person}: ${code}`).toContain(code);
    }
    for (const [person, actor] of actors) {
      const tried = steps.filter((step) => isForbidden(person, step)).map((step) => step.id);
      const refusals = await refusalsBySql(app, actor, id, tried);
      expect([...refusals.keys()]).toEqual(tried);
      for (const [step, refusal] of refusals) {
        // Whoever does not see the dossier is told nothing of its state.
        const because = open.has(step) ? /is for: |does not lead on from <NULL>/ : /does not lead on from /;
        expect(refusal, `${state} ${step} by SQL as ${person}`).toMatch(because);
      }
    }
    expect(await stateOf(id)).toBe(state);
  }

  test.each(LIVES)(
    "regime %s, level %i: every path can be walked, and no step can be taken that does not lead on or is another party's",
    async (regime, level) => {
      const { operator } = procedure.browsers;
      const system = await systemAt(app, operator, level, regime);
      const tried = new Set<string>();
      for (const life of livesOf(level)) {
        const { id } = await fullDossier(operator, system, bylaw);
        await scanDecision(operator, id);
        for (const each of ['', ...life]) {
          const step = each === '' ? undefined : stepNamed(each);
          const state = step?.to ?? dossierFlow().initial;
          if (step !== undefined) expect((await move(personFor(step, level), id, step)).state).toBe(state);
          if (!tried.has(state)) await tryForbidden(id, state, level);
          tried.add(state);
        }
        expect(stepsFrom(dossierFlow(), (await stateOf(id)) ?? '', level)).toEqual([]);
      }
      const reachable = new Set(pathsOf(level).flatMap((path) => path.map((each) => stepNamed(each).to)));
      expect([...reachable].filter((each) => !tried.has(each))).toEqual([]);
      const led = dossierFlow().steps.filter(({ levels }) => levels === undefined || levels.includes(level));
      const walked = new Set(livesOf(level).flat());
      expect(led.filter((step) => !walked.has(step.id))).toEqual([]);
    },
    600_000,
  );

  test('the role of requests moves no dossier but by a step', async () => {
    const { operator } = procedure.browsers;
    const { id } = await fullDossier(operator, await systemAt(app, operator, 2, 'B'), bylaw);
    const author = await actorOf(procedure, 'operator');
    for (const statement of [
      sql`update dossier set state = 'approved' where id = ${id}`,
      sql`update dossier set version = 1 where id = ${id}`,
      sql`update dossier set approved_on = '2026-11-20', decision_number = '1' where id = ${id}`,
      sql`update dossier set drafters = '{}' where id = ${id}`,
      sql`update dossier_step set needs = '{}'`,
      sql`delete from dossier_event`,
      sql`update dossier_event set step = 'accept'`,
      sql`update dossier_submission set content = '{}'`,
    ]) {
      await expect(withActor(app.context, author, ({ tx }) => statement.execute(tx))).rejects.toThrow(/permission denied/);
    }
    await expect(
      withActor(app.context, author, ({ tx }) => sql`update dossier set pre_operation_on = '2026-11-20' where id = ${id}`.execute(tx)),
    ).rejects.toThrow(/of an approved dossier/);
  });
});
