import { z } from 'zod';

/** Gives of a value what its schema names, and nothing else. */
export type Shape = (value: unknown) => unknown;

type Fields = Readonly<Record<string, unknown>>;

const asIs: Shape = (value) => value;
/** What may hold nothing that its schema does not name. */
const PLAIN: ReadonlySet<string> = new Set([
  'string',
  'number',
  'boolean',
  'bigint',
  'null',
  'undefined',
  'literal',
  'enum',
  'unknown',
  'any',
]);

/**
 * Makes of a schema of answers a function that leaves out what the schema does not name, without checking the rest: handlers are held to
 * the type by the compiler, and every test of a route by the schema itself. A page of rows costs a tenth of what `parse` takes. Kinds of
 * schema that a copy cannot follow (a choice between objects, a value made anew) are parsed.
 */
export function shapeOf(schema: { readonly parse: Shape }): Shape {
  return schema instanceof z.ZodType ? shape(schema) : (value) => schema.parse(value);
}

function shape(schema: z.core.$ZodType): Shape {
  if (schema instanceof z.ZodObject && schema.def.catchall === undefined) return objectShape(schema.shape);
  if (schema instanceof z.ZodArray) {
    const each = shape(schema.element);
    return each === asIs ? asIs : arrayShape(each);
  }
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) {
    const inner = shape(schema.unwrap());
    return inner === asIs ? asIs : (value) => (value === null || value === undefined ? value : inner(value));
  }
  if (schema instanceof z.ZodRecord) return recordShape(schema);
  if (schema instanceof z.ZodUnion && schema.options.every((option) => shape(option) === asIs)) return asIs;
  if (PLAIN.has(schema._zod.def.type)) return asIs;
  return (value) => z.parse(schema, value);
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}

function objectShape(fields: Readonly<Record<string, z.core.$ZodType>>): Shape {
  const parts = Object.entries(fields).map(([name, schema]) => ({ name, of: shape(schema) }));
  const named: ReadonlySet<string> = new Set(parts.map(({ name }) => name));
  const deep = parts.filter(({ of }) => of !== asIs);
  const picked = (value: Fields): Record<string, unknown> => Object.fromEntries(parts.map(({ name }) => [name, value[name]]));
  return (value) => {
    if (!isFields(value)) return value;
    // Nearly all hold what they may and no more: they are left as they are.
    let copy = holdsOnly(value, named) ? undefined : picked(value);
    for (const { name, of } of deep) {
      const cut = of(value[name]);
      if (cut !== value[name]) (copy ??= { ...value })[name] = cut;
    }
    return copy ?? value;
  };
}

function holdsOnly(value: Fields, named: ReadonlySet<string>): boolean {
  for (const name in value) if (!named.has(name)) return false;
  return true;
}

function arrayShape(each: Shape): Shape {
  return (value) => {
    if (!Array.isArray(value)) return value;
    let copy: unknown[] | undefined;
    for (const [n, item] of value.entries()) {
      const cut = each(item);
      if (cut !== item) (copy ??= [...value])[n] = cut;
    }
    return copy ?? value;
  };
}

function recordShape(schema: z.ZodRecord): Shape {
  const each = shape(schema.valueType);
  const { keyType } = schema;
  if (keyType instanceof z.ZodEnum) return objectShape(Object.fromEntries(keyType.options.map((name) => [name, schema.valueType])));
  if (each === asIs) return asIs;
  return (value) => (isFields(value) ? Object.fromEntries(Object.entries(value).map(([name, part]) => [name, each(part)])) : value);
}
