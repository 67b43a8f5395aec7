import { foldText } from '@ancam/core';

/** Texts as the search compares them, joined: lower case, without diacritics, đ as d. */
export function searchText(...parts: readonly (string | null | undefined)[]): string {
  return foldText(parts.filter((part) => part !== null && part !== undefined && part !== '').join(' '));
}
