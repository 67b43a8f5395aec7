import { FACTS } from '@ancam/core';
import type { Fact, FactName, ProbeName, ProbeState } from '@ancam/core';

/** What conditions look at: the facts of one host, and whether silence about a fact means "no". */
export interface FactView {
  /** Every occurrence of the fact, in the order they were read. */
  facts(name: FactName): readonly Fact[];
  /** True where the probe behind this fact answered all its questions, so that an absent fact is a "no". */
  concluded(name: FactName): boolean;
  /** State of a probe; a probe that left no state was not asked. */
  probe(name: ProbeName): ProbeState['state'];
}

const NONE: readonly Fact[] = [];

/**
 * A view over stored facts and probe states. Identification and labels have no questions left open where they speak, and
 * never mean "no" where they are silent: a maker that was not recognised may be any maker.
 */
export function factView(facts: readonly Fact[], probes: readonly ProbeState[]): FactView {
  const byName = new Map<FactName, Fact[]>();
  for (const fact of facts) {
    const known = byName.get(fact.name);
    if (known) known.push(fact);
    else byName.set(fact.name, [fact]);
  }
  const states = new Map(probes.map((each) => [each.probe, each.state]));
  return {
    facts: (name) => byName.get(name) ?? NONE,
    concluded(name) {
      const { probe } = FACTS[name];
      // a device whose maker is recognised and that shows no brand of another carries, as far as can be told, its own
      if (name === 'identity.brand') return byName.has('identity.maker');
      if (probe === 'identity' || probe === 'label') return byName.has(name);
      return states.get(probe) === 'done';
    },
    probe: (name) => states.get(name) ?? 'skipped',
  };
}
