import type { Confidence } from '../schema.ts';
import type { PlaceKind, PlaceType } from './schema.ts';

/** One administrative unit for the time in which nothing about it changed. Another name, type or parent is another Place of the same code. */
export interface Place {
  /** Official code: two digits a province, three a district, five a commune. A code can be used again after its unit has ended. */
  readonly code: string;
  readonly kind: PlaceKind;
  readonly type: PlaceType;
  readonly name: string;
  /** English name where one is in use. */
  readonly nameEn: string | null;
  /** Code of the unit above on the same day; null for a province. */
  readonly parent: string | null;
  /** First day, `yyyy-mm-dd`. */
  readonly from: string;
  /** True where the first day is only the latest possible one. */
  readonly fromAtLatest: boolean;
  /** Last day; null while it goes on. */
  readonly until: string | null;
  /** Codes of the units that took over on the day after `until`. More than one: the territory was divided. */
  readonly successors: readonly string[];
  /** Ids of the resolutions on which it came to be. */
  readonly basis: readonly string[];
  /** Ids of the resolutions that ended it. */
  readonly endBasis: readonly string[];
  readonly confidence: Confidence;
  /** A point near the middle, degrees. */
  readonly point: { readonly latitude: number; readonly longitude: number } | null;
}

const DAY_MS = 86_400_000;

/** The calendar day after a day. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}

/** Whether a place exists on a day, first and last day included. */
export function existsOn(place: Pick<Place, 'from' | 'until'>, day: string): boolean {
  return place.from <= day && (place.until === null || day <= place.until);
}

/** Whether two places exist on a common day. */
export function overlap(a: Pick<Place, 'from' | 'until'>, b: Pick<Place, 'from' | 'until'>): boolean {
  return (a.until === null || b.from <= a.until) && (b.until === null || a.from <= b.until);
}
