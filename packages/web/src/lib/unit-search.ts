import { FigureAxis, ReadingMode, UnitKind, UnitRole } from '@ancam/contract';
import { formatPlainDate, parsePlainDate } from './format.ts';

/** Filters of the list of units as they stand in the address bar. */
export interface UnitSearch {
  readonly q?: string;
  readonly kind?: UnitKind;
  readonly role?: UnitRole;
  /** Day, `yyyy-mm-dd`; today where absent. */
  readonly on?: string;
}

/** What the page of figures shows. */
export interface FigureSearch {
  readonly unit?: string;
  readonly place?: string;
  readonly axis?: FigureAxis;
  readonly mode?: ReadingMode;
  readonly on?: string;
}

const ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
const PLACE = /^\/(?:\d{2,5}\/)*$/u;
const LONGEST = 200;

function present<T extends object>(entries: { readonly [K in keyof T]: T[K] | undefined }): T {
  // what is undefined is left out, what remains has its type
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined && value !== '')) as T;
}

function dayOf(value: unknown): string | undefined {
  return typeof value === 'string' && parsePlainDate(formatPlainDate(value)) === value ? value : undefined;
}

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

/** Reads the filters from the address; what is not understood is dropped, never an error page. */
export function readUnitSearch(search: Record<string, unknown>): UnitSearch {
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).trim().slice(0, LONGEST) : undefined;
  const kind = UnitKind.options.find((each) => each === search.kind);
  const role = UnitRole.options.find((each) => each === search.role);
  return present<UnitSearch>({ q, kind, role, on: dayOf(search.on) });
}

/** Reads what the page of figures shows. */
export function readFigureSearch(search: Record<string, unknown>): FigureSearch {
  return present<FigureSearch>({
    unit: matching(search.unit, ID),
    place: matching(search.place, PLACE),
    axis: FigureAxis.options.find((each) => each === search.axis),
    mode: ReadingMode.options.find((each) => each === search.mode),
    on: dayOf(search.on),
  });
}

/** A unit named in the address. */
export function readId(value: unknown): string | undefined {
  return matching(value, ID);
}
