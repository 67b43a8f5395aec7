import type { CameraFilter } from './routes/camera-views.ts';
import type { FigureAxis, FigureName } from './routes/figures.ts';

/** Filters of the camera list that hold exactly the rows of a figure, besides the node that it belongs to. */
const ROWS: Partial<Record<FigureName, Partial<CameraFilter>>> = {
  cameras: {},
  retired: { status: 'retired' },
  unchecked: { severity: 'unchecked' },
  unidentified: { identity: 'unknown' },
  critical: { severity: 'critical' },
  high: { severity: 'high' },
  medium: { severity: 'medium' },
  low: { severity: 'low' },
  info: { severity: 'info' },
  clean: { severity: 'none' },
  warned: { warned: 'any' },
  paperless: { papers: 'missing' },
  abroad: { storage: 'abroad' },
};

/** Where a figure belongs to: a unit, a territory, or the whole that the reader sees (`/` without a unit). */
export interface FigurePlace {
  readonly axis: FigureAxis;
  readonly path: string;
  readonly unit: string | null;
}

/**
 * The filter of the camera list with exactly the rows that a figure of today counts, restated. Undefined where the figure counts no cameras
 * (findings, systems) or belongs to a unit that the reader cannot name.
 */
export function rowsOfFigure(figure: FigureName, { axis, path, unit }: FigurePlace): Partial<CameraFilter> | undefined {
  const rows = ROWS[figure];
  if (rows === undefined) return undefined;
  const filter: Partial<CameraFilter> = { status: 'in-use', ...rows };
  if (axis === 'place') return { ...filter, place: path };
  if (unit !== null) return { ...filter, under: unit };
  return path === '/' ? filter : undefined;
}
