import type { Fact, FactName } from '@ancam/core';
import type { Condition, FactTest } from './condition.ts';
import type { FactView } from './fact-view.ts';
import { requiredLiterals } from './regex-literal.ts';

/** Finds those of many conditions that the facts of one host may satisfy. */
export interface ConditionIndex<T> {
  /** Items whose condition may hold, in their own order. What is left out cannot answer "yes". */
  candidates(view: FactView): readonly T[];
}

/** What must be seen before a condition can hold: a fact at all, a value, or a piece of text. */
type Trigger =
  | { readonly fact: FactName; readonly kind: 'present' }
  | { readonly fact: FactName; readonly kind: 'value'; readonly value: string | number | boolean }
  | { readonly fact: FactName; readonly kind: 'text'; readonly gram: number };

/** Longest part of a value that is looked at, as for patterns. */
const INPUT_CAP = 4096;
/** Three letters are one key of 21 bits: enough to tell most patterns apart, and quick to roll along a text. */
const GRAM = 3;
const GRAM_MASK = (1 << 21) - 1;

interface FactIndex {
  readonly present: number[];
  readonly values: Map<string | number | boolean, number[]>;
  readonly grams: Map<number, number[]>;
}

/**
 * Conditions by what they need to see. A text of a device is walked through once, three letters at a time, however many
 * patterns there are; only those whose required letters occur are evaluated.
 */
export function indexConditions<T>(items: readonly T[], conditionOf: (item: T) => Condition): ConditionIndex<T> {
  const always: number[] = [];
  const facts = new Map<FactName, FactIndex>();
  for (const [n, item] of items.entries()) {
    const triggers = triggersOf(conditionOf(item));
    if (triggers === undefined) always.push(n);
    else for (const trigger of triggers) enter(facts, trigger, n);
  }
  const names = [...facts];
  return {
    candidates(view) {
      const found = new Set(always);
      for (const [name, index] of names) for (const fact of view.facts(name)) lookUp(index, fact, found);
      // in the order of the items, so that results never depend on which fact was read first
      return [...found].sort((a, b) => a - b).flatMap((n) => items.slice(n, n + 1));
    },
  };
}

function enter(facts: Map<FactName, FactIndex>, trigger: Trigger, n: number): void {
  const index: FactIndex = facts.get(trigger.fact) ?? { present: [], values: new Map(), grams: new Map() };
  facts.set(trigger.fact, index);
  if (trigger.kind === 'present') index.present.push(n);
  else if (trigger.kind === 'value') index.values.set(trigger.value, [...(index.values.get(trigger.value) ?? []), n]);
  else index.grams.set(trigger.gram, [...(index.grams.get(trigger.gram) ?? []), n]);
}

function lookUp(index: FactIndex, fact: Fact, found: Set<number>): void {
  for (const n of index.present) found.add(n);
  for (const value of Array.isArray(fact.value) ? fact.value : [fact.value]) {
    for (const n of index.values.get(value) ?? []) found.add(n);
    if (index.grams.size > 0 && typeof value === 'string') lookUpText(index.grams, value, found);
  }
}

function lookUpText(grams: ReadonlyMap<number, readonly number[]>, value: string, found: Set<number>): void {
  const text = (value.length > INPUT_CAP ? value.slice(0, INPUT_CAP) : value).toLowerCase();
  let gram = 0;
  for (let at = 0; at < text.length; at += 1) {
    gram = roll(gram, text.charCodeAt(at));
    if (at < GRAM - 1) continue;
    const hits = grams.get(gram);
    if (hits !== undefined) for (const n of hits) found.add(n);
  }
}

function roll(gram: number, code: number): number {
  return ((gram << 7) ^ code) & GRAM_MASK;
}

function gramOf(text: string): number {
  let gram = 0;
  for (let at = 0; at < GRAM; at += 1) gram = roll(gram, text.charCodeAt(at));
  return gram;
}

/** Undefined: the condition can hold without any fact, so it is always evaluated. */
function triggersOf(condition: Condition): readonly Trigger[] | undefined {
  if ('not' in condition) return undefined;
  if ('any' in condition) {
    const parts = condition.any.map(triggersOf);
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  if ('all' in condition) {
    const parts = condition.all.map(triggersOf).filter((part) => part !== undefined);
    return parts.toSorted((a, b) => breadth(a) - breadth(b))[0];
  }
  return triggersOfTest(condition);
}

/** A text is the most telling, a fact that many devices have the least. */
function breadth(triggers: readonly Trigger[]): number {
  return triggers.some(({ kind }) => kind === 'present') ? 1_000_000 : triggers.length;
}

function triggersOfTest(test: FactTest): readonly Trigger[] | undefined {
  const { fact } = test;
  if (test.exists === false) return undefined;
  if (test.equals !== undefined) return [{ fact, kind: 'value', value: test.equals }];
  if (test.oneOf) return test.oneOf.map((value): Trigger => ({ fact, kind: 'value', value }));
  const literals = test.regex === undefined ? undefined : requiredLiterals(test.regex);
  if (literals?.every((literal) => literal.length >= GRAM) === true)
    return literals.map((literal): Trigger => ({ fact, kind: 'text', gram: gramOf(rarest(literal)) }));
  return [{ fact, kind: 'present' }];
}

/** The end of a text tells more than its beginning: prefixes like `ip ` or `net` are shared by many patterns. */
function rarest(literal: string): string {
  return literal.slice(-GRAM);
}
