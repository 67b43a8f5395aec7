import { Delaunay } from 'd3-delaunay';
import { distance, HEIGHT, WIDTH } from './geometry.ts';
import type { Point } from './geometry.ts';

/** A place on the map that belongs to a province; `alone` marks an island, which need not hang together with the rest. */
export interface Site {
  readonly at: Point;
  readonly province: string;
  readonly alone: boolean;
}

/** What lies abroad or in the sea. */
export const OUTSIDE = '';

const GRID = 5;
const NEIGHBOURS = 4;
const REACH = 1.15;
const SHORTEST_REACH = 6;
const LONGEST_REACH = 21;
const ISLAND_REACH = 7;

/** How far the country goes on around a site: as far as its neighbours are, because a commune ends about halfway to the next. */
function reachOf(site: Site, sites: readonly Site[]): number {
  if (site.alone) return ISLAND_REACH;
  // farther ones could not make the reach shorter than the longest
  const near =
    sites
      .map((other) => distance(site.at, other.at))
      .filter((away) => away <= LONGEST_REACH)
      .sort((a, b) => a - b)[NEIGHBOURS] ?? LONGEST_REACH;
  return Math.min(LONGEST_REACH, Math.max(SHORTEST_REACH, near * REACH));
}

/** Points abroad and in the sea: a grid without all that is in reach of a site, and without holes within the country. */
export function outsidePoints(sites: readonly Site[]): Point[] {
  const [columns, rows] = [Math.ceil(WIDTH / GRID), Math.ceil(HEIGHT / GRID)];
  const land = new Set<number>();
  for (const site of sites) {
    const reach = reachOf(site, sites);
    const [x, y] = site.at;
    for (let column = Math.floor((x - reach) / GRID); column <= (x + reach) / GRID; column += 1) {
      for (let row = Math.floor((y - reach) / GRID); row <= (y + reach) / GRID; row += 1) {
        if (distance(site.at, [column * GRID, row * GRID]) <= reach) land.add(row * columns + column);
      }
    }
  }
  const seen = new Set([0]);
  const open = [0];
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    for (const [c, r] of [
      [column - 1, row],
      [column + 1, row],
      [column, row - 1],
      [column, row + 1],
    ] as const) {
      const next = r * columns + c;
      if (c < 0 || r < 0 || c >= columns || r >= rows || land.has(next) || seen.has(next)) continue;
      seen.add(next);
      open.push(next);
    }
  }
  return [...seen].map((cell): Point => [(cell % columns) * GRID, Math.floor(cell / columns) * GRID]);
}

/** A line between two cells of different provinces; the province `left` lies to the left when going from `from` to `to`. */
export interface Edge {
  readonly from: Point;
  readonly to: Point;
  readonly left: string;
  readonly right: string;
}

/** Divides the picture into the cells nearest to each site (Voronoi) and gives the lines between provinces, and between them and the outside. */
export function edgesBetween(sites: readonly Site[], outside: readonly Point[]): Edge[] {
  const points = [...sites.map(({ at }) => at), ...outside];
  const delaunay = Delaunay.from(points.map(([x, y]): [number, number] => [x, y]));
  const labels = settle(sites, (index) => delaunay.neighbors(index));
  const labelOf = (index: number): string => labels[index] ?? OUTSIDE;
  const { circumcenters } = delaunay.voronoi([0, 0, WIDTH, HEIGHT]);
  const centre = (halfedge: number): Point => {
    const triangle = Math.floor(halfedge / 3);
    // whole units: points that fall together there are one
    return [Math.round(circumcenters[triangle * 2] ?? 0), Math.round(circumcenters[triangle * 2 + 1] ?? 0)];
  };
  const edges: Edge[] = [];
  for (const [halfedge, opposite] of delaunay.halfedges.entries()) {
    if (opposite < halfedge) continue;
    const a = delaunay.triangles[halfedge] ?? 0;
    const b = delaunay.triangles[halfedge % 3 === 2 ? halfedge - 2 : halfedge + 1] ?? 0;
    if (labelOf(a) === labelOf(b)) continue;
    const [from, to] = [centre(halfedge), centre(opposite)];
    if (from[0] === to[0] && from[1] === to[1]) continue;
    const [pa, pb] = [points[a] ?? from, points[b] ?? from];
    const turn = (to[0] - from[0]) * (pa[1] - pb[1]) - (to[1] - from[1]) * (pa[0] - pb[0]);
    edges.push(turn < 0 ? { from, to, left: labelOf(a), right: labelOf(b) } : { from, to, left: labelOf(b), right: labelOf(a) });
  }
  return edges;
}

/** Gives pieces of a province that are cut off from it to the province around them: a point can be wrong, a province is one. */
function settle(sites: readonly Site[], neighbours: (index: number) => Iterable<number>): string[] {
  const labels = sites.map(({ province }) => province);
  const pieces = Object.values(Object.groupBy(piecesOf(labels, neighbours), (piece) => labels[piece[0] ?? 0] ?? ''));
  for (const group of pieces) {
    const [, ...smaller] = (group ?? []).toSorted((a, b) => b.length - a.length);
    for (const piece of smaller) {
      if (piece.some((index) => sites[index]?.alone === true)) continue;
      const around = piece.flatMap((index) => [...neighbours(index)]).filter((index) => !piece.includes(index));
      const land = around.flatMap((index) => labels[index] ?? []);
      if (land.length < around.length / 3) continue; // an island off the coast
      const most = Object.entries(Object.groupBy(land, (label) => label)).toSorted(
        ([, a], [, b]) => (b?.length ?? 0) - (a?.length ?? 0),
      )[0]?.[0];
      for (const index of piece) labels[index] = most ?? labels[index] ?? '';
    }
  }
  return labels;
}

function piecesOf(labels: readonly string[], neighbours: (index: number) => Iterable<number>): number[][] {
  const seen = new Set<number>();
  return labels.flatMap((label, start) => {
    if (seen.has(start)) return [];
    const piece: number[] = [];
    const open = [start];
    seen.add(start);
    for (let index = open.pop(); index !== undefined; index = open.pop()) {
      piece.push(index);
      for (const next of neighbours(index)) {
        if (labels[next] !== label || seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
    return [piece];
  });
}
