import { toolFault } from './fault-texts.ts';
import { jsonObjects } from './json-objects.ts';
import { readText } from './text-stream.ts';
import type { ReadContext } from './tool-record.ts';

/** Characters of one record. A page that a tool kept whole is cut by it to 256 KiB or so. */
export const LARGEST_RECORD = 8 * 1024 * 1024;

/** A schema, by what is asked of it: naming zod's own type here would cost the type checker seconds. */
interface Schema<T> {
  safeParse(
    value: unknown,
  ):
    | { readonly success: true; readonly data: T }
    | { readonly success: false; readonly error: { readonly issues: readonly { readonly path: readonly PropertyKey[] }[] } };
}

/** A record that fits the schema, with its place. */
export interface JsonRecord<T> {
  readonly place: string;
  readonly value: T;
}

/** Reads the objects of a file that fit; those that do not are told as faults. `passOver` says what is no record at all. */
export async function* jsonRecords<T>(
  path: string,
  schema: Schema<T>,
  context: ReadContext,
  passOver: (value: object) => boolean = () => false,
): AsyncGenerator<JsonRecord<T>> {
  for await (const { line, text, broken } of jsonObjects(readText(path, context.progress), LARGEST_RECORD)) {
    const place = `${line}`;
    if (broken === 'long') {
      context.fault(toolFault(place, 'too-long', `${LARGEST_RECORD / 1024 ** 2} MB`));
      continue;
    }
    const value = broken === undefined ? parsed(text) : undefined;
    if (value === undefined) {
      context.fault(toolFault(place, 'no-json', text));
      continue;
    }
    if (passOver(value)) continue;
    const fits = schema.safeParse(value);
    if (fits.success) yield { place, value: fits.data };
    else context.fault(toolFault(place, 'other-shape', fits.error.issues[0]?.path.join('.') ?? ''));
  }
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
