/** A point of the picture: x to the right, y down. */
export type Point = readonly [x: number, y: number];

const WEST = 101.9;
const NORTH = 23.65;
const EAST = 115.0;
const SOUTH = 7.5;
/** Units of the picture per degree of latitude: one unit is about 1.1 km. */
export const SCALE = 100;
/** A degree of longitude against one of latitude, at 16° north. */
const NARROWING = Math.cos((16 * Math.PI) / 180);

export const WIDTH = Math.round((EAST - WEST) * NARROWING * SCALE);
export const HEIGHT = Math.round((NORTH - SOUTH) * SCALE);

/** Places a point of the earth in the picture. */
export function project(latitude: number, longitude: number): Point {
  return [(longitude - WEST) * NARROWING * SCALE, (NORTH - latitude) * SCALE];
}

export function distance([ax, ay]: Point, [bx, by]: Point): number {
  return Math.hypot(ax - bx, ay - by);
}

function distanceToSegment(point: Point, a: Point, b: Point): number {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length));
  return distance(point, [a[0] + t * dx, a[1] + t * dy]);
}

/** Draws each inner point towards its neighbours; the ends stay, so that lines that meet go on meeting. */
export function smooth(line: readonly Point[], rounds: number): readonly Point[] {
  let now = line;
  for (let round = 0; round < rounds; round += 1) {
    const before = now;
    now = before.map((point, index): Point => {
      const [a, b] = [before[index - 1], before[index + 1]];
      return a === undefined || b === undefined ? point : [(a[0] + 2 * point[0] + b[0]) / 4, (a[1] + 2 * point[1] + b[1]) / 4];
    });
  }
  return now;
}

/** Leaves out points that lie nearer than the tolerance to the line without them (Douglas and Peucker); the ends stay. */
export function simplify(line: readonly Point[], tolerance: number): readonly Point[] {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined || line.length < 3) return line;
  let far = 0;
  let at = 0;
  for (const [index, point] of line.entries()) {
    const away = distanceToSegment(point, first, last);
    if (away > far) [far, at] = [away, index];
  }
  if (far <= tolerance) return [first, last];
  return [...simplify(line.slice(0, at + 1), tolerance).slice(0, -1), ...simplify(line.slice(at), tolerance)];
}

/** Signed area of a ring; the sign tells its direction. */
export function areaOf(ring: readonly Point[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nx, ny] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + (x * ny - nx * y) / 2;
  }, 0);
}

/** Whether a point lies within rings, by the even-odd rule. */
export function within([x, y]: Point, rings: readonly (readonly Point[])[]): boolean {
  let inside = false;
  for (const ring of rings) {
    for (const [index, [ax, ay]] of ring.entries()) {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
  }
  return inside;
}

const LABEL_STEP = 4;

/** The point of the shape that is farthest from its edge, on a grid: where a label fits best. */
export function labelPoint(rings: readonly (readonly Point[])[]): Point {
  const points = rings.flat();
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  let best: Point = [0, 0];
  let room = -1;
  for (let x = Math.min(...xs); x <= Math.max(...xs); x += LABEL_STEP) {
    for (let y = Math.min(...ys); y <= Math.max(...ys); y += LABEL_STEP) {
      if (!within([x, y], rings)) continue;
      let nearest = Infinity;
      for (const ring of rings) {
        for (const [index, a] of ring.entries())
          nearest = Math.min(nearest, distanceToSegment([x, y], a, ring[(index + 1) % ring.length] ?? a));
      }
      if (nearest > room) [room, best] = [nearest, [x, y]];
    }
  }
  return best;
}
