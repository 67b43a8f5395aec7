import { foldText } from '@ancam/core';
import { dayAfter, existsOn, overlap } from './place.ts';
import type { Place } from './place.ts';

/** The rules that every set of places keeps. */
export const PLACE_RULES = [
  'orphaned',
  'root',
  'opened-after-closed',
  'code-clash',
  'same-name',
  'outlives-parent',
  'no-successor',
  'lineage-gap',
  'no-predecessor',
  'unknown-resolution',
] as const;
export type PlaceRule = (typeof PLACE_RULES)[number];

/** A broken rule, at the place that breaks it. */
export interface PlaceFault {
  readonly rule: PlaceRule;
  readonly place: Place;
  readonly message: string;
  readonly fix: string;
}

type ByCode = ReadonlyMap<string, readonly Place[]>;

/** Before it no lineage is kept: what began on it needs no predecessor. */
export const RECORDS_BEGIN = '2008-08-01';

/** Every broken rule of a set of places. `resolutions` are the ids that may be named. */
export function placeFaults(places: readonly Place[], resolutions: ReadonlySet<string>): PlaceFault[] {
  const byCode: ByCode = Map.groupBy(places, (place) => place.code);
  const succeeded = new Set(
    places.flatMap((place) => (place.until === null ? [] : place.successors.map((code) => `${code} ${place.until}`))),
  );
  return [
    ...places.flatMap((place) => [...periodFaults(place), ...parentFaults(place, byCode), ...lineageFaults(place, byCode, succeeded)]),
    ...clashes(byCode),
    ...sameNames(places),
    ...places.flatMap((place) =>
      [...place.basis, ...place.endBasis]
        .filter((id) => !resolutions.has(id))
        .map((id) => fault('unknown-resolution', place, `there is no resolution ${id}`, 'add it to places/resolutions.yaml')),
    ),
  ];
}

function fault(rule: PlaceRule, place: Place, message: string, fix: string): PlaceFault {
  return { rule, place, message: `${rule}: ${place.code} ${place.name}: ${message}`, fix };
}

function periodFaults(place: Place): PlaceFault[] {
  if (place.until === null || place.from <= place.until) return [];
  return [fault('opened-after-closed', place, `opens on ${place.from}, after its last day ${place.until}`, 'correct one of the days')];
}

function parentFaults(place: Place, byCode: ByCode): PlaceFault[] {
  if (place.kind === 'province') {
    return place.parent === null ? [] : [fault('root', place, `a province has no unit above it, not ${place.parent}`, 'leave parent out')];
  }
  if (place.parent === null) return [fault('root', place, 'would be a second root', 'name its parent')];
  const parents = (byCode.get(place.parent) ?? []).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  if (!parents.some((parent) => existsOn(parent, place.from))) {
    return [fault('orphaned', place, `there is no ${place.parent} on ${place.from}`, 'correct the parent or the first day')];
  }
  if (covered(place, parents)) return [];
  return [fault('outlives-parent', place, `exists on days on which ${place.parent} does not`, 'end it with its parent, or move it')];
}

/** Walks along the parents of one code, which may follow each other day by day. */
function covered(place: Place, parents: readonly Place[]): boolean {
  let day = place.from;
  for (const parent of parents) {
    if (!existsOn(parent, day)) continue;
    if (parent.until === null) return true;
    if (place.until !== null && place.until <= parent.until) return true;
    day = dayAfter(parent.until);
  }
  return false;
}

function lineageFaults(place: Place, byCode: ByCode, succeeded: ReadonlySet<string>): PlaceFault[] {
  const faults: PlaceFault[] = [];
  if (place.until !== null) {
    const day = dayAfter(place.until);
    if (place.successors.length === 0)
      faults.push(fault('no-successor', place, `ended on ${place.until} without a successor`, 'name its successors'));
    for (const code of place.successors) {
      if ((byCode.get(code) ?? []).some((each) => each.from === day)) continue;
      faults.push(fault('lineage-gap', place, `its successor ${code} does not open on ${day}`, 'correct the successor or the last day'));
    }
  }
  const needsPredecessor = place.kind === 'province' && place.from > RECORDS_BEGIN;
  if (needsPredecessor && !succeeded.has(`${place.code} ${dayBefore(place.from)}`)) {
    faults.push(fault('no-predecessor', place, `opens on ${place.from} out of nothing`, 'name it as successor of what was there before'));
  }
  return faults;
}

function dayBefore(day: string): string {
  return new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
}

function clashes(byCode: ByCode): PlaceFault[] {
  return [...byCode.values()].flatMap((group) =>
    group.flatMap((place, index) =>
      group
        .slice(index + 1)
        .filter((other) => overlap(place, other))
        .map((other) =>
          fault('code-clash', other, `the code is also that of ${place.name} at the same time`, 'correct the code or the days'),
        ),
    ),
  );
}

/** Accents tell names apart, where the tone stands does not: "Hoà" and "Hòa" are one spelling. */
function spelling(name: string): string {
  return name.toLowerCase().normalize('NFD').split('').sort().join('');
}

function sameNames(places: readonly Place[]): PlaceFault[] {
  const groups = Map.groupBy(places, (place) => `${place.parent} ${place.type} ${foldText(place.name)} ${spelling(place.name)}`);
  return [...groups.values()].flatMap((group) =>
    group.flatMap((place, index) =>
      group
        .slice(index + 1)
        .filter((other) => other.code !== place.code && overlap(place, other))
        .map((other) =>
          fault('same-name', other, `has the name, kind and parent of ${place.code} at the same time`, 'correct the name or the parent'),
        ),
    ),
  );
}
