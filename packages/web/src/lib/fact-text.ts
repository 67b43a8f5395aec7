import type { Fact } from '@ancam/core';

/** The value of a fact in one line; lists with commas. */
export function factValue(value: Fact['value']): string {
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** A fact in one line: name, value, port. The name is the word of the catalogue and is not translated. */
export function factLine(fact: Fact): string {
  const port = fact.port === undefined ? '' : ` (:${fact.port})`;
  return `${fact.name} = ${factValue(fact.value)}${port}`;
}
