import type { ReportCell, ReportEntry, ReportFigure, ReportTable } from '@ancam/contract';
import type { Text } from '@ancam/core';
import type { ReportQuestion } from './content.ts';

/** A text in both languages. */
export function words(vi: string, en: string): Text {
  return { vi, en };
}

/** A number, and where it is a part: of which whole, and what lies outside. */
export function figure(
  id: string,
  title: Text,
  value: number,
  more: Partial<Pick<ReportFigure, 'of' | 'outside' | 'table'>> = {},
): ReportFigure {
  return { id, title, value, of: null, outside: null, table: null, ...more };
}

/** An entry with what has been written into it. */
export function entry(
  { entries }: ReportQuestion,
  id: string,
  title: Text,
  kind: ReportEntry['kind'] = 'prose',
  required = false,
): ReportEntry {
  return { id, title, kind, required, value: entries[id] ?? '' };
}

export type Column = ReportTable['columns'][number];
export function column(id: string, title: Text, kind: Column['kind'] = 'text'): Column {
  return { id, title, kind };
}

/** One row of a table. */
export function row(
  about: ReportTable['rows'][number]['about'],
  cells: readonly ReportCell[],
  counts: readonly string[] = [],
): ReportTable['rows'][number] {
  return { about, counts: [...counts], cells: [...cells] };
}

/** A day as people write it; null stays null. */
export function dayText(day: string | null): string {
  return day === null ? '' : day.split('-').toReversed().join('/');
}

/** A document in a cell: number, day and issuer. */
export function documentText(document: { readonly number: string; readonly on: string; readonly issuer: string } | null): string | null {
  if (document === null) return null;
  return [document.number, dayText(document.on), document.issuer].filter(Boolean).join(', ');
}

const STATUS = {
  draft: words('Đang dự thảo', 'Draft'),
  submitted: words('Đã gửi thẩm định', 'Submitted'),
  appraised: words('Đã thẩm định', 'Appraised'),
  approved: words('Đã được phê duyệt', 'Approved'),
};
const DEPLOYMENT = {
  none: words('Chưa triển khai', 'Not begun'),
  some: words('Đã triển khai một số hạng mục', 'Partly'),
  full: words('Đã triển khai đầy đủ', 'Fully'),
};
const CHECKS = {
  before: words('Trước khi đưa vào sử dụng', 'Before use'),
  periodic: words('Định kỳ', 'Periodically'),
  both: words('Trước khi đưa vào sử dụng; Định kỳ', 'Before use; periodically'),
};
/** The words of form 08 for what is counted by a code. */
export const FORM_WORDS = { status: STATUS, deployment: DEPLOYMENT, checks: CHECKS };
