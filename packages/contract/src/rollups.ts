import { DUTY_STATES } from './routes/duties.ts';
import type { DutyRollup, RollupDuty } from './routes/duties.ts';

function plus(a: RollupDuty, b: RollupDuty): RollupDuty {
  const units = { ...a.units };
  for (const state of DUTY_STATES) units[state] += b.units[state];
  return { ...a, units, owing: a.owing + b.owing, outside: a.outside + b.outside, targets: a.targets + b.targets, done: a.done + b.done };
}

/** Two parts of one roll-up as one: of units that owe nothing in a part, all of it lies outside. */
export function joinRollups(first: DutyRollup, then: DutyRollup): DutyRollup {
  const [before, after] = [new Map(first.duties.map((each) => [each.duty, each])), new Map(then.duties.map((each) => [each.duty, each]))];
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort((a, b) => orderOf(a) - orderOf(b));
  const duties = ids.flatMap((id): RollupDuty[] => {
    const [one, two] = [before.get(id), after.get(id)];
    if (one !== undefined && two !== undefined) return [plus(one, two)];
    if (one !== undefined) return [{ ...one, outside: one.outside + then.counted }];
    return two === undefined ? [] : [{ ...two, outside: two.outside + first.counted }];
  });
  const issuers = [...new Map([...first.issuers, ...then.issuers].map((each) => [each.id, each])).values()];
  return { ...first, duties, issuers, counted: first.counted + then.counted, next: then.next };
}

/** The order of the register: duties of the Directive by number, then those of the law. */
function orderOf(id: string): number {
  return (id.startsWith('L') ? 1000 : 0) + Number(id.slice(1));
}
