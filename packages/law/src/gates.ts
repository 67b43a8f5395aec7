import type { Text } from '@ancam/core';
import type { Answers, Gate, Level, Party, RegimeId, Separation } from '@ancam/knowledge';
import { inForce, separationsOf } from './authority.ts';
import { citeAll } from './citation.ts';
import { judge } from './conditions.ts';
import { holdsOn } from './days.ts';
import type { Law } from './law.ts';

/** What holds a step back. */
export interface GateBlocker {
  readonly rule: string;
  readonly blocker: Text;
  readonly clause: Text;
  /** The fact is missing, later than the step, or it is not known whether the gate applies. */
  readonly because: 'missing' | 'later' | 'unanswered';
  readonly questions: readonly string[];
}

/** A step that gates may hold back. */
export interface GateQuery {
  readonly blocks: Gate['blocks'];
  readonly level: Level;
  readonly regime: RegimeId;
  /** Day of the step. */
  readonly on: string;
  /** `bylawIssuedOn`, `planDeployedOn`, `preOperationCheckOn`, `newOrUpgraded`. */
  readonly answers: Answers;
}

/** The gates that hold a step back; empty where it may go on. */
export function gateBlockers(law: Law, { blocks, level, regime, on, answers }: GateQuery): GateBlocker[] {
  const day = inForce(law, regime, on);
  return law.data.gates
    .filter((gate) => gate.blocks === blocks && gate.regime === regime && gate.levels.includes(level) && holdsOn(gate, day))
    .flatMap((gate): GateBlocker[] => {
      const { verdict, open } = gate.when === undefined ? { verdict: 'yes', open: [] } : judge(gate.when, answers);
      if (verdict === 'no') return [];
      const lacking = gate.needs.filter((question) => !isBy(answers[question], on));
      if (lacking.length === 0) return [];
      const known = lacking.some((question) => typeof answers[question] === 'string');
      const because = verdict === 'unknown' ? 'unanswered' : known ? 'later' : 'missing';
      return [{ rule: gate.id, blocker: gate.blocker, clause: citeAll(law, gate.sources), because, questions: [...open, ...lacking] }];
    });
}

function isBy(value: Answers[string] | undefined, day: string): boolean {
  return typeof value === 'string' && value <= day;
}

/** Two who may have to differ, named by their ids. */
export interface SeparationQuery {
  readonly between: Separation['between'];
  readonly ids: readonly [first: string, second: string];
  readonly level: Level;
  readonly regime: RegimeId;
  readonly on: string;
  /** A way out that has been taken in writing, e.g. `council`. */
  readonly option?: Party;
}

/** What is said against one body being both; empty where they differ or a way out of the rule was taken. */
export function separationBlockers(law: Law, { between, ids, level, regime, on, option }: SeparationQuery): GateBlocker[] {
  if (ids[0] !== ids[1]) return [];
  return separationsOf(law, regime, level, on)
    .filter((rule) => rule.between[0] === between[0] && rule.between[1] === between[1])
    .filter(({ options }) => option === undefined || !options.some(({ id }) => id === option))
    .map(({ id, blocker, sources }) => ({ rule: id, blocker, clause: citeAll(law, sources), because: 'missing' as const, questions: [] }));
}
