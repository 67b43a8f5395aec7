import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { CameraRow } from './camera-views.ts';

/** A unit that a search found. */
export const FoundUnit = z.object({
  id: Id,
  name: z.string(),
  code: z.string().nullable(),
  /** Name of the unit above it, where the caller sees that. */
  above: z.string().nullable(),
  /** First day on which it no longer stands. */
  closedOn: z.iso.date().nullable(),
});
export type FoundUnit = z.infer<typeof FoundUnit>;

/** What a search over everything found: of each kind the first, and whether there are more. */
export const SearchResults = z.object({
  units: z.array(FoundUnit),
  moreUnits: z.boolean(),
  cameras: z.array(CameraRow),
  moreCameras: z.boolean(),
});
export type SearchResults = z.infer<typeof SearchResults>;

export const searchRoutes = {
  search: route({
    id: 'search',
    method: 'GET',
    path: '/api/search',
    permission: 'camera.read',
    summary: 'Units and cameras by words and identifiers; accents and separators do not matter',
    query: z.object({ q: z.string().trim().max(200).default('') }),
    output: SearchResults,
  }),
} as const;
