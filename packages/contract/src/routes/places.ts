import { z } from 'zod';
import { Text } from '@ancam/core';
import { route } from '../route.ts';
import { PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

const Day = z.iso.date();
const Code = z.string().regex(/^\d{2}$|^\d{3}$|^\d{5}$/u);

/** Tiers of administrative units; there is no district from 01/07/2025. */
export const PlaceTier = z.enum(['province', 'district', 'commune']);
export type PlaceTier = z.infer<typeof PlaceTier>;

/** One administrative unit for the days in which nothing about it changed. */
export const PlaceView = z.object({
  /** Official code: two digits a province, three a district, five a commune. */
  code: z.string(),
  kind: PlaceTier,
  /** `tinh`, `thanh-pho`, `quan`, `huyen`, `thi-xa`, `thanh-pho-thuoc-tinh`, `xa`, `phuong`, `thi-tran`, `dac-khu`. */
  type: z.string(),
  name: z.string(),
  nameEn: z.string().nullable(),
  /** The units above, from the province down, on its last day or today. */
  above: z.array(z.object({ code: z.string(), name: z.string(), type: z.string() })),
  from: Day,
  /** The first day is only the latest possible one. */
  fromAtLatest: z.boolean(),
  /** Last day; null while it goes on. */
  until: Day.nullable(),
  confidence: z.string(),
  /** How many units lie directly below. */
  below: z.number().int(),
});
export type PlaceView = z.infer<typeof PlaceView>;

export const PlaceList = z.object({
  items: z.array(PlaceView),
  next: z.string().nullable(),
  /** The day the list speaks of. */
  onDay: Day,
  /** How many places match, over all pages. */
  total: z.number().int(),
});
export type PlaceList = z.infer<typeof PlaceList>;

/** A paper on which a place rests. */
export const PlacePaper = z.object({
  number: z.string(),
  issuedBy: Text,
  issued: Day.nullable(),
  title: Text,
  confidence: z.string(),
});
export type PlacePaper = z.infer<typeof PlacePaper>;

/** A place with what was before and after it. */
export const PlaceDetail = PlaceView.extend({
  onDay: Day,
  /** Codes from the province down, e.g. `/51/21172/`. */
  path: z.string(),
  basis: z.array(PlacePaper),
  endBasis: z.array(PlacePaper),
  predecessors: z.array(PlaceView),
  successors: z.array(PlaceView),
});
export type PlaceDetail = z.infer<typeof PlaceDetail>;

/** Filters of the list; the day is today in Việt Nam where absent. */
export const PlaceFilter = z.object({
  /** Part of a name or code; accents do not count. */
  q: z.string().max(200).optional(),
  /** Code of the unit directly above. */
  parent: Code.optional(),
  kind: PlaceTier.optional(),
  onDay: Day.optional(),
});
export type PlaceFilter = z.infer<typeof PlaceFilter>;

export const placeRoutes = {
  listPlaces: route({
    id: 'listPlaces',
    method: 'GET',
    path: '/api/places',
    permission: 'session',
    summary: 'Administrative units as of a day',
    query: PlaceFilter.extend(PageQuery.shape),
    output: PlaceList,
  }),
  exportPlaces: exportRoute({
    id: 'exportPlaces',
    exports: 'listPlaces',
    path: '/api/places/export',
    permission: 'session',
    summary: 'The places of a day exactly as filtered',
    query: exportQuery(PlaceFilter),
  }),
  getPlace: route({
    id: 'getPlace',
    method: 'GET',
    path: '/api/places/:code',
    permission: 'session',
    summary: 'One administrative unit with its predecessors and successors',
    params: z.object({ code: Code }),
    query: z.object({ onDay: Day.optional() }),
    output: PlaceDetail,
  }),
} as const;
