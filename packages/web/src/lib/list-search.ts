import { formatPlainDate, parsePlainDate } from './format.ts';

/** Reads a search text from the address; what is not understood is dropped. */
export function readText(value: unknown): string | undefined {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, 200) : '';
  return text === '' ? undefined : text;
}

/** Reads one of several values from the address. */
export function readOne<T extends string>(options: readonly T[], value: unknown): T | undefined {
  return options.find((each) => each === value);
}

/** Leaves out what is not set, so that the address stays short. */
export function compact<T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined && value !== '')) as never; // only what is undefined is taken out
}

/** A question about a model as it stands in the address. */
export interface CheckSearch {
  readonly maker?: string;
  readonly model?: string;
  readonly firmware?: string;
  /** Day, `yyyy-mm-dd`. */
  readonly on?: string;
  readonly snapshot?: string;
}

/** Reads a question about a model; a day that is none is dropped. */
export function readCheckSearch(search: Record<string, unknown>): CheckSearch {
  const on = readText(search.on);
  return compact({
    maker: readText(search.maker),
    model: readText(search.model),
    firmware: readText(search.firmware),
    on: on !== undefined && parsePlainDate(formatPlainDate(on)) === on ? on : undefined,
    snapshot: readText(search.snapshot),
  });
}
