import type { LawData } from './data.ts';
import type { LawFault } from './lint-place.ts';
import type { Workflow } from './workflow.ts';

/** States nobody reaches or leaves, steps that lead nowhere, names without a record. */
export function lintWorkflows(data: LawData): LawFault[] {
  const forms = new Set(data.forms.map(({ id }) => id));
  const facts = new Set(data.facts.map(({ id }) => id));
  return [
    ...data.workflows.flatMap((workflow) =>
      [...stateFaults(workflow), ...stepFaults(workflow, forms, facts)].map((message) => ({
        id: workflow.id,
        message: `${workflow.id}: ${message}`,
        fix: 'correct the workflow',
      })),
    ),
    ...data.forms.flatMap(({ id, blocks, columns = [], rules }) =>
      [...blocks.map(({ fields }) => fields.map((field) => field.id)), columns.map((each) => each.id), rules.map((each) => each.id)]
        .filter((ids) => new Set(ids).size !== ids.length)
        .map(() => ({ id, message: `${id}: two fields of one block, columns or rules have one id`, fix: 'rename one' })),
    ),
  ];
}

function stateFaults({ initial, states, steps }: Workflow): string[] {
  const ids = new Set(states.map(({ id }) => id));
  const reached = new Set([initial]);
  for (let size = 0; size !== reached.size;) {
    size = reached.size;
    for (const { from, to } of steps) if (from.some((state) => reached.has(state))) reached.add(to);
  }
  return [
    ...(ids.has(initial) ? [] : [`there is no state ${initial}`]),
    ...[...ids].filter((id) => !reached.has(id)).map((id) => `nothing leads to ${id}`),
    ...states
      .filter(({ id, tone }) => tone !== 'closed' && !steps.some(({ from }) => from.includes(id)))
      .map(({ id }) => `nothing leads out of ${id}`),
    ...steps.flatMap(({ id, from, to }) =>
      [...from, to].filter((state) => !ids.has(state)).map((state) => `step ${id} names no state ${state}`),
    ),
  ];
}

function stepFaults({ steps, conditions, examples }: Workflow, forms: ReadonlySet<string>, facts: ReadonlySet<string>): string[] {
  const ids = new Set(steps.map(({ id }) => id));
  const needs = new Set(conditions.map(({ id }) => id));
  const used = new Set(steps.flatMap((step) => step.needs ?? []));
  return [
    ...(ids.size === steps.length ? [] : ['two steps have one id']),
    ...conditions.filter(({ id }) => !used.has(id)).map(({ id }) => `no step needs ${id}`),
    ...steps.flatMap((step) => [
      ...(step.needs ?? []).filter((need) => !needs.has(need)).map((need) => `step ${step.id} needs no condition ${need}`),
      ...(step.notBy ?? []).filter((other) => !ids.has(other)).map((other) => `step ${step.id} is barred by no step ${other}`),
      ...(step.form === undefined || forms.has(step.form) ? [] : [`step ${step.id} goes with no form ${step.form}`]),
      ...(step.records === undefined || facts.has(step.records) ? [] : [`step ${step.id} records no fact ${step.records}`]),
    ]),
    ...examples.flatMap(({ about, steps: walk, refused = [] }) =>
      [...walk, ...refused].filter((step) => !ids.has(step)).map((step) => `the example "${about}" takes no step ${step}`),
    ),
    ...[...ids].filter((id) => !examples.some(({ steps: walk }) => walk.includes(id))).map((id) => `no example takes the step ${id}`),
  ];
}
