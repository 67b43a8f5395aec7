import type { Text } from '@ancam/core';
import type { LawSource } from '@ancam/knowledge';
import type { Law } from './law.ts';

/** A place in a text in words: điểm a khoản 3 Điều 9 Nghị định 85/2016/NĐ-CP; Decree 85/2016/NĐ-CP, article 9, clause 3, point a. */
export function cite(law: Law, { document, at, clause }: LawSource): Text {
  const record = law.documents.get(document);
  const short = record?.short ?? { vi: document, en: document };
  if (clause !== undefined) return { vi: `${clause.vi} ${short.vi}`, en: `${short.en}, ${clause.en}` };
  if (at === undefined) return short;
  const place = record !== undefined && BY_ARTICLE.has(record.kind) ? article(at) : section(at);
  return { vi: `${place.vi} ${short.vi}`, en: `${short.en}, ${place.en}` };
}

/** Several places, each once, in their order. */
export function citeAll(law: Law, sources: readonly LawSource[]): Text {
  const texts = sources.map((source) => cite(law, source));
  const join = (language: keyof Text) => [...new Set(texts.map((text) => text[language]))].join('; ');
  return { vi: join('vi'), en: join('en') };
}

const BY_ARTICLE: ReadonlySet<string> = new Set(['law', 'decree', 'circular', 'decision']);

function article(at: string): Text {
  const { first, second, point } = parts(at);
  return {
    vi: [point && `điểm ${point}`, second && `khoản ${second}`, `Điều ${first}`].filter(Boolean).join(' '),
    en: [`article ${first}`, second && `clause ${second}`, point && `point ${point}`].filter(Boolean).join(', '),
  };
}

function section(at: string): Text {
  const { first, second, point, dash } = parts(at);
  return {
    vi: [dash && `gạch đầu dòng thứ ${dash}`, point && `điểm ${point}`, second && `khoản ${second}`, `mục ${first}`]
      .filter(Boolean)
      .join(' '),
    en: [`section ${first}`, second && `clause ${second}`, point && `point ${point}`, dash && `dash ${dash}`].filter(Boolean).join(', '),
  };
}

const ANNEX_WORDS: readonly (readonly [vi: RegExp, en: string])[] = [
  [/Phụ lục/gu, 'Annex'],
  [/phần/gu, 'part'],
  [/mục/gu, 'item'],
  [/dòng/gu, 'row'],
];

/** A place in an annex as the catalogue of requirements writes it: Phụ lục III, phần II, mục 1b.ix; Annex III, part II, item 1b.ix. */
export function annexPlace(place: string): Text {
  return { vi: place, en: ANNEX_WORDS.reduce((said, [vi, en]) => said.replace(vi, en), place) };
}

interface Place {
  readonly first: string;
  readonly second?: string | undefined;
  readonly point?: string | undefined;
  readonly dash?: string | undefined;
}

function parts(at: string): Place {
  const [head = at, dash] = at.split('-');
  const [first = head, ...rest] = head.split('.');
  return { first, second: rest.find((each) => /^\d/u.test(each)), point: rest.find((each) => !/^\d/u.test(each)), dash };
}
