import { useState } from 'react';

/** Rows that are ticked, by key; or everything that the filter of the list has. */
export interface Selection {
  readonly keys: ReadonlySet<string>;
  readonly whole: boolean;
}

export const NOTHING: Selection = { keys: new Set(), whole: false };

/** Ticks or unticks a row, and with `from` all rows between it and that row as they stand in the list. */
export function tick(keys: ReadonlySet<string>, order: readonly string[], key: string, from: string | undefined): ReadonlySet<string> {
  const on = !keys.has(key);
  const [a, b] = [order.indexOf(key), from === undefined ? -1 : order.indexOf(from)];
  const range = a < 0 || b < 0 ? [key] : order.slice(Math.min(a, b), Math.max(a, b) + 1);
  const next = new Set(keys);
  for (const each of range) {
    if (on) next.add(each);
    else next.delete(each);
  }
  return next;
}

/** What is ticked in a list of rows; another list, such as another filter, begins with nothing ticked. */
export function useSelection(list: string, order: readonly string[]) {
  const [state, setState] = useState({ list, selection: NOTHING, last: undefined as string | undefined }); // the row ticked last
  const { selection, last } = state.list === list ? state : { selection: NOTHING, last: undefined };
  const set = (next: Selection, at?: string): void => setState({ list, selection: next, last: at });
  return {
    selection,
    clear: () => set(NOTHING),
    chooseWhole: () => set({ keys: new Set(order), whole: true }),
    toggle: (key: string, range: boolean) => set({ keys: tick(selection.keys, order, key, range ? last : undefined), whole: false }, key),
    toggleShown: () => set({ keys: order.every((key) => selection.keys.has(key)) ? new Set() : new Set(order), whole: false }),
  };
}
