import type { PageQuery, PlaceDetail, PlaceFilter, PlaceList } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Place, Places } from '@ancam/knowledge';
import type { Context } from '../../context.ts';
import { pageOf, readCursor } from '../../cursor.ts';
import { dayOf } from '../../day.ts';
import { readPlaces } from './former-places.ts';
import { viewPlace, viewPlaceDetail } from './places.view.ts';

/** The administrative units through time, for other features: shipped and imported ones. */
export function placesOf(context: Context): Places {
  return readPlaces(context.formerPlaces);
}

/** A page of places of a day, by name. */
export function listPlaces(
  context: Context,
  { q, parent, kind, onDay = dayOf(context.clock()), cursor, limit }: PlaceFilter & PageQuery,
): PlaceList {
  const places = placesOf(context);
  const found = places.listPlaces({
    onDay,
    ...(q === undefined ? {} : { name: q }),
    ...(parent === undefined ? {} : { parent }),
    ...(kind === undefined ? {} : { kind }),
  });
  const start = startAfter(found, readCursor(cursor, 1)?.[0]);
  const { items, next } = pageOf(found.slice(start, start + limit + 1), limit, (place) => [place.code]);
  return { items: items.map((place) => viewPlace(places, place, onDay)), next, onDay, total: found.length };
}

/** On one day a code belongs to one place, so it says where the page before ended. */
function startAfter(found: readonly Place[], code: string | number | undefined): number {
  if (code === undefined) return 0;
  const index = found.findIndex((place) => place.code === code);
  if (index !== -1) return index + 1;
  throw new AppError('input.invalid', 'the cursor belongs to another list', { place: 'query.cursor', fix: 'begin at the first page' });
}

/** One place of a day with its lineage. Throws `not-found`. */
export function getPlace(context: Context, code: string, onDay: string = dayOf(context.clock())): PlaceDetail {
  const places = placesOf(context);
  const place = places.findPlace(code, onDay);
  if (place === undefined) {
    throw new AppError('not-found', `there is no place ${code} on ${onDay}`, { place: code, fix: 'choose another day or code' });
  }
  return viewPlaceDetail(places, place, onDay);
}
