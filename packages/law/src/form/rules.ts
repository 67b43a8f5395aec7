import { AppError } from '@ancam/core';
import type { Text } from '@ancam/core';
import type { FormAmount, FormCheck, FormRecord, FormTest, LawForm } from '@ancam/knowledge';

type Row = FormRecord['head'];
type Value = Row[string];

/** Where a rule is broken: a row of a list, counted from 1, and the column; a field of the head where there is no list. */
export interface FormFault {
  readonly rule: string;
  readonly severity: 'error' | 'warning';
  readonly text: Text;
  readonly basis: Text;
  readonly list?: string;
  readonly row?: number;
  readonly column: string;
}

type Place = Pick<FormFault, 'list' | 'row' | 'column'>;

/** The rules of a form that a filled-in one breaks, in their order, each with every place. */
export function formFaults(form: LawForm, record: FormRecord): FormFault[] {
  return form.rules.flatMap(({ id, severity, rule, basis, checks = [] }) =>
    checks.flatMap((check) => placesOf(check, record)).map((place) => ({ rule: id, severity, text: rule, basis, ...place })),
  );
}

/** The places in which a check does not hold. */
function placesOf(check: FormCheck, record: FormRecord): Place[] {
  const { head } = record;
  if ('each' in check) {
    const broken = (row: Row): boolean => (check.when === undefined || holds(check.when, row, head)) && !holds(check.must, row, head);
    return rowsOf(record, check.each).flatMap((row, n) => (broken(row) ? [{ list: check.each, row: n + 1, column: check.column }] : []));
  }
  if ('amount' in check) {
    const asked = check.when === undefined || holds(check.when, head, head);
    const kept = !asked || related(amountOf(check.amount, record), check.is, amountOf(check.than, record));
    return kept ? [] : [{ column: check.column }];
  }
  if ('unique' in check) return doubles(record, check);
  if ('numbered' in check) {
    return rowsOf(record, check.numbered).flatMap((row, n) =>
      row[check.by] === n + 1 ? [] : [{ list: check.numbered, row: n + 1, column: check.by }],
    );
  }
  if ('every' in check) {
    const there = new Set(rowsOf(record, check.standsIn).map((row) => row[check.as]));
    return rowsOf(record, check.every).flatMap((row, n) =>
      there.has(row[check.by] ?? null) ? [] : [{ list: check.every, row: n + 1, column: check.by }],
    );
  }
  const asked = check.when === undefined || holds(check.when, head, head);
  return asked && !holds(check.must, head, head) ? [{ column: check.column }] : [];
}

function doubles(record: FormRecord, { unique, by, column }: Extract<FormCheck, { unique: string }>): Place[] {
  const seen = new Set<string>();
  return rowsOf(record, unique).flatMap((row, n) => {
    const key = JSON.stringify(by.map((field) => row[field] ?? null));
    const double = seen.has(key);
    seen.add(key);
    return double ? [{ list: unique, row: n + 1, column }] : [];
  });
}

function rowsOf(record: FormRecord, list: string): readonly Row[] {
  const rows = record.lists[list];
  if (rows === undefined) throw new AppError('input.invalid', `the form has no list ${list}`, { place: list });
  return rows;
}

function amountOf(amount: FormAmount, record: FormRecord): Value {
  if ('head' in amount) return record.head[amount.head] ?? null;
  const list = rowsOf(record, 'rows' in amount ? amount.rows : amount.greatest);
  const rows = list.filter((row) => amount.when === undefined || holds(amount.when, row, record.head));
  if ('rows' in amount) return rows.length;
  return rows.reduce<Value>((best, row) => {
    const value = row[amount.field] ?? null;
    return value !== null && (best === null || best === undefined || value > best) ? value : best;
  }, null);
}

function holds(test: FormTest, row: Row, head: Row): boolean {
  if ('all' in test) return test.all.every((each) => holds(each, row, head));
  if ('any' in test) return test.any.some((each) => holds(each, row, head));
  if ('not' in test) return !holds(test.not, row, head);
  const value = row[test.field] ?? null;
  if (test.given !== undefined && (value !== null && value !== '') !== test.given) return false;
  if (test.oneOf !== undefined && !test.oneOf.some((each) => each === value)) return false;
  return test.is === undefined || related(value, test.is, otherOf(test.to, row, head));
}

function otherOf(to: Extract<FormTest, { field: string }>['to'], row: Row, head: Row): Value {
  if (typeof to !== 'object') return to ?? null;
  return ('field' in to ? row[to.field] : head[to.head]) ?? null;
}

/** Whether two values stand in a relation; to what is empty anything does. Days are compared as texts. */
function related(a: Value, is: '=' | '<' | '<=' | '>' | '>=', b: Value): boolean {
  if (a === null || a === undefined || b === null || b === undefined) return true;
  if (is === '=') return a === b;
  const below = a < b;
  if (is === '<') return below;
  if (is === '>=') return !below;
  return is === '<=' ? a <= b : a > b;
}
