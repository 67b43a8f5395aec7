import { expect, it } from 'vitest';
import { loadLaw } from '@ancam/knowledge';
import { annexPlace, cite, citeAll } from './citation.ts';
import { createLaw } from './law.ts';

const law = createLaw(loadLaw());

it.each([
  [
    { document: 'nd-85-2016', at: '9.2.a' },
    'điểm a khoản 2 Điều 9 Nghị định 85/2016/NĐ-CP',
    'Decree 85/2016/NĐ-CP, article 9, clause 2, point a',
  ],
  [{ document: 'nd-85-2016', at: '7' }, 'Điều 7 Nghị định 85/2016/NĐ-CP', 'Decree 85/2016/NĐ-CP, article 7'],
  [{ document: 'ct-23-2022', at: '1.đ' }, 'điểm đ mục 1 Chỉ thị 23/CT-TTg', 'Directive 23/CT-TTg, section 1, point đ'],
  [{ document: 'dak-lak-2023', at: '2-3' }, 'gạch đầu dòng thứ 3 mục 2', 'section 2, dash 3'],
  [{ document: 'tcvn-14423-2026' }, 'TCVN 14423:2026', 'TCVN 14423:2026'],
] as const)('%j is cited as people cite it', (source, vi, en) => {
  const text = cite(law, source);
  expect(text.vi).toContain(vi);
  expect(text.en).toContain(en);
});

it('names a place once', () => {
  const source = { document: 'tt-12-2022', at: '9.7' };
  expect(citeAll(law, [source, source])).toEqual(cite(law, source));
});

it('every place in an annex reads in English as well', () => {
  expect(annexPlace('Phụ lục III, phần II, mục 1b.ix').en).toBe('Annex III, part II, item 1b.ix');
  const places = law.data.requirements.flatMap(({ levels }) => levels.map(({ row }) => annexPlace(row).en));
  expect(places.filter((en) => !/^Annex [IV]+, part [IV]+(?:, item \w+(?:\.\w+)?)?(?:, row [\d.]+)?$/u.test(en))).toEqual([]);
});
