import type { Language } from '@ancam/core';
import { columnName } from '../cells.ts';
import { MAX_LENGTH } from '../columns.ts';
import type { Column } from '../columns.ts';
import { NOTE_MARK } from '../read-row.ts';
import { BYTE_ORDER_MARK, csvLine, formatOf, sheetName } from './write-table.ts';

/** Rows of the form that the drop-downs reach to. */
const FORM_ROWS = 10_000;
/** A drop-down written as a list takes 255 characters; longer ones point to the sheet of lists. */
const INLINE_LIST = 250;

const WORDS = {
  vi: {
    guide: 'Hướng dẫn',
    lists: 'Danh mục',
    head: ['Cột', 'Bắt buộc', 'Kiểu', 'Dài nhất', 'Ví dụ', 'Cách điền'],
    yes: 'có',
    no: 'không',
    kinds: { text: 'chữ', number: 'số', date: 'ngày dd/mm/yyyy', enum: 'chọn trong danh mục', id: 'mã, ghi như trên nhãn' },
    pick: 'Chọn một mục trong danh mục.',
  },
  en: {
    guide: 'Guide',
    lists: 'Lists',
    head: ['Column', 'Required', 'Kind', 'Longest', 'Example', 'How to fill in'],
    yes: 'yes',
    no: 'no',
    kinds: { text: 'text', number: 'number', date: 'day dd/mm/yyyy', enum: 'one of a list', id: 'identifier as on the label' },
    pick: 'Choose one of the list.',
  },
} as const;

/** The empty form of an import as a workbook: the header, drop-downs, text columns that keep leading zeros, a sheet of guidance. */
export async function xlsxTemplate(columns: readonly Column[], sheet: string, language: Language): Promise<Uint8Array> {
  const { writeXlsx } = await import('hucre/xlsx');
  const words = WORDS[language];
  const lists = columns.filter(({ choices = [] }) => choices.length > 0);
  return writeXlsx({
    sheets: [
      {
        name: sheetName(sheet),
        columns: columns.map((column) => ({ width: Math.max(column.width ?? 20, 12), ...formatOf(column) })),
        rows: [columns.map((column) => titleOf(column, language))],
        freezePane: { rows: 1 },
        dataValidations: lists.map((column) => validationOf(column, columns, lists, language)),
      },
      {
        name: words.guide,
        columns: [26, 10, 24, 10, 30, 80].map((width) => ({ width })),
        rows: [[...words.head], ...columns.map((column) => guidance(column, language))],
        freezePane: { rows: 1 },
      },
      ...(lists.length === 0 ? [] : [{ name: words.lists, columns: lists.map(() => ({ width: 30 })), rows: listRows(lists, language) }]),
    ],
  });
}

/** The empty form as CSV: the header, and a line of guidance that an import passes over. */
export function csvTemplate(columns: readonly Column[], language: Language): Uint8Array {
  const hints = columns.map((column, at) => `${at === 0 ? `${NOTE_MARK} ` : ''}${column.hint[language]}`);
  const text = BYTE_ORDER_MARK + csvLine(columns.map((column) => titleOf(column, language))) + csvLine(hints);
  return Buffer.from(text, 'utf8');
}

/** Title with the asterisk of required columns, which matching does not count. */
function titleOf(column: Column, language: Language): string {
  return column.required === true ? `${column.title[language]} *` : column.title[language];
}

function guidance(column: Column, language: Language): (string | number)[] {
  const words = WORDS[language];
  const longest = column.kind === 'text' || column.kind === 'id' ? (column.maxLength ?? MAX_LENGTH) : '';
  const required = column.required === true ? words.yes : words.no;
  return [column.title[language], required, words.kinds[column.kind], longest, column.example, column.hint[language]];
}

function listRows(lists: readonly Column[], language: Language): (string | null)[][] {
  const longest = Math.max(...lists.map(({ choices = [] }) => choices.length));
  const head = lists.map(({ title }) => title[language]);
  return [head, ...Array.from({ length: longest }, (_, at) => lists.map(({ choices = [] }) => choices[at]?.title[language] ?? null))];
}

function validationOf(column: Column, columns: readonly Column[], lists: readonly Column[], language: Language) {
  const words = WORDS[language];
  const titles = (column.choices ?? []).map(({ title }) => title[language]);
  const at = columnName(columns.indexOf(column));
  const list = columnName(lists.indexOf(column));
  const short = titles.join(',').length <= INLINE_LIST && titles.every((title) => !title.includes(','));
  return {
    type: 'list' as const,
    ...(short ? { values: titles } : { formula1: `'${words.lists}'!$${list}$2:$${list}$${titles.length + 1}` }),
    range: `${at}2:${at}${FORM_ROWS}`,
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'warning' as const,
    errorTitle: column.title[language],
    errorMessage: words.pick,
  };
}
