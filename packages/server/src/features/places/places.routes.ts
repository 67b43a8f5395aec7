import type { Context } from '../../context.ts';
import type { Handlers } from '../../http/router.ts';
import { getPlace, listPlaces } from './places.service.ts';

export function placeHandlers(context: Context) {
  return {
    listPlaces: ({ query }) => listPlaces(context, query),
    getPlace: ({ params, query }) => getPlace(context, params.code, query.onDay),
  } satisfies Partial<Handlers>;
}
