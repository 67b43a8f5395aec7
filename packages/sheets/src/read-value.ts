import { foldText } from '@ancam/core';
import type { Language } from '@ancam/core';
import { cellText } from './cells.ts';
import type { Cell, CellValue } from './cells.ts';
import { MAX_LENGTH } from './columns.ts';
import type { Choice, Column, Reading } from './columns.ts';
import { parseDate } from './dates.ts';
import { cleanCell, cleanLines, suspicionOf } from './suspicious-text.ts';
import type { FaultCode, FaultValues } from './faults.ts';

/** Text of a fault's value: long ones are cut, so that faults stay small. */
const SHOWN = 60;

/** Digits beyond which a spreadsheet rounds a number. */
const EXACT_DIGITS = 15;

function fault(code: FaultCode, values: FaultValues = {}): Reading {
  return { fault: code, values };
}

export function shown(text: string): string {
  return text.length <= SHOWN ? text : `${text.slice(0, SHOWN - 1).toWellFormed()}…`;
}

/** Reads a cell as its column wants it. `today` is `yyyy-mm-dd`. */
export function readCell(cell: Cell, column: Column, today: string): Reading {
  const { value } = cell;
  if (cell.formula === true) return fault('cell.formula');
  if (cell.merged !== undefined) return fault('cell.merged', { range: cell.merged });
  if (cell.quote !== undefined) return fault(cell.quote === 'stray' ? 'cell.quote-stray' : 'cell.quote-unclosed');
  if (value.kind === 'error') return fault('cell.error', { error: value.text });
  if (value.kind === 'text') return readText(value.text, value.length, column, today);
  return readTyped(value, column, today);
}

/** A value that the spreadsheet program holds as number, date or truth value. */
function readTyped(value: Exclude<CellValue, { kind: 'text' }>, column: Column, today: string): Reading {
  if (value.kind === 'empty') return { value: null };
  if (value.kind === 'boolean') return fault('text.became-boolean', { value: cellText(value) });
  if (value.kind === 'date') {
    if (column.kind === 'date') return inTime(value.date, column, today);
    return fault(column.kind === 'number' ? 'number.unreadable' : 'text.became-date', { value: cellText(value) });
  }
  if (value.kind === 'error') return fault('cell.error', { error: value.text });
  if (column.kind === 'number') return bounded(value.number, value.raw, column);
  if (column.kind === 'date') return fault('date.unreadable', { value: value.raw });
  if (column.kind === 'id' && roundedNumber(value.raw)) return fault('id.rounded', { value: value.raw });
  return readText(value.raw, value.raw.length, column, today);
}

function roundedNumber(raw: string): boolean {
  return /[eE]/.test(raw) || raw.replaceAll(/\D/g, '').length > EXACT_DIGITS;
}

function readText(given: string, length: number, column: Column, today: string): Reading {
  if (length > given.length) return fault('text.too-long', { length, limit: column.maxLength ?? MAX_LENGTH });
  const suspicion = suspicionOf(given);
  if (suspicion !== undefined) {
    const encoding = suspicion.fault === 'text.encoding' ? { encoding: suspicion.encoding } : {};
    return fault(suspicion.fault, { value: shown(cleanCell(given)), ...encoding });
  }
  // An export puts an apostrophe before what a spreadsheet would run as a formula; it is not part of the value.
  const text = (column.lines === true ? cleanLines : cleanCell)(given).replace(/^'(?=[=+\-@＝＋－＠])/u, '');
  if (text === '') return { value: null };
  switch (column.kind) {
    case 'number':
      return numberOf(text, column);
    case 'date':
      return dateOf(text, column, today);
    case 'enum':
      return choiceOf(text, column);
    case 'id':
    case 'text':
      return lineOf(text, column);
  }
  return column.kind satisfies never;
}

function lineOf(text: string, column: Column): Reading {
  const limit = column.maxLength ?? MAX_LENGTH;
  if (text.length > limit) return fault('text.too-long', { length: text.length, limit });
  if (column.kind === 'id' && !/^[\x21-\x7E]+( [\x21-\x7E]+)*$/.test(text)) return fault('id.characters', { value: shown(text) });
  return column.read?.(text) ?? { value: text };
}

function numberOf(text: string, column: Column): Reading {
  const bare = text.replaceAll(' ', '');
  if (/^-?\d{1,3}[.,]\d{3}$/.test(bare) && !/^-?0/.test(bare)) return fault('number.ambiguous', { value: shown(text) });
  const plain = /^-?\d{1,3}(\.\d{3}){2,}(,\d+)?$/.test(bare) ? bare.replaceAll('.', '') : bare;
  const dotted = plain.replace(',', '.');
  if (!/^-?\d+(\.\d+)?$/.test(dotted)) return fault('number.unreadable', { value: shown(text) });
  return bounded(Number(dotted), text, column);
}

function bounded(value: number, text: string, { whole, min = -Infinity, max = Infinity }: Column): Reading {
  if (whole === true && !Number.isInteger(value)) return fault('number.whole', { value: shown(text) });
  if (value < min || value > max) return fault('number.range', { value: shown(text), min, max });
  return { value };
}

function dateOf(text: string, column: Column, today: string): Reading {
  const reading = parseDate(text);
  if ('fault' in reading) return fault(reading.fault, { value: shown(text) });
  return inTime(reading.date, column, today);
}

function inTime(date: string, column: Column, today: string): Reading {
  if (column.past === true && date > today) return fault('date.future', { value: date.split('-').toReversed().join('/') });
  return { value: date };
}

function choiceOf(text: string, { choices = [] }: Column): Reading {
  const names = foldedNames(choices);
  const value = names.get(text) ?? names.get(foldText(text));
  if (value !== undefined) return { value };
  return fault('enum.unknown', { value: shown(text), options: listed(choices, 'vi'), optionsEn: listed(choices, 'en') });
}

const FOLDED = new WeakMap<readonly Choice[], ReadonlyMap<string, string>>();

/** Values by their names, as written and without accents; where two share a name the first has it. */
function foldedNames(choices: readonly Choice[]): ReadonlyMap<string, string> {
  const known = FOLDED.get(choices);
  if (known !== undefined) return known;
  const names = new Map<string, string>();
  for (const { value, title, aliases = [] } of choices) {
    for (const name of [value, title.vi, title.en, ...aliases]) {
      for (const form of [name, foldText(name)]) if (!names.has(form)) names.set(form, value);
    }
  }
  FOLDED.set(choices, names);
  return names;
}

/** A long list is cut: the template offers the whole of it. */
function listed(choices: readonly Choice[], language: Language): string {
  const titles = choices.map(({ title }) => title[language]);
  return titles.length <= 12 ? titles.join(', ') : `${titles.slice(0, 12).join(', ')}, …`;
}
