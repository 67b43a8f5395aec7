import { AppError } from '@ancam/core';
import { REQUEST_SHAPES } from './shape-table.ts';
import type { Carrier, RequestShape } from './shape-table.ts';

/** A message built from a shape. Connections send nothing else; `issued` knows which objects were made here. */
export interface ShapedRequest {
  readonly shape: RequestShape;
  readonly text: string;
  readonly preview: string;
}

const SHAPES = new Map(REQUEST_SHAPES.map((shape) => [shape.id, shape]));
const PLACEHOLDER = /\{\{(\w+)\}\}/g;
const issued = new WeakSet<ShapedRequest>();

function shapeOf(id: string): RequestShape {
  const shape = SHAPES.get(id);
  if (shape === undefined) throw new AppError('internal', `no request shape ${id}`);
  return shape;
}

/** True where the value is one that this variable of the shape may hold. */
export function fits(id: string, variable: string, value: string): boolean {
  const pattern = shapeOf(id).variables[variable];
  return pattern !== undefined && anchored(pattern).test(value);
}

const anchors = new Map<RegExp, RegExp>();

function anchored(pattern: RegExp): RegExp {
  const known = anchors.get(pattern);
  if (known !== undefined) return known;
  const made = new RegExp(`^(?:${pattern.source})$`, pattern.flags);
  anchors.set(pattern, made);
  return made;
}

/** Requests without a variable: the same each time, and sent to every address of a network. */
const fixed = new Map<string, ShapedRequest>();

/** Builds a request. @throws AppError `internal` where the shape is unknown or a value is not one it may hold. */
export function buildRequest(id: string, values: Readonly<Record<string, string>> = {}): ShapedRequest {
  const known = fixed.get(id);
  if (known !== undefined) return known;
  const shape = shapeOf(id);
  const all = shape.variables['length'] === undefined ? values : { ...values, length: String(bodyLength(shape, values)) };
  for (const [name, pattern] of Object.entries(shape.variables)) {
    const value = all[name];
    if (value === undefined || !anchored(pattern).test(value)) {
      throw new AppError('internal', `request shape ${id} does not allow this value of ${name}`);
    }
  }
  const request = { shape, text: substitute(shape.template, all), preview: substitute(shape.preview, all).slice(0, 512) };
  issued.add(request);
  if (Object.keys(shape.variables).length === 0) fixed.set(id, request);
  return request;
}

/** Refuses anything that was not built by `buildRequest`. @throws AppError `internal` */
export function assertIssued(request: ShapedRequest): void {
  if (!issued.has(request)) throw new AppError('internal', 'a request that was not built from the list of allowed shapes');
}

function substitute(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(PLACEHOLDER, (_, name: string) => values[name] ?? '');
}

function bodyLength(shape: RequestShape, values: Readonly<Record<string, string>>): number {
  const start = shape.template.indexOf('\r\n\r\n') + 4;
  return Buffer.byteLength(substitute(shape.template.slice(start), values));
}

const matchers = new Map<string, RegExp>();

function matcher(shape: RequestShape): RegExp {
  const known = matchers.get(shape.id);
  if (known !== undefined) return known;
  const parts = shape.template.split(PLACEHOLDER);
  // split() with one capture group alternates literal text and variable name
  const source = parts.map((part, index) => (index % 2 === 0 ? escapeRegExp(part) : `(?:${shape.variables[part]?.source ?? ''})`)).join('');
  const made = new RegExp(source, 'iy');
  matchers.set(shape.id, made);
  return made;
}

function escapeRegExp(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/**
 * Explains bytes as a listener saw them: the ids of the shapes that they are, one message after the other; undefined where some bytes are
 * no message of the list. For audits of what a scan really sent: TLS records are recognised by their first byte.
 */
export function explainBytes(bytes: Uint8Array, carrier: Carrier): string[] | undefined {
  if (bytes.length === 0) return [carrier === 'udp' ? 'neighbour-touch' : 'tcp-connect'];
  if (carrier === 'tcp' && bytes[0] === 0x16 && bytes[1] === 0x03) return ['tls-handshake'];
  const text = Buffer.from(bytes).toString('latin1');
  const candidates = REQUEST_SHAPES.filter((shape) => shape.template !== '' && shape.carriers.includes(carrier));
  const ids: string[] = [];
  let at = 0;
  while (at < text.length) {
    const found = candidates.flatMap((shape) => {
      const pattern = matcher(shape);
      pattern.lastIndex = at;
      return pattern.test(text) ? [{ id: shape.id, end: pattern.lastIndex, variables: Object.keys(shape.variables).length }] : [];
    });
    // the longest explanation, and among equal ones the most exact
    const [best] = found.sort((a, b) => b.end - a.end || a.variables - b.variables);
    if (best === undefined) return undefined;
    ids.push(best.id);
    at = best.end;
  }
  return ids;
}
