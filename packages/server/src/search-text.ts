import { foldText } from '@ancam/core';

/** Texts as the search compares them, joined: lower case, without diacritics, đ as d. */
export function searchText(...parts: readonly (string | null | undefined)[]): string {
  return foldText(parts.filter((part) => part !== null && part !== undefined && part !== '').join(' '));
}

/** A word as `like` finds it anywhere. */
export function likeOf(word: string): string {
  return `%${word.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}

const MAC = /^(?:[0-9a-f]{2}[:-]){5}[0-9a-f]{2}$|^(?:[0-9a-f]{4}\.){2}[0-9a-f]{4}$/;
const MOST_WORDS = 12;
const LONGEST_WORD = 60;

/**
 * What a search looks for: each word without accents and separators but dots, as `search_lexemes` of the database cuts them, so that
 * `DS-2CD2143`, `ds2cd2143` and a MAC address with colons, hyphens or without all find the same. A row holds, for each, a token that begins so.
 */
export function searchWords(text: string | undefined): string[] {
  const words = searchText(text)
    .split(' ')
    .flatMap((word) => {
      if (MAC.test(word)) return [word.replaceAll(/[^0-9a-f]/g, '')];
      const joined = word.replaceAll(/[^\p{L}\p{N}.]+/gu, '').replaceAll(/^\.+|\.+$/g, '');
      return joined === '' ? [] : [joined.slice(0, LONGEST_WORD)];
    });
  return [...new Set(words)].slice(0, MOST_WORDS);
}
