import { useTranslation } from 'react-i18next';
import { api, querySchema } from '@ancam/contract';
import type { Field, FieldKind, FieldValue, RecordQuery, RegisterDefinition } from '@ancam/contract';
import type { Language } from '@ancam/core';
import { useRead } from './api.ts';
import { formatNumber, formatPlainDate } from './format.ts';
import { useLanguage } from './language.ts';

/** Filters and order of a register's list as texts in the address; the definition says which mean something. */
export type RecordSearch = Readonly<Record<string, string>>;

const LONGEST = 200;

/** Reads the address: short texts only, empty ones dropped. */
export function readRecordSearch(search: Record<string, unknown>): RecordSearch {
  return Object.fromEntries(
    Object.entries(search).flatMap(([key, value]): [string, string][] => {
      const text =
        typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value).slice(0, LONGEST) : '';
      return text.trim() === '' ? [] : [[key, text]];
    }),
  );
}

/** What of the address the register understands; the rest is dropped, never an error page. */
export function knownSearch(register: RegisterDefinition, search: RecordSearch): RecordSearch {
  const schema = querySchema(register) as { safeParse: (input: unknown) => { success: boolean } }; // a zod schema
  return Object.fromEntries(Object.entries(search).filter(([key, value]) => schema.safeParse({ [key]: value }).success));
}

/** How many filters narrow the list; the order does not count. */
export function recordFilterCount(search: RecordSearch): number {
  return Object.keys(search).filter((key) => key !== 'sort' && key !== 'order').length;
}

/** The order of a list, with its default. */
export function orderOf(search: RecordSearch): Pick<RecordQuery, 'sort' | 'order'> {
  return { sort: search.sort ?? 'created', order: search.order === 'asc' ? 'asc' : 'desc' };
}

interface Wording {
  readonly language: Language;
  readonly yes: string;
  readonly no: string;
  /** Names of units and records. */
  readonly names: Readonly<Record<string, string>>;
}
type Word = (value: FieldValue, field: Field, wording: Wording) => string;

// A year is no quantity.
const quantity: Word = (value, { id }, { language }) => (id === 'year' ? String(value) : formatNumber(Number(value), language));
const nameOfId: Word = (value, _, { names }) => names[String(value)] ?? String(value).slice(0, 8);

const WORDS: Readonly<Record<FieldKind, Word>> = {
  text: String,
  longtext: String,
  person: String,
  file: String,
  number: quantity,
  money: quantity,
  date: (value) => formatPlainDate(String(value)),
  flag: (value, _, { yes, no }) => (value === true ? yes : no),
  choice: (value, { choices = [] }, { language }) => choices.find(({ id }) => id === value)?.title[language] ?? String(value),
  unit: nameOfId,
  record: nameOfId,
};

/** A value as people read it. */
export function valueText(field: Field, value: FieldValue | null | undefined, wording: Wording): string {
  return value === undefined || value === null || value === '' ? '–' : WORDS[field.kind](value, field, wording);
}

/** A function that words a value in the language of the page. */
export function useValueText(): (field: Field, value: FieldValue | null | undefined, names?: Readonly<Record<string, string>>) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (field, value, names = {}) => valueText(field, value, { language, yes: t('common.yes'), no: t('common.no'), names });
}

/** What may be done in a register; nothing while that is not known. */
export function useRegisterMay(id: string): readonly string[] {
  const index = useRead(api.listRegisters);
  return index.data?.registers.find((register) => register.id === id)?.may ?? [];
}

/** How a record is called in one line: its number and its title. */
export function nameOf(record: { readonly number: string; readonly title: string; readonly secret: boolean }, secretText: string): string {
  return [record.number, record.secret ? secretText : record.title].filter((part) => part !== '').join(' · ');
}
