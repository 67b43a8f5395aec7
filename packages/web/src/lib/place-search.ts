import { PlaceTier } from '@ancam/contract';
import { parsePlainDate, formatPlainDate } from './format.ts';

/** What the page of administrative units shows, as it stands in the address bar. */
export interface PlaceSearch {
  readonly q?: string;
  /** Day, `yyyy-mm-dd`; today where absent. */
  readonly on?: string;
  readonly kind?: PlaceTier;
  /** Only units directly below this code. */
  readonly parent?: string;
  /** The unit that is opened. */
  readonly code?: string;
}

const CODE = /^(\d{2}|\d{3}|\d{5})$/u;
const LONGEST = 200;

/** The router reads a number where the address holds only digits: leading zeros are kept because it writes such texts quoted. */
function codeOf(value: unknown): string | undefined {
  return typeof value === 'string' && CODE.test(value)
    ? value
    : typeof value === 'number' && CODE.test(String(value))
      ? String(value)
      : undefined;
}

/** Reads the address; what is not understood is dropped, never an error page. */
export function readPlaceSearch(search: Record<string, unknown>): PlaceSearch {
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).trim().slice(0, LONGEST) : '';
  const on = typeof search.on === 'string' && parsePlainDate(formatPlainDate(search.on)) === search.on ? search.on : undefined;
  const kind = PlaceTier.options.find((each) => each === search.kind);
  const [parent, code] = [codeOf(search.parent), codeOf(search.code)];
  return {
    ...(q === '' ? {} : { q }),
    ...(on === undefined ? {} : { on }),
    ...(kind === undefined ? {} : { kind }),
    ...(parent === undefined ? {} : { parent }),
    ...(code === undefined ? {} : { code }),
  };
}
