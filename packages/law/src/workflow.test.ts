import { describe, expect, it } from 'vitest';
import { loadLaw } from '@ancam/knowledge';
import type { Level, Party, Workflow } from '@ancam/knowledge';
import { createLaw, getDuty, getWorkflow } from './law.ts';
import { nextState, readSteps, stepsFrom } from './workflow.ts';

const law = createLaw(loadLaw());
const LEVELS: readonly Level[] = [1, 2, 3, 4, 5];
const walks = law.data.workflows.flatMap((workflow) =>
  workflow.examples.map((example) => ({ workflow, id: workflow.id, ...example, level: LEVELS.find((level) => level === example.level) })),
);
const lives = law.data.workflows.flatMap((workflow) => LEVELS.map((level) => ({ workflow, id: workflow.id, level })));

/** Every path without a state twice, from the beginning to where nothing leads on but back. */
function paths(workflow: Workflow, level: Level, state = workflow.initial, seen: readonly string[] = []): string[][] {
  const next = stepsFrom(workflow, state, level).filter(({ to }) => to !== state && ![...seen, state].includes(to));
  return next.length === 0 ? [[]] : next.flatMap(({ id, to }) => paths(workflow, level, to, [...seen, state]).map((rest) => [id, ...rest]));
}

describe('the life of a file', () => {
  it.each(walks)('$id: $about', ({ workflow, level, regime, steps, ends, refused = [] }) => {
    let state: string | undefined = workflow.initial;
    for (const step of steps) {
      state = nextState(workflow, state ?? '', step, level, regime);
      expect(state, step).toBeDefined();
    }
    expect(state).toBe(ends);
    for (const step of refused) expect(nextState(workflow, state ?? '', step, level, regime), step).toBeUndefined();
  });

  it.each(lives)('$id at level $level: every path can be walked by those who may, and by nobody else', ({ workflow, level }) => {
    const all = paths(workflow, level);
    expect(all.length).toBeGreaterThan(1);
    const holds = new Set(workflow.conditions.map(({ id }) => id));
    for (const path of all) {
      let state = workflow.initial;
      const taken: Record<string, string> = {};
      for (const id of path) {
        const step = workflow.steps.find((each) => each.id === id);
        const parties = step?.by ?? [];
        const read = (actor: string, as: readonly Party[], known: ReadonlySet<string>) =>
          readSteps(workflow, state, { level, parties: as, actor, taken, holds: known }).find((each) => each.step === id)?.blockers;
        expect(read(`${id}-person`, parties, holds)).toEqual([]);
        expect(read(`${id}-person`, [], holds)).toMatchObject([{ because: 'party' }]);
        for (const need of step?.needs ?? []) {
          const without = new Set([...holds].filter((each) => each !== need));
          expect(read(`${id}-person`, parties, without)).toMatchObject([
            { because: 'condition', what: need, text: { vi: expect.any(String) } },
          ]);
        }
        for (const other of (step?.notBy ?? []).filter((each) => taken[each] !== undefined)) {
          expect(read(taken[other] ?? '', parties, holds)).toContainEqual({ because: 'same-person', what: other });
        }
        taken[id] = `${id}-person`;
        state = nextState(workflow, state, id, level) ?? 'nowhere';
      }
      expect(workflow.states.map(({ id }) => id)).toContain(state);
    }
  });

  it.each(lives)('$id at level $level: what does not lead out of a state is refused', ({ workflow, level }) => {
    for (const { id: state } of workflow.states) {
      const open = new Set(stepsFrom(workflow, state, level).map(({ id }) => id));
      for (const { id } of workflow.steps) expect(nextState(workflow, state, id, level) === undefined).toBe(!open.has(id));
    }
  });

  it('no dossier of any level is approved without bylaw, decision and another person', () => {
    const dossier = getWorkflow(law, 'dossier');
    for (const level of LEVELS) {
      for (const path of paths(dossier, level).filter((each) => each.some((step) => step.startsWith('approve')))) {
        const approve = dossier.steps.find(({ id }) => id === path.find((step) => step.startsWith('approve')));
        expect(approve?.needs).toEqual(expect.arrayContaining(['bylaw-issued', 'decision-scanned']));
        expect(approve?.notBy).toContain(path.find((step) => step.startsWith('submit')));
      }
    }
  });

  it('says which file or duty it does not know', () => {
    expect(() => getWorkflow(law, 'novel')).toThrowError(/no workflow novel/u);
    expect(() => getDuty(law, 'D99')).toThrowError(/no duty D99/u);
  });
});
