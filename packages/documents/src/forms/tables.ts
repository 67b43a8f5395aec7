import { formatDate } from '../dates.ts';
import type { Annex, Block, PaperTable } from '../paper/paper.ts';
import type { Maybe } from './data.ts';
import { known } from './gaps.ts';

/** A table of a report. Days are ISO days. */
export interface DataTable {
  readonly title: string;
  /** Why it is empty or does not hold all. */
  readonly note?: Maybe<string>;
  readonly columns: readonly { readonly title: string; readonly kind: 'text' | 'number' | 'date' }[];
  readonly rows: readonly (readonly Maybe<string | number>[])[];
}

/** A number; a part of a whole is never told without the whole and what lies outside of it. */
export interface DataFigure {
  readonly title: string;
  readonly value: Maybe<number>;
  readonly of?: Maybe<{ readonly title: string; readonly value: number }>;
  readonly outside?: Maybe<{ readonly title: string; readonly value: number }>;
}

const WHOLE = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 0 });
const SHARE = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 });

/** A number with its thousands set apart; undefined where it is not known. */
export function whole(value: Maybe<number>): string | undefined {
  return value === null || value === undefined ? undefined : WHOLE.format(value);
}

/** A count as papers write it: a zero before 1 to 9. */
export function count(value: number): string {
  return value > 0 && value < 10 ? `0${value}` : WHOLE.format(value);
}

/** `41/41, đạt tỷ lệ 100%`; without a share where the whole is nought. Rounding never makes a part into the whole. */
export function share(value: number, whole: number): string {
  if (whole === 0) return `${WHOLE.format(value)}/0`;
  const percent = (100 * value) / whole;
  const shown = value < whole && percent > 99.9 ? 99.9 : value > 0 && percent < 0.1 ? 0.1 : percent;
  return `${WHOLE.format(value)}/${WHOLE.format(whole)}, đạt tỷ lệ ${SHARE.format(shown)}%`;
}

/** One line for a figure. */
export function figureLine(figure: DataFigure, value: string): string {
  const { of, outside } = figure;
  const part =
    of === null || of === undefined || figure.value === null || figure.value === undefined ? value : share(figure.value, of.value);
  const whole = of === null || of === undefined ? '' : ` (trên tổng số: ${of.title})`;
  const rest =
    outside === null || outside === undefined || outside.value === 0 ? '' : `; ngoài số này: ${count(outside.value)} ${outside.title}`;
  return `${figure.title}: ${part}${whole}${rest}`;
}

function cellOf(value: Maybe<string | number>, kind: 'text' | 'number' | 'date'): string {
  const text = known(value);
  if (text === undefined) return '';
  if (kind === 'date') return formatDate(text);
  return typeof value === 'number' ? WHOLE.format(value) : text;
}

const WEIGHT = { text: 3, number: 1.2, date: 1.6 } as const;

/** The table with running numbers before its rows. */
export function tableBlock(table: DataTable): PaperTable {
  return {
    kind: 'table',
    columns: [
      { title: 'STT', weight: 0.8, align: 'center' },
      ...table.columns.map(({ title, kind }) => ({
        title,
        weight: WEIGHT[kind],
        align: kind === 'text' ? ('left' as const) : ('center' as const),
      })),
    ],
    rows: table.rows.map((row, index) => [String(index + 1), ...table.columns.map(({ kind }, at) => cellOf(row[at], kind))]),
  };
}

/** More columns than this are set on turned pages. */
const UPRIGHT_COLUMNS = 5;

/** The table as an annex, turned where it is wide, with its note. */
export function tableAnnex(table: DataTable): Annex {
  const note = known(table.note);
  const blocks: Block[] = [tableBlock(table), ...(note === undefined ? [] : [{ kind: 'paragraph', text: note } satisfies Block])];
  return { title: table.title, landscape: table.columns.length > UPRIGHT_COLUMNS, blocks };
}
