import { expect, test } from 'vitest';
import { api } from './api.ts';
import { urlOf } from './client.ts';
import { openApiDocument } from './openapi.ts';
import { PERMISSIONS } from './route.ts';

test('every route has its own id, a permission and either an output or what it produces', () => {
  for (const [name, route] of Object.entries(api)) {
    expect(route.id).toBe(name);
    expect(PERMISSIONS).toContain(route.permission);
    expect(('output' in route && route.output !== undefined) !== ('produces' in route && route.produces !== undefined), name).toBe(true);
  }
});

test('the OpenAPI document holds every route with its parameters', async () => {
  const document = (await openApiDocument('1.2.3')) as {
    paths: Record<string, Record<string, { operationId: string; parameters: { name: string }[] }>>;
  }; // shape under test
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(operations.map((each) => each.operationId).sort()).toEqual(Object.keys(api).sort());
  expect(document.paths['/api/cameras/{id}']?.get?.parameters.map((each) => each.name)).toEqual(['id']);
});

test('addresses are built with parameters and without empty filters', () => {
  expect(urlOf(api.getCamera, { params: { id: 'a/b' } })).toBe('/api/cameras/a%2Fb');
  expect(urlOf(api.listCameras, { query: { q: '', maker: 'Axis' } })).toBe('/api/cameras?maker=Axis');
});
