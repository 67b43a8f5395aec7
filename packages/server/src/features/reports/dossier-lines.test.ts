import { api } from '@ancam/contract';
import type { DossierDetail, Report } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApp } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { DECISION, fullDossier, issueBylaw, plantProcedure, scanDecision, systemAt } from '../../../test/dossiers.ts';
import type { Procedure } from '../../../test/dossiers.ts';
import { describeOnEachStore } from '../../../test/store.ts';

const ON = '2026-11-20';
const NO_PAPER = { number: '', date: null, issuer: '' };
const WAY = ['submit-3', 'accept', 'find-fit', 'propose', 'approve-3-4'];

function values({ content }: Report): Record<string, number> {
  return Object.fromEntries(content.figures.map(({ id, value }) => [id, value]));
}

/** A dossier as it goes, and what reports of every day on its way say of it. */
describeOnEachStore('dossiers in reports', (open) => {
  let app: TestApp;
  let who: Procedure['browsers'];
  let system: Id;
  let dossier: DossierDetail;
  let reports = 0;

  beforeAll(async () => {
    app = await openApp(open, '2026-11-20T03:00:00.000Z');
    ({ browsers: who } = await plantProcedure(app));
    const bylaw = await issueBylaw(who.operator, who.colleague, 1);
    system = await systemAt(app, who.operator, 3, 'B');
    dossier = await fullDossier(who.operator, system, bylaw);
  }, 120_000);
  afterAll(() => app.close());

  const take = async (step: string): Promise<void> => {
    const browser: Browser = ['accept', 'find-fit'].includes(step)
      ? who['security-unit']
      : step === 'approve-3-4'
        ? who.owner
        : who.operator;
    if (step === 'approve-3-4') await scanDecision(who.owner, dossier.id);
    const document = step === 'approve-3-4' ? DECISION : NO_PAPER;
    await browser.call(api.moveDossier, { params: { id: dossier.id }, body: { step, on: ON, reason: '', document } });
  };
  const report = (kind: 'yearly' | 'directive', asOf = ON): Promise<Report> => {
    reports += 1;
    const periodFrom = `2025-12-${String(reports).padStart(2, '0')}`;
    return who.operator.call(api.createReport, { body: { kind, periodFrom, periodTo: '2026-12-14', asOf } });
  };
  const rowOf = ({ content }: Report) => {
    const table = content.tables.find(({ id }) => id === 'systems');
    const row = table?.rows.find(({ about }) => about?.id === system);
    return Object.fromEntries((table?.columns ?? []).map(({ id }, at) => [id, row?.cells[at]]));
  };

  test('each step of a dossier moves its counters and the words of its row', async () => {
    expect(rowOf(await report('yearly'))['6']).toMatchObject({ vi: 'Đang dự thảo' });
    const seen: Record<string, string> = {};
    for (const step of WAY) {
      await take(step);
      const yearly = await report('yearly');
      const { T, H, A, P } = values(yearly);
      seen[step] = `${T} ${H} ${A} ${P}`;
    }
    expect(seen).toEqual({
      'submit-3': '1 1 0 0',
      accept: '1 1 0 0',
      'find-fit': '1 1 1 0',
      propose: '1 1 1 0',
      'approve-3-4': '1 1 1 1',
    });
  });

  test('the approved one is told with level, decision and bylaw, and no rule about them is broken', async () => {
    const yearly = await report('yearly');
    expect(rowOf(yearly)).toMatchObject({
      '5': 3,
      '6': { vi: 'Đã được phê duyệt' },
      '7': expect.stringContaining(DECISION.number),
      '8': expect.any(String),
      '9': null,
    });
    const rules = yearly.content.faults.filter(({ at }) => at.table === 'systems').map(({ rule }) => rule);
    for (const rule of ['decision', 'bylaw', 'approved', 'appraised', 'expected']) expect(rules).not.toContain(rule);
  });

  test('the report on the Directive counts it as approved, of those settled', async () => {
    const directive = await report('directive');
    expect(values(directive)).toMatchObject({ systems: 1, level3: 1, approved: 1, missing: 0, open: 0 });
    expect(directive.content.figures.find(({ id }) => id === 'approved')?.of?.value).toBe(1);
  });

  test('on a day before its decision it was not approved', async () => {
    const before = await report('directive', '2026-11-19');
    expect(values(before)).toMatchObject({ approved: 0 });
  });
});
