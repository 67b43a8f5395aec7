import { Id } from '@ancam/core';
import { AccountRole, AccountState, CameraFilter as Filter, CameraStatus, StorageLocation, WorstFinding } from '@ancam/contract';
import type { AccountFilter, CameraFilter } from '@ancam/contract';

/** Filters of the camera list as they stand in the address bar. */
export type CameraSearch = Partial<CameraFilter>;

const SORTS = ['worst', 'address', 'name', 'lastSeen'] as const;

function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim().slice(0, 200);
  return text === '' ? undefined : text;
}

function idOf(value: unknown): string | undefined {
  return typeof value === 'string' && Id.safeParse(value).success ? value : undefined;
}

function oneOf<T extends string>(options: readonly T[], value: unknown): T | undefined {
  return options.find((each) => each === value);
}

/** A value that the API would take; anything else is dropped. */
function valid(schema: { safeParse: (value: unknown) => { data?: string | undefined } }, value: unknown): string | undefined {
  return schema.safeParse(value).data;
}

function present(entries: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

/** Reads the filters from the address; what is not understood is dropped, never an error page. */
export function readCameraSearch(search: Record<string, unknown>): CameraSearch {
  return present({
    q: textOf(search.q),
    maker: textOf(search.maker),
    severity: oneOf(WorstFinding.options, search.severity),
    identity: oneOf(Filter.shape.identity.unwrap().options, search.identity),
    acceptance: oneOf(Filter.shape.acceptance.unwrap().options, search.acceptance),
    check: textOf(search.check),
    status: oneOf(CameraStatus.options, search.status),
    warned: oneOf(Filter.shape.warned.unwrap().options, search.warned),
    papers: oneOf(Filter.shape.papers.unwrap().options, search.papers),
    storage: oneOf(StorageLocation.options, search.storage),
    system: idOf(search.system),
    site: idOf(search.site),
    group: idOf(search.group),
    model: idOf(search.model),
    warning: idOf(search.warning),
    kind: oneOf(Filter.shape.kind.unwrap().options, search.kind),
    recorder: idOf(search.recorder),
    under: valid(Filter.shape.under, search.under),
    home: valid(Filter.shape.home, search.home),
    place: valid(Filter.shape.place, search.place),
    sort: oneOf(SORTS, search.sort),
  });
}

/** Filters of the account list as they stand in the address bar. */
export type AccountSearch = Partial<Pick<AccountFilter, 'q' | 'role' | 'state'>>;

/** Reads them from the address; what is not understood is dropped. */
export function readAccountSearch(search: Record<string, unknown>): AccountSearch {
  return present({ q: textOf(search.q), role: oneOf(AccountRole.options, search.role), state: oneOf(AccountState.options, search.state) });
}

/** Sets or clears filters; an empty value clears. */
export function withFilter(search: CameraSearch, change: Readonly<Record<string, string | null | undefined>>): CameraSearch {
  return readCameraSearch({ ...search, ...change });
}

/** How many filters narrow the list; the order does not count. */
export function filterCount({ sort: _sort, ...filters }: CameraSearch): number {
  return Object.values(filters).filter((each) => each !== undefined).length;
}

/** Reads a one-of-several value such as an open tab, with the first as default. */
export function readChoice<T extends string>(options: readonly [T, ...T[]], value: unknown): T {
  return oneOf(options, value) ?? options[0];
}

/** Only addresses inside the application may be returned to after signing in. */
export function safeReturn(value: unknown): string | undefined {
  return typeof value === 'string' && /^\/(?![/\\])/.test(value) ? value : undefined;
}
