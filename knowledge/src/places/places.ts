import { foldText } from '@ancam/core';
import { expandFormerCommunes, expandFormerProvinces, expandProvince } from './expand.ts';
import { dayAfter, existsOn } from './place.ts';
import type { Place } from './place.ts';
import type { FormerCommunes, PlaceKind, PlacesData, Resolution } from './schema.ts';

/** Which places a list holds; what is absent does not narrow. */
export interface PlaceQuery {
  /** The list as it stood on this day, `yyyy-mm-dd`. */
  readonly onDay: string;
  readonly kind?: PlaceKind;
  /** Code of the unit directly above. */
  readonly parent?: string;
  /** Part of a name or code, with or without accents. */
  readonly name?: string;
}

/** The administrative units through time. Every answer is read from an index built once. */
export interface Places {
  /** Every place of every time. */
  readonly all: readonly Place[];
  /** The place with this code on a day; undefined where there is none. */
  findPlace(code: string, onDay: string): Place | undefined;
  /** Places of a day, sorted by name as Vietnamese sorts it, then code. */
  listPlaces(query: PlaceQuery): Place[];
  /** What took over from the bearer of a code; without a day, from every bearer that has ended. Empty while it goes on. */
  successorsOf(code: string, onDay?: string): Place[];
  /** What the bearer of a code took over from; without a day, of every bearer. Districts that ended in it are among them. */
  predecessorsOf(code: string, onDay?: string): Place[];
  /** Codes from the province down, e.g. `/51/21172/`, or `/51/522/21034/` before 01/07/2025; undefined where there is no such place. */
  placePath(code: string, onDay: string): string | undefined;
  /** The resolution of an id that a place names. */
  resolution(id: string): Resolution | undefined;
}

const COLLATOR = new Intl.Collator('vi', { numeric: true });

/** Builds the index over shipped and imported places. An imported unit whose code is already known at that time is left out. */
export function createPlaces(data: PlacesData, imported: readonly FormerCommunes[] = []): Places {
  const shipped = [
    ...data.provinces.flatMap(expandProvince),
    ...expandFormerProvinces(data.formerProvinces),
    ...data.former.flatMap(expandFormerCommunes),
  ].map(({ place }) => place);
  const known = new Set(shipped.map((place) => `${place.code} ${place.until}`));
  const added = imported
    .flatMap(expandFormerCommunes)
    .map(({ place }) => place)
    .filter((place) => !known.has(`${place.code} ${place.until}`));
  const resolutions = new Map(data.resolutions.map((each) => [each.id, each]));
  return indexPlaces([...shipped, ...added], resolutions);
}

/** Builds the index over any places. */
export function indexPlaces(places: readonly Place[], resolutions: ReadonlyMap<string, Resolution>): Places {
  const all = places.toSorted((a, b) => COLLATOR.compare(a.name, b.name) || (a.code < b.code ? -1 : 1));
  const byCode = Map.groupBy(all, (place) => place.code);
  const byParent = Map.groupBy(all, (place) => place.parent ?? '');
  const folded = new Map(all.map((place) => [place, `${foldText(place.name)} ${foldText(place.nameEn ?? '')} ${place.code}`]));
  const findPlace = (code: string, onDay: string): Place | undefined => byCode.get(code)?.find((place) => existsOn(place, onDay));
  const next = (place: Place): Place[] => {
    if (place.until === null) return [];
    const day = dayAfter(place.until);
    return place.successors.flatMap((code) => findPlace(code, day) ?? []);
  };
  const before = new Map<Place, Place[]>();
  for (const place of all) {
    for (const successor of next(place)) {
      const list = before.get(successor);
      if (list === undefined) before.set(successor, [place]);
      else list.push(place);
    }
  }
  const bearers = (code: string, onDay: string | undefined): readonly Place[] =>
    (byCode.get(code) ?? []).filter((place) => onDay === undefined || existsOn(place, onDay));
  return {
    all,
    findPlace,
    listPlaces: ({ onDay, kind, parent, name }) => {
      const wanted = foldText(name ?? '');
      return (parent === undefined ? all : (byParent.get(parent) ?? [])).filter(
        (place) =>
          existsOn(place, onDay) &&
          (kind === undefined || place.kind === kind) &&
          (wanted === '' || folded.get(place)?.includes(wanted) === true),
      );
    },
    successorsOf: (code, onDay) => [...new Set(bearers(code, onDay).flatMap(next))],
    predecessorsOf: (code, onDay) => [...new Set(bearers(code, onDay).flatMap((place) => before.get(place) ?? []))],
    placePath: (code, onDay) => {
      const segments: string[] = [];
      for (let place = findPlace(code, onDay); ; place = findPlace(place.parent, onDay)) {
        if (place === undefined) return undefined;
        segments.unshift(place.code);
        if (place.parent === null) return `/${segments.join('/')}/`;
      }
    },
    resolution: (id) => resolutions.get(id),
  };
}
