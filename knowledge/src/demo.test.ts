import { expect, test } from 'vitest';
import { loadDemo } from './demo.ts';

test('the province of the report is read, with 41 systems numbered without a gap', () => {
  const { systems, documents, asOf } = loadDemo('quang-ngai');
  const numbers = systems.series.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index));
  expect(numbers).toEqual(Array.from({ length: 41 }, (_, index) => index + 1));
  expect(documents.filter(({ guidance }) => guidance).map(({ number }) => number)).toEqual([
    '353/UBND-KGVX',
    '294/CATTT-ATHTTT',
    '382/STTTT-BCVT&CNTT',
  ]);
  expect(asOf).toBe('2023-04-05');
});

test('what the source does not give says so in its name', () => {
  const { systems, open } = loadDemo('quang-ngai');
  const named = [...systems.series.flatMap(({ owner, name }) => [owner, name]), ...open.flatMap(({ owner, name }) => [owner, name])];
  expect(named.filter((name) => !name.includes('minh họa'))).toEqual([]);
});

test.each(['khong-co', '../law/facts', '', 'quang-ngai.yaml'])('there is no demonstration %j', (id) => {
  expect(() => loadDemo(id)).toThrow(/there is no demonstration/);
});
