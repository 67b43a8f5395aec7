import { DUTY_ITEM_KINDS, DUTY_STATES } from '@ancam/contract';
import type { DutyItemKind, DutyState } from '@ancam/contract';
import { formatPlainDate, parsePlainDate } from './format.ts';
import { compact, readOne, readText } from './list-search.ts';
import { readId } from './unit-search.ts';

/** Which duties a page shows, as it stands in the address. */
export interface DutySearch {
  readonly unit?: string;
  readonly place?: string;
  /** Whose days count; each unit's own where absent. */
  readonly issuer?: string;
  /** Day, `yyyy-mm-dd`; today where absent. */
  readonly on?: string;
  readonly duty?: string;
  readonly state?: DutyState;
  readonly q?: string;
}

const PLACE = /^\/(?:\d{2,5}\/)+$/u;
const ISSUER = /^(?:[a-z0-9-]{1,80}|unit:[0-9a-f-]{36})$/u;
const DUTY = /^[DL]\d{1,3}$/u;

function matching(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined;
}

/** Reads it from the address; what is not understood is dropped, never an error page. */
export function readDutySearch(search: Record<string, unknown>): DutySearch {
  const { on } = search;
  return compact({
    unit: readId(search.unit),
    place: matching(search.place, PLACE),
    issuer: matching(search.issuer, ISSUER),
    on: typeof on === 'string' && parsePlainDate(formatPlainDate(on)) === on ? on : undefined,
    duty: matching(search.duty, DUTY),
    state: readOne(DUTY_STATES, search.state),
    q: readText(search.q),
  });
}

/** Filters of the list of objects of duties. */
export interface DutyItemSearch {
  readonly kind?: DutyItemKind;
  readonly withdrawn?: 'yes' | 'no';
}

/** Reads them from the address; what is not understood is dropped. */
export function readDutyItemSearch(search: Record<string, unknown>): DutyItemSearch {
  return compact({ kind: readOne(DUTY_ITEM_KINDS, search.kind), withdrawn: readOne(['yes', 'no'] as const, search.withdrawn) });
}
