import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { Language } from './common.ts';

/** The counts of a unit or territory. `critical` to `info`: cameras by their worst open finding; `clean`: looked at, none open. */
export const FIGURE_NAMES = [
  'cameras',
  'retired',
  'unchecked',
  'unidentified',
  'critical',
  'high',
  'medium',
  'low',
  'info',
  'clean',
  'findings',
  'warned',
  'paperless',
  'abroad',
  'systems',
  'systems_operating',
] as const;
export type FigureName = (typeof FIGURE_NAMES)[number];

/** All counts, each a whole number. */
export const FigureSet = z.record(z.enum(FIGURE_NAMES), z.number().int());
export type FigureSet = z.infer<typeof FigureSet>;

/**
 * How figures are read. `restated`: today's facts by who answers today; `as-recorded`: today's facts by who recorded them; `as-of`: the
 * facts of a day's end by the tree of that day.
 */
export const ReadingMode = z.enum(['restated', 'as-recorded', 'as-of']);
export type ReadingMode = z.infer<typeof ReadingMode>;

export const FigureAxis = z.enum(['scope', 'place']);
export type FigureAxis = z.infer<typeof FigureAxis>;

/** A node of the tree of owners or of the territory. */
export const FigureNode = z.object({
  /** Its path; `/` is the whole installation. */
  path: z.string(),
  /** The unit that stands, or stood, at the path; null for the whole and for territories. */
  unit: Id.nullable(),
  name: z.string(),
  kind: z.string(),
  /** True for a unit that no longer stands on the day. */
  closed: z.boolean(),
  /** There are nodes with figures below. */
  below: z.boolean(),
  figures: FigureSet,
});
export type FigureNode = z.infer<typeof FigureNode>;

/** Figures of a node and of what lies directly below. Always with the mode and the day they speak of. */
export const Figures = z.object({
  mode: ReadingMode,
  /** The day whose facts these are, `yyyy-mm-dd` in Việt Nam. */
  on: z.iso.date(),
  axis: FigureAxis,
  node: FigureNode,
  /** From the top down to the node's superior, as far as the reader sees figures. */
  above: z.array(z.object({ path: z.string(), unit: Id.nullable(), name: z.string() })),
  children: z.array(FigureNode),
  /** What the unit itself answers for, besides those below. */
  own: FigureSet,
});
export type Figures = z.infer<typeof Figures>;

export const FigureQuery = z.object({
  /** A unit; the whole that the reader sees where absent. */
  unit: Id.optional(),
  /** A territory, e.g. `/51/`; for the axis `place`. */
  place: z
    .string()
    .regex(/^\/(?:\d{2,5}\/)*$/u)
    .optional(),
  axis: FigureAxis.default('scope'),
  mode: ReadingMode.default('restated'),
  /** The day of `as-of`; today where absent. */
  on: z.iso.date().optional(),
});
export type FigureQuery = z.infer<typeof FigureQuery>;

export const figureRoutes = {
  figures: route({
    id: 'figures',
    method: 'GET',
    path: '/api/figures',
    permission: 'camera.read',
    summary: 'Figures of a unit or territory and of what lies directly below, in one of three reading modes',
    query: FigureQuery,
    output: Figures,
  }),
  exportFigures: route({
    id: 'exportFigures',
    exports: 'figures',
    method: 'GET',
    path: '/api/figures/export',
    permission: 'camera.read',
    summary: 'The same figures as a file; names mode and day',
    query: FigureQuery.extend({ format: z.enum(['csv', 'xlsx', 'json']), language: Language }),
    produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/json'],
  }),
} as const;
