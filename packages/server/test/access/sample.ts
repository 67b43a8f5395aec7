import type { Route } from '@ancam/contract';
import { z } from 'zod';

type Json = Record<string, unknown>;

/** Values that a schema's form does not tell; by name of the field. */
const KNOWN: Readonly<Record<string, unknown>> = {
  targets: ['127.31.0.1'],
  validFrom: '2026-01-02',
  validUntil: '2099-12-31',
  until: '2099-12-31',
  at: '22:00',
  // the same of everything, and to be read through for words
  format: 'csv',
  password: 'mười hai ký tự trở lên',
};

const FORMATS: Readonly<Record<string, string>> = {
  date: '2026-01-02',
  'date-time': '2026-01-02T00:00:00.000Z',
  uuid: '5f0f2d0e-8f5c-4f0e-9a58-7d3f5b1c2a10',
  email: 'a@example.vn',
  uri: 'https://example.vn/',
};

function textOf(schema: Json): string {
  const format = FORMATS[String(schema['format'])];
  if (format !== undefined) return format;
  return 'x'.repeat(Math.max(Number(schema['minLength'] ?? 1), 5));
}

function valueOf(schema: Json, name: string): unknown {
  if (name in KNOWN) return KNOWN[name];
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  const [first] = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf'] ?? []) as Json[]; // forms of a JSON schema
  return first === undefined ? ofType(schema, name) : valueOf(first, name);
}

function ofType(schema: Json, name: string): unknown {
  switch (schema['type']) {
    case 'object':
      return objectOf(schema);
    case 'array':
      return Number(schema['minItems'] ?? 0) > 0 ? [valueOf(schema['items'] as Json, name)] : []; // items of an array schema
    case 'integer':
    case 'number':
      return Math.max(Number(schema['minimum'] ?? 1), 1);
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return textOf(schema);
  }
}

function objectOf(schema: Json): Json {
  const properties = (schema['properties'] ?? {}) as Record<string, Json>; // of an object schema
  const required = (schema['required'] ?? []) as string[]; // likewise
  return Object.fromEntries(required.map((name) => [name, valueOf(properties[name] ?? {}, name)]));
}

/** Made once for each schema: the matrix asks for the same tens of thousands of times. */
const made = new WeakMap<z.ZodType, Json>();

/** The smallest input that a schema takes: required fields only, first choices. */
export function sampleOf(schema: Route['body']): Json {
  if (!(schema instanceof z.ZodType)) return {};
  const known = made.get(schema);
  if (known !== undefined) return structuredClone(known);
  const value = valueOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), '');
  const sample: Json = typeof value === 'object' && value !== null ? { ...value } : {};
  made.set(schema, sample);
  return structuredClone(sample);
}
