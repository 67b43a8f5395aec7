import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createPlaces, loadPlaces } from '@ancam/knowledge';
import { expect, test } from 'vitest';
import { provinceMapText } from '../../tools/build-province-map.ts';
import { areaOf, project, within } from '../../tools/province-map/geometry.ts';
import type { Point } from '../../tools/province-map/geometry.ts';

interface Outlines {
  readonly width: number;
  readonly height: number;
  readonly provinces: readonly { readonly code: string; readonly path: string; readonly label: Point }[];
  readonly islands: readonly { readonly province: string; readonly name: { readonly vi: string }; readonly points: readonly Point[] }[];
}

const text = readFileSync(join(import.meta.dirname, '../../packages/web/src/ui/province-outlines.generated.json'), 'utf8');
const map = JSON.parse(text) as Outlines; // written by the tool under test
const places = createPlaces(loadPlaces());
const communes = places.listPlaces({ onDay: '2026-05-01', kind: 'commune' });

function ringsOf(path: string): Point[][] {
  return [...path.matchAll(/M([^z]+)z/g)].map(([, body = '']) => {
    const [start = '', steps = ''] = body.split('l');
    const numbers = [...`${start} ${steps}`.matchAll(/-?\d+/g)].map(([each]) => Number(each));
    const ring: Point[] = [];
    for (let index = 0; index + 1 < numbers.length; index += 2) {
      const [dx = 0, dy = 0] = numbers.slice(index, index + 2);
      const [x, y] = ring.at(-1) ?? [0, 0];
      ring.push([x + dx, y + dy]);
    }
    return ring;
  });
}

const shapes = map.provinces.map(({ code, label, path }) => {
  const rings = ringsOf(path);
  const [xs, ys] = [rings.flat().map(([x]) => x), rings.flat().map(([, y]) => y)];
  return { code, label, rings, left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
});

test('the map is drawn freshly; otherwise run: node tools/build-province-map.ts', () => {
  expect(provinceMapText() === text).toBe(true);
});

test('every province of today has one shape with its label inside, and the file is small', () => {
  expect(shapes.map(({ code }) => code)).toEqual(
    places
      .listPlaces({ onDay: '2026-05-01', kind: 'province' })
      .map(({ code }) => code)
      .sort(),
  );
  expect(shapes.filter(({ label, rings }) => !within(label, rings)).map(({ code }) => code)).toEqual([]);
  expect(Buffer.byteLength(text)).toBeLessThan(60_000);
});

test('Hoàng Sa belongs to Đà Nẵng and Trường Sa to Khánh Hòa, each as a group of islands in the picture', () => {
  expect(map.islands.map(({ province, name }) => `${places.findPlace(province, '2026-05-01')?.name}: ${name.vi}`)).toEqual([
    'Đà Nẵng: Hoàng Sa',
    'Khánh Hòa: Trường Sa',
  ]);
  for (const { points } of map.islands) {
    expect(points.length).toBeGreaterThanOrEqual(10);
    for (const [x, y] of points) expect(x >= 0 && x <= map.width && y >= 0 && y <= map.height).toBe(true);
  }
});

test('shapes neither overlap nor leave gaps: hardly a point of the picture lies in two of them, and the largest ring is most of each', () => {
  let twice = 0;
  let once = 0;
  for (let x = 0.37; x < map.width; x += 8) {
    for (let y = 0.41; y < map.height; y += 8) {
      const near = shapes.filter(({ left, right, top, bottom }) => x >= left && x <= right && y >= top && y <= bottom);
      const count = near.filter(({ rings }) => within([x, y], rings)).length;
      if (count === 1) once += 1;
      if (count > 1) twice += 1;
    }
  }
  expect(once).toBeGreaterThan(2000);
  expect(twice / once).toBeLessThan(0.001);
  for (const { code, rings } of shapes) {
    const [largest = 0, ...others] = rings.map((ring) => Math.abs(areaOf(ring)));
    expect(largest, code).toBeGreaterThan(4 * others.reduce((sum, each) => sum + each, 0));
  }
});

test('nearly every commune lies in the shape of its province', () => {
  const mainland = communes.filter(({ type }) => type !== 'dac-khu');
  const astray = mainland.filter(({ parent, point }) => {
    const rings = shapes.find(({ code }) => code === parent)?.rings ?? [];
    return point === null || !within(project(point.latitude, point.longitude), rings);
  });
  expect(astray.length / mainland.length).toBeLessThan(0.02);
});
