import type { Context } from '../../context.ts';
import { exportList } from '../../http/list-export.ts';
import type { Handlers } from '../../http/router.ts';
import { getPlace, listPlaces } from './places.service.ts';
import { PLACE_TABLE } from './place-table.ts';

export function placeHandlers(context: Context) {
  return {
    listPlaces: ({ query }) => listPlaces(context, query),
    exportPlaces: ({ actor, query }) =>
      exportList(context, actor, query, {
        ...PLACE_TABLE,
        audit: { action: 'place.exported', object: 'places' },
        page: (page) => listPlaces(context, { ...query, ...page }),
      }),
    getPlace: ({ params, query }) => getPlace(context, params.code, query.onDay),
  } satisfies Partial<Handlers>;
}
