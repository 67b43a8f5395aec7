/** Filters of a list as they stand in the address. */
export type ListSearch = Readonly<Record<string, unknown>>;

/** The filters and order of a list as a query, in order of name, so that equal lists have equal queries. */
export function queryOf(search: ListSearch): string {
  const given = Object.entries(search).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[key, String(value)]] : [],
  );
  return new URLSearchParams(given.sort(([a], [b]) => (a < b ? -1 : 1))).toString();
}

/** Filters of a saved query; the list reads them as it reads its address and drops what it does not understand. */
export function searchOf(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/** Whether two queries mean the same list. */
export function isSameList(a: string, b: string): boolean {
  return queryOf(searchOf(a)) === queryOf(searchOf(b));
}

/** Moves one of the ids up or down by one place. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const at = ids.indexOf(id);
  const to = at + by;
  const other = ids[to];
  if (at < 0 || other === undefined) return [...ids];
  return ids.map((each, n) => (n === at ? other : n === to ? id : each));
}
