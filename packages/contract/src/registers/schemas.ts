import { z } from 'zod';
import { Id } from '@ancam/core';
import type { Field, FieldKind, RegisterDefinition } from './definition.ts';
import { isFreeText } from './definition.ts';

/** A value of a field as it is stored; what is empty is absent. */
export type FieldValue = string | number | boolean;
export type RecordData = Readonly<Record<string, FieldValue>>;

/** Fields that every register has, where it may hold state secrets. */
export const SECRET_FIELDS = ['secret', 'paperReference'] as const;

const ONE_LINE = 200;
const SEVERAL_LINES = 5000;
/** Whole dong that a number holds exactly. */
const MOST_MONEY = 9_000_000_000_000_000;
const FIRST_DAY = '1945-09-02';
const LAST_DAY = '2199-12-31';

/** What a database can store and a page can show: no NUL, no half characters. */
function isPlain(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

function line(max: number): z.ZodType<string> {
  return z
    .string()
    .refine(isPlain, 'not a text')
    .transform((text) => text.replaceAll(/\s+/g, ' ').trim())
    .pipe(z.string().max(max));
}

function lines(max: number): z.ZodType<string> {
  return z
    .string()
    .refine(isPlain, 'not a text')
    .transform((text) => text.replaceAll('\r\n', '\n').trim())
    .pipe(z.string().max(max));
}

function quantity({ max = MOST_MONEY }: Field): z.ZodType<number> {
  return z.number().min(0).max(max);
}

const SCHEMAS: Readonly<Record<FieldKind, (field: Field) => z.ZodType<FieldValue>>> = {
  text: ({ max = ONE_LINE }) => line(max),
  person: ({ max = ONE_LINE }) => line(max),
  longtext: ({ max = SEVERAL_LINES }) => lines(max),
  number: quantity,
  money: (field) => quantity(field).refine(Number.isInteger, 'whole dong'),
  date: () => z.iso.date().refine((day) => day >= FIRST_DAY && day <= LAST_DAY, `between ${FIRST_DAY} and ${LAST_DAY}`),
  flag: () => z.boolean(),
  choice: ({ choices = [] }) => z.enum(choices.map(({ id }) => id)),
  unit: () => Id,
  record: () => Id,
  file: () => z.never(),
};

/** Schema of one field's value. A `file` has no value. */
export function fieldSchema(field: Field): z.ZodType<FieldValue> {
  return SCHEMAS[field.kind](field);
}

/** A reference to a paper: a number and a symbol, too short and too plain for a secret to be told in it. */
const PaperReference = line(60).refine(
  (text) => text === '' || /^(?=.*\d)[\p{L}\d/.-]+(?: [\p{L}\d/.-]+){0,5}$/u.test(text),
  'the number and symbol of the paper',
);

function shapeOf(register: RegisterDefinition): Record<string, z.ZodType> {
  const shape: Record<string, z.ZodType> = {};
  for (const field of register.fields) if (field.kind !== 'file') shape[field.id] = fieldSchema(field).optional();
  if (register.secrets === true) {
    shape['secret'] = z.boolean().optional();
    shape['paperReference'] = PaperReference.optional();
  }
  return shape;
}

/**
 * Schema of a record's data: unknown fields are refused, empty ones dropped, required ones demanded. In a state secret every free text must be
 * empty and the reference of the paper is required instead.
 */
export function recordSchema(register: RegisterDefinition): z.ZodType<RecordData> {
  return z
    .strictObject(shapeOf(register))
    .transform((data) =>
      Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined && value !== '' && value !== false)),
    )
    .superRefine((data, context) => {
      const secret = data['secret'] === true;
      const fault = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
      if (secret && data['paperReference'] === undefined) fault('paperReference', 'required for a state secret');
      if (!secret && data['paperReference'] !== undefined) fault('paperReference', 'only for a state secret');
      for (const field of register.fields) {
        const free = isFreeText(field);
        if (secret && free && data[field.id] !== undefined) fault(field.id, 'must be empty: a state secret is never typed in');
        if (field.required === true && data[field.id] === undefined && !(secret && free)) fault(field.id, 'required');
      }
    })
    .transform((data) => data as RecordData); // each value has passed the schema of its field
}

/** What names a record in a list: nothing where it is a state secret. */
export function titleOf(register: RegisterDefinition, data: RecordData): string {
  return data['secret'] === true ? '' : String(data[register.titleField] ?? '');
}

/** Kinds of fields that the list can be ordered by. */
const SORTABLE = new Set(['text', 'number', 'money', 'date']);

/** Fields that the list can be ordered by. */
export function sortFields(register: RegisterDefinition): Field[] {
  return register.fields.filter((field) => field.filterable === true && SORTABLE.has(field.kind));
}

/** Whether a field is filtered by a range, `<id>From` and `<id>To`, instead of by its value. */
export function isRange(field: Field): boolean {
  return field.kind === 'date' || field.kind === 'number' || field.kind === 'money';
}

function filterShape(field: Field): Record<string, z.ZodType> {
  switch (field.kind) {
    case 'date':
      return { [`${field.id}From`]: z.iso.date().optional(), [`${field.id}To`]: z.iso.date().optional() };
    case 'number':
    case 'money':
      return { [`${field.id}From`]: z.coerce.number().optional(), [`${field.id}To`]: z.coerce.number().optional() };
    case 'flag':
      return { [field.id]: z.enum(['true', 'false']).optional() };
    case 'text':
      return { [field.id]: line(ONE_LINE).optional() };
    case 'choice':
    case 'unit':
    case 'record':
      return { [field.id]: fieldSchema(field).optional() };
    case 'longtext':
    case 'person':
    case 'file':
      return {};
  }
  return field.kind satisfies never;
}

/** A filter of a list: a text, a day or a number. */
export type RecordFilters = Readonly<Record<string, string | number | undefined>>;

/** Filters and order of a register's list as they stand in the address; from this come the page, the list and its export. */
export interface RecordQuery {
  readonly q?: string | undefined;
  readonly state?: string | undefined;
  /** `created`, or a field. */
  readonly sort: string;
  readonly order: 'asc' | 'desc';
  readonly filters: RecordFilters;
}

/** Schema of the query of a register's list: unknown filters are refused. */
export function querySchema(register: RegisterDefinition): z.ZodType<RecordQuery> {
  const filters = z.strictObject(
    Object.assign({}, ...register.fields.filter((field) => field.filterable === true).map(filterShape)) as Record<string, z.ZodType>, // of its parts
  );
  return z
    .looseObject({
      q: line(ONE_LINE).optional(),
      state: z.enum(register.states.map(({ id }) => id)).optional(),
      sort: z.enum(['created', ...sortFields(register).map(({ id }) => id)]).default('created'),
      order: z.enum(['asc', 'desc']).default('desc'),
    })
    .transform(({ q, state, sort, order, ...rest }, context) => {
      const parsed = filters.safeParse(Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== '')));
      if (!parsed.success) {
        for (const issue of parsed.error.issues) context.addIssue({ code: 'custom', path: [...issue.path], message: issue.message });
        return z.NEVER;
      }
      return { q, state, sort, order, filters: parsed.data as RecordFilters }; // texts, days and numbers by the schema above
    });
}
