import { REPORT_KINDS, REPORT_STATES } from '@ancam/contract';
import type { ReportKind, ReportState } from '@ancam/contract';
import { formatPlainDate, parsePlainDate } from './format.ts';
import { compact, readOne } from './list-search.ts';
import { readId } from './unit-search.ts';

/** Filters of the list of reports as they stand in the address bar. `received`: only those that the own unit has received. */
export interface ReportSearch {
  readonly kind?: ReportKind;
  readonly state?: ReportState;
  readonly year?: number;
  readonly subject?: string;
  readonly receiver?: string;
}

/** What the page of who has reported shows. */
export interface CoverageSearch {
  readonly kind?: 'yearly' | 'directive';
  readonly from?: string;
  readonly to?: string;
  readonly unit?: string;
}

/** What a new report begins with. */
export interface NewReportSearch {
  readonly kind?: ReportKind;
  readonly from?: string;
  readonly to?: string;
}

const COVERED = ['yearly', 'directive'] as const;

function readDay(value: unknown): string | undefined {
  return typeof value === 'string' && parsePlainDate(formatPlainDate(value)) === value ? value : undefined;
}

function readYear(value: unknown): number | undefined {
  const year = Number(value);
  return Number.isInteger(year) && year >= 2000 && year <= 2100 ? year : undefined;
}

/** Reads the filters from the address; what is not understood is dropped, never an error page. */
export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  return compact({
    kind: readOne(REPORT_KINDS, search.kind),
    state: readOne(REPORT_STATES, search.state),
    year: readYear(search.year),
    subject: readId(search.subject),
    receiver: readId(search.receiver),
  });
}

/** Reads what the page of who has reported shows. */
export function readCoverageSearch(search: Record<string, unknown>): CoverageSearch {
  return compact({ kind: readOne(COVERED, search.kind), from: readDay(search.from), to: readDay(search.to), unit: readId(search.unit) });
}

/** Reads what a new report begins with. */
export function readNewReportSearch(search: Record<string, unknown>): NewReportSearch {
  return compact({ kind: readOne(REPORT_KINDS, search.kind), from: readDay(search.from), to: readDay(search.to) });
}

/** Period of a report where none is given: of the yearly report from 15/12 to 14/12, else the year so far. */
export function usualPeriod(kind: ReportKind, today: string): { readonly from: string; readonly to: string } {
  const year = Number(today.slice(0, 4));
  if (!kind.endsWith('yearly')) return { from: `${year}-01-01`, to: today };
  const end = today >= `${year}-12-01` ? year : year - 1;
  return { from: `${end - 1}-12-15`, to: `${end}-12-14` };
}
