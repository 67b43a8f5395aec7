import type { UnitFields } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Context } from '../../context.ts';
import { placesOf } from '../places/places.service.ts';

/** The territory of a unit as its row keeps it. */
export interface Territory {
  readonly placeCode: string | null;
  readonly placePath: string;
}

/** The territory that a path or an official code names on a day. Throws `input.invalid` for a code that nothing has on that day. */
export function territoryOf(context: Context, fields: Pick<UnitFields, 'placeCode' | 'placePath'>, day: string): Territory {
  const { placeCode, placePath } = fields;
  if (placePath !== null && placePath !== '') return { placeCode: placeCode ?? placePath.split('/').at(-2) ?? null, placePath };
  if (placeCode === null) return { placeCode: null, placePath: '' };
  const found = placesOf(context).placePath(placeCode, day);
  if (found === undefined) {
    throw new AppError('input.invalid', `no place has the code ${placeCode} on ${day}`, { place: 'placeCode', fix: 'look the code up' });
  }
  return { placeCode, placePath: found };
}
