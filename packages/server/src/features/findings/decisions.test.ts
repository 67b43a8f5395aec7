import { api } from '@ancam/contract';
import type { Finding } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { resultOf } from '../../../test/results.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { foldFigures } from '../figures/figures.service.ts';

describeOnEachStore('decisions about findings', (open) => {
  let app: TestApp;
  let admin: Browser;
  let cameraId: string;

  const scan = async (at: string, telnet: boolean): Promise<void> => {
    const body = JSON.stringify(resultOf(at, { address: '10.0.0.1', serial: 'S1', telnet }));
    expect((await admin.fetch('/api/scans/import', { method: 'POST', body })).status).toBe(200);
  };
  const finding = async (): Promise<Finding> => {
    const { findings } = await admin.call(api.getCamera, { params: { id: cameraId } });
    const found = findings.find(({ check }) => check === 'service/telnet');
    expect(found).toBeDefined();
    return found as Finding; // shown to be there
  };
  const openCount = async (): Promise<number> => (await admin.call(api.dashboard)).findings.open;

  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T03:00:00.000Z');
    admin = await setUpAdministrator(app);
    await scan('2026-11-20T03:00:00.000Z', true);
    cameraId = (await admin.call(api.listCameras)).items[0]?.id ?? '';
  });
  afterAll(() => app.close());

  test('accepted with a reason until a date; then it is open again by itself', async () => {
    const before = await openCount();
    const { id } = await finding();
    expect(await codeOf(admin.call(api.acceptFinding, { params: { id }, body: { reason: 'đợi thay máy', until: '2026-11-21' } }))).toBe(
      'input.invalid',
    );
    const accepted = await admin.call(api.acceptFinding, { params: { id }, body: { reason: 'đợi thay máy', until: '2026-11-22' } });
    expect(accepted).toMatchObject({ status: 'accepted', acceptedUntil: '2026-11-22', reason: 'đợi thay máy' });
    expect(accepted.actions.may).toContain('reopen');
    expect(await openCount()).toBe(before - 1);
    app.at('2026-11-22T14:59:00.000Z');
    expect((await finding()).status).toBe('accepted');
    app.at('2026-11-22T17:01:00.000Z');
    admin = await again();
    const expired = await finding();
    expect(expired).toMatchObject({ status: 'open', acceptedUntil: null, reason: null });
    expect(expired.history.map(({ event }) => event)).toEqual(['opened', 'accepted', 'expired']);
    expect(await openCount()).toBe(before);
    expect((await admin.call(api.listCameras, { query: { check: 'service/telnet' } })).total).toEqual({ count: 1, exact: true });
  });

  async function again(): Promise<Browser> {
    const unit = await app.context.db.selectFrom('unit').select('id').executeTakeFirstOrThrow();
    return signInElsewhere(app, 'administrator', unit.id);
  }

  test('a person says fixed: the next scan opens it again or confirms', async () => {
    const { id } = await finding();
    const fixed = await admin.call(api.fixFinding, { params: { id }, body: { reason: 'đã tắt Telnet' } });
    expect(fixed).toMatchObject({ status: 'fixed', fixedBy: 'person' });
    expect(await codeOf(admin.call(api.acceptFinding, { params: { id }, body: { reason: 'không được', until: '2027-01-01' } }))).toBe(
      'conflict',
    );
    await scan('2026-11-23T03:00:00.000Z', true);
    expect(await finding()).toMatchObject({ status: 'open', fixedBy: null });
    await admin.call(api.fixFinding, { params: { id }, body: { reason: '' } });
    await scan('2026-11-24T03:00:00.000Z', false);
    const confirmed = await finding();
    expect(confirmed).toMatchObject({ status: 'fixed', fixedBy: 'scan' });
    expect(confirmed.history.at(-1)).toMatchObject({ event: 'fixed' });
  });

  test('a decision can be taken back, and every step is in the audit', async () => {
    const { id } = await finding();
    expect((await admin.call(api.reopenFinding, { params: { id }, body: { reason: 'vẫn còn' } })).status).toBe('open');
    const { items } = await admin.call(api.audit);
    expect(items.filter(({ object }) => object === `finding/${id}`).map(({ action }) => action)).toEqual([
      'finding.reopened',
      'finding.fixed',
      'finding.fixed',
      'finding.accepted',
    ]);
  });

  test('the trend follows what was open at the end of each day', async () => {
    await foldFigures(app.context);
    const { trend, findings } = await admin.call(api.dashboard);
    expect(trend.at(-1)?.open).toBe(findings.open);
    expect(trend.map(({ day }) => day)).toEqual(trend.map(({ day }) => day).toSorted((a, b) => a.localeCompare(b)));
  });

  test('the assessment shows where each finding stands', async () => {
    const report = (await (await admin.fetch(`/api/assessment?format=json&camera=${cameraId}`)).json()) as {
      cameras: { findings: { outcome: string; state?: { status: string } }[] }[];
    }; // an AssessmentReport as JSON
    const statuses = report.cameras[0]?.findings.filter(({ outcome }) => outcome === 'fail').map(({ state }) => state?.status);
    expect(statuses?.length).toBeGreaterThan(0);
    expect(statuses).not.toContain(undefined);
  });
});
