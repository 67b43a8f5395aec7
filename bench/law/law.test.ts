import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextOf } from './context.ts';
import { fillUnits, measureFull, measureOneFact, measureRollup } from './duties.ts';
import { measurePapers } from './papers.ts';
import { expectAgreement } from '../../packages/server/test/duties.ts';
import { openOnPglite } from '../../packages/server/test/store.ts';
import type { TestStore } from '../../packages/server/test/store.ts';

let store: TestStore;
beforeAll(async () => {
  store = await openOnPglite();
});
afterAll(() => store.close());

test('the bench of the law measures what it says: every unit, true statuses, papers that are there', async () => {
  const context = contextOf(store.db);
  await fillUnits(context, 240);
  expect((await measureFull(context, 240)).note).toContain('240 of 240 units');
  for (const figure of [await measureOneFact(context, 'one', 240), await measureRollup(context, 240), await measurePapers(2)]) {
    expect(figure.ours).toBeGreaterThan(0);
  }
  await expectAgreement({ context });
});
