import { z } from 'zod';
import { api } from './api.ts';
import type { Route } from './route.ts';
import { Problem } from './routes/common.ts';

type Json = Record<string, unknown>;

function schemaOf(schema: unknown, io: 'input' | 'output'): Json {
  return schema instanceof z.ZodType ? z.toJSONSchema(schema, { io, unrepresentable: 'any' }) : {};
}

function parametersOf(schema: unknown, place: 'path' | 'query'): Json[] {
  const { properties, required } = schemaOf(schema, 'input') as { properties?: Json; required?: string[] }; // JSON schema of an object
  return Object.entries(properties ?? {}).map(([name, each]) => ({
    name,
    in: place,
    required: place === 'path' || (required ?? []).includes(name),
    schema: each,
  }));
}

function answerOf(route: Route): Json {
  if (route.produces !== undefined) return { content: Object.fromEntries(route.produces.map((type) => [type, {}])) };
  return { content: { 'application/json': { schema: schemaOf(route.output, 'output') } } };
}

function operationOf(route: Route): Json {
  const body =
    route.streamedBody === true
      ? { 'application/json': {} }
      : route.body === undefined
        ? undefined
        : { 'application/json': { schema: schemaOf(route.body, 'input') } };
  return {
    operationId: route.id,
    summary: route.summary,
    'x-permission': route.permission,
    security: route.permission === 'public' ? [] : [{ session: [] }],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(body === undefined ? {} : { requestBody: { required: true, content: body } }),
    responses: {
      200: { description: 'OK', ...answerOf(route) },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

/** The API as an OpenAPI 3.1 document. That is most of a second of work, so after each route others get their turn. */
export async function openApiDocument(version: string): Promise<Json> {
  const paths: Record<string, Json> = {};
  for (const route of Object.values(api) as unknown as Route[]) {
    await new Promise((resolve) => setTimeout(resolve));
    // the table's own rows, types widened
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'AnCam', version, description: 'Security of IP surveillance cameras under Directive 23/CT-TTg' },
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'ancam_session' } },
      responses: {
        Problem: { description: 'Problem (RFC 9457)', content: { 'application/problem+json': { schema: schemaOf(Problem, 'output') } } },
      },
    },
    paths,
  };
}
