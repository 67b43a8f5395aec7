import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlaces, loadPlaces } from '@ancam/knowledge';
import { edgesBetween, outsidePoints } from './province-map/cells.ts';
import type { Site } from './province-map/cells.ts';
import { HEIGHT, labelPoint, project, WIDTH } from './province-map/geometry.ts';
import type { Point } from './province-map/geometry.ts';
import { ringsByProvince } from './province-map/shapes.ts';

/** The day whose communes draw the map. */
const ON_DAY = '2026-05-01';
const OUTPUT = join(import.meta.dirname, '../packages/web/src/ui/province-outlines.generated.json');

interface OwnPoints {
  readonly inside: readonly (readonly [province: string, latitude: number, longitude: number, name: string])[];
  readonly islands: readonly {
    readonly province: string;
    readonly commune: string;
    readonly name: { readonly vi: string; readonly en: string };
    readonly points: readonly (readonly [latitude: number, longitude: number, name: string])[];
  }[];
}

function pathOf(rings: readonly (readonly Point[])[]): string {
  return rings
    .map((ring) => {
      let [px, py] = ring[0] ?? [0, 0];
      const steps = ring.slice(1).map(([x, y]) => {
        const step = `${x - px} ${y - py}`;
        [px, py] = [x, y];
        return step;
      });
      return `M${ring[0]?.join(' ')}l${steps.join(' ').replaceAll(' -', '-')}z`;
    })
    .join('');
}

function rounded([x, y]: Point): Point {
  return [Math.round(x), Math.round(y)];
}

/** One a line, so that changes can be reviewed. */
function lines(list: readonly unknown[]): string {
  return list.map((each) => JSON.stringify(each)).join(',\n');
}

/** The map of provinces as text: outlines from the points of communes (docs/adr/0020-own-outlines.md). The same records give the same text. */
export function provinceMapText(): string {
  const own = JSON.parse(readFileSync(join(import.meta.dirname, 'province-map/own-points.json'), 'utf8')) as OwnPoints; // our own file
  const places = createPlaces(loadPlaces());
  const apart = new Set(own.islands.map(({ commune }) => commune));
  const sites: Site[] = places.listPlaces({ onDay: ON_DAY, kind: 'commune' }).flatMap(({ code, parent, point, type }) => {
    if (point === null || parent === null || apart.has(code)) return [];
    return [{ at: project(point.latitude, point.longitude), province: parent, alone: type === 'dac-khu' }];
  });
  for (const [province, latitude, longitude] of own.inside) sites.push({ at: project(latitude, longitude), province, alone: true });
  const shapes = ringsByProvince(edgesBetween(sites, outsidePoints(sites)));
  const provinces = [...shapes].map(([code, rings]) => ({ code, path: pathOf(rings), label: rounded(labelPoint(rings.slice(0, 1))) }));
  const islands = own.islands.map(({ province, name, points }) => ({
    province,
    name,
    points: points.map(([latitude, longitude]) => rounded(project(latitude, longitude))),
  }));
  return `{"width":${WIDTH},"height":${HEIGHT},"provinces":[\n${lines(provinces)}\n],"islands":[\n${lines(islands)}\n]}\n`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(OUTPUT, provinceMapText());
