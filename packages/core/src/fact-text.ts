import type { Fact } from './facts.ts';
import type { Language } from './text.ts';

/** Characters shown of a value within a line of text. */
const VALUE_LIMIT = 160;

const WORDS = {
  vi: { yes: 'có', no: 'không', port: 'cổng' },
  en: { yes: 'yes', no: 'no', port: 'port' },
} as const satisfies Record<Language, unknown>;

/** The value of a fact in one line: yes or no in words, lists with commas. */
export function factValueText(value: Fact['value'], language: Language): string {
  if (typeof value === 'boolean') return value ? WORDS[language].yes : WORDS[language].no;
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/** A fact in one line: `rtsp.openPath = /live (port 554)`. The name is the word of the catalogue in every language. */
export function factText(fact: Fact, language: Language): string {
  const value = factValueText(fact.value, language);
  const short = value.length > VALUE_LIMIT ? `${value.slice(0, VALUE_LIMIT).toWellFormed()}…` : value;
  return `${fact.name} = ${short}${fact.port === undefined ? '' : ` (${WORDS[language].port} ${fact.port})`}`;
}
