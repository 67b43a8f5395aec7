import { OUTSIDE } from './cells.ts';
import type { Edge } from './cells.ts';
import { areaOf, simplify, smooth } from './geometry.ts';
import type { Point } from './geometry.ts';

const ROUNDS = 2;
const TOLERANCE = 0.8;
const SMALLEST_RING = 12;

interface Arc {
  readonly points: readonly Point[];
  readonly left: string;
  readonly right: string;
}

function key([x, y]: Point): string {
  return `${x} ${y}`;
}

/** Whether two edges part the same two provinces. */
function same(a: Edge, b: Edge): boolean {
  return (a.left === b.left && a.right === b.right) || (a.left === b.right && a.right === b.left);
}

/** Joins edges to lines from one meeting point of provinces to the next, so that two neighbours share one line to the last point. */
function arcsOf(edges: readonly Edge[]): Arc[] {
  const at = new Map<string, Edge[]>();
  for (const edge of edges) {
    for (const end of [key(edge.from), key(edge.to)]) at.set(end, [...(at.get(end) ?? []), edge]);
  }
  const used = new Set<Edge>();
  const passes = (point: Point): boolean => {
    const [a, b, more] = at.get(key(point)) ?? [];
    return a !== undefined && b !== undefined && more === undefined && same(a, b);
  };
  const follow = (start: Edge, from: Point): Point[] => {
    const line: Point[] = [from];
    for (let edge: Edge | undefined = start; edge !== undefined;) {
      used.add(edge);
      const last: Point = line.at(-1) ?? from;
      const next: Point = key(edge.from) === key(last) ? edge.to : edge.from;
      line.push(next);
      edge = passes(next) ? at.get(key(next))?.find((each) => !used.has(each)) : undefined;
    }
    return line;
  };
  const arcs: Arc[] = [];
  const begin = (edge: Edge, from: Point): void => {
    const forward = key(edge.from) === key(from);
    arcs.push({ points: follow(edge, from), left: forward ? edge.left : edge.right, right: forward ? edge.right : edge.left });
  };
  for (const edge of edges) {
    if (!used.has(edge) && !passes(edge.from)) begin(edge, edge.from);
    if (!used.has(edge) && !passes(edge.to)) begin(edge, edge.to);
  }
  for (const edge of edges) if (!used.has(edge)) begin(edge, edge.from); // what is left are closed rings
  return arcs;
}

/** Smoothed and simplified; a closed line is taken in two halves, because its one end must not become all of it. */
function drawn({ points, left, right }: Arc): Arc {
  const [first, last] = [points[0], points.at(-1)];
  const closed = first !== undefined && last !== undefined && key(first) === key(last);
  const half = Math.floor(points.length / 2);
  const line = smooth(points, ROUNDS);
  const plain = closed
    ? [...simplify(line.slice(0, half + 1), TOLERANCE).slice(0, -1), ...simplify(line.slice(half), TOLERANCE)]
    : simplify(line, TOLERANCE);
  return { points: plain.map(([x, y]): Point => [Math.round(x), Math.round(y)]), left, right };
}

/** The rings of each province, largest first, from the lines between cells. */
export function ringsByProvince(edges: readonly Edge[]): Map<string, Point[][]> {
  const arcs = arcsOf(edges).map(drawn);
  const provinces = new Set(arcs.flatMap(({ left, right }) => [left, right]).filter((label) => label !== OUTSIDE));
  return new Map([...provinces].sort().map((province) => [province, ringsOf(province, arcs)]));
}

function ringsOf(province: string, arcs: readonly Arc[]): Point[][] {
  const lines = arcs.flatMap(({ points, left, right }) => {
    if (left === province) return [points];
    return right === province ? [points.toReversed()] : [];
  });
  const open = new Set(lines);
  const rings: Point[][] = [];
  for (const start of lines) {
    if (!open.delete(start)) continue;
    const ring = [...start];
    for (;;) {
      const [first, last] = [ring[0], ring.at(-1)];
      if (first === undefined || last === undefined || key(first) === key(last)) break;
      const next = [...open].find((line) => line[0] !== undefined && key(line[0]) === key(last));
      if (next === undefined) break;
      open.delete(next);
      ring.push(...next.slice(1));
    }
    ring.pop();
    if (Math.abs(areaOf(ring)) >= SMALLEST_RING) rings.push(ring);
  }
  return rings.toSorted((a, b) => Math.abs(areaOf(b)) - Math.abs(areaOf(a)));
}
