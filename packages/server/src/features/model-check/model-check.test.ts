import { api } from '@ancam/contract';
import type { ModelCheckQuery, ModelDetail } from '@ancam/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';
import { seedMakers } from '../models/seed.service.ts';

describeOnEachStore('check this model', (open) => {
  let app: TestApp;
  let admin: Browser;
  let approver: Browser;
  let stranger: Browser;
  let model: ModelDetail;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T08:00:00.000Z');
    admin = await setUpAdministrator(app);
    await seedMakers(app.context);
    approver = await signInElsewhere(app, 'approver', (await admin.call(api.session)).account?.unit.id);
    stranger = app.browser('198.51.100.7');
    const makerId = (await admin.call(api.listMakers)).items.find(({ key }) => key === 'hikvision')?.id ?? '';
    model = await admin.call(api.addModel, {
      body: { makerId, name: 'DS-2CD2143G2-I', supportFrom: '2022-01-01', supportUntil: '2026-06-30' },
    });
    model = await admin.call(api.addCertificate, {
      params: { id: model.id },
      body: {
        number: 'B00123-1126',
        body: 'Cục Viễn thông',
        standard: 'QCVN 135:2024/BTTTT',
        issuedOn: '2026-02-15',
        expiresOn: '2029-02-15',
        firmwareFrom: 'V5.7.0 build 220101',
        firmwareTo: 'V5.8.21 build 260315',
      },
    });
  });
  afterAll(() => app.close());

  const ask = (query: Partial<ModelCheckQuery> = {}) =>
    stranger.call(api.modelCheck, {
      query: { maker: 'hikvision', model: 'DS-2CD2143G2-I(4mm)', firmware: 'V5.8.0 build 250101', ...query },
    });

  const first = async (query: Partial<ModelCheckQuery>) => (await ask(query)).certificates[0];
  const state = async (on: string) => (await first({ on }))?.state;

  test('nobody needs to sign in; the answer never says safe and names what it does not look at', async () => {
    const answer = await ask();
    expect(answer).toMatchObject({
      maker: { key: 'hikvision' },
      model: { name: 'DS-2CD2143G2-I' },
      verdict: 'no-known-warning',
      certificates: [{ number: 'B00123-1126', state: 'valid', covers: 'yes' }],
      support: { until: '2026-06-30', ended: true },
      warnings: [],
      notPartOf: ['advisories', 'revision'],
      asked: { on: '2026-11-22' },
    });
  });

  test('whether a paper covers a firmware on a day has three answers', async () => {
    expect(await first({ firmware: 'V5.5.0 build 180101' })).toMatchObject({ covers: 'no' });
    expect(await first({ firmware: '' })).toMatchObject({ covers: 'unknown' });
    expect(await first({ firmware: 'custom' })).toMatchObject({ covers: 'unknown' });
    expect(await first({ on: '2026-02-14' })).toBeUndefined();
    expect(await first({ on: '2029-02-15' })).toMatchObject({ state: 'valid' });
    expect(await first({ on: '2029-02-16' })).toMatchObject({ state: 'expired' });
  });

  test('the history of a certificate only grows, and each day has its own answer', async () => {
    const id = model.papers[0]?.id ?? '';
    const change = (status: 'suspended' | 'valid' | 'withdrawn', from: string) =>
      admin.call(api.changeCertificate, { params: { id }, body: { status, from, document: '7/QĐ', reason: 'theo kết luận kiểm tra' } });
    await change('suspended', '2026-05-01');
    await change('valid', '2026-07-01');
    await change('withdrawn', '2026-11-01');
    expect(await state('2026-04-30')).toBe('valid');
    expect(await state('2026-05-01')).toBe('suspended');
    expect(await state('2026-07-01')).toBe('valid');
    expect(await state('2026-11-22')).toBe('withdrawn');
    expect((await admin.call(api.getModel, { params: { id: model.id } })).papers[0]?.events.map(({ status }) => status)).toEqual([
      'valid',
      'suspended',
      'valid',
      'withdrawn',
    ]);
    expect(await codeOf(change('valid', '2025-01-01'))).toBe('input.invalid');
  });

  test('a published warning speaks, a proposed one does not; a cited answer tells that the facts have changed', async () => {
    const before = await ask();
    expect((await ask()).snapshot).toBe(before.snapshot);
    expect((await ask({ snapshot: before.snapshot })).sameAsCited).toBe(true);
    const body = {
      issuer: 'Cục A05',
      document: '12/CB',
      documentDate: '2026-11-20',
      title: 'Lỗ hổng',
      makerId: model.makerId,
      modelPatterns: ['DS-2CD2x43G2-*'],
      firmwareTo: 'V5.8.21 build 260315',
      firmwareToIncluded: false,
      validFrom: '2026-11-20',
    };
    const { id } = await admin.call(api.proposeWarning, { body });
    expect((await ask()).verdict).toBe('no-known-warning');
    await approver.call(api.publishWarning, { params: { id } });
    const after = await ask({ snapshot: before.snapshot });
    expect(after).toMatchObject({ verdict: 'warned', sameAsCited: false, warnings: [{ certainty: 'certain', document: '12/CB' }] });
    expect(after.permalink).toContain(`on=2026-11-22&snapshot=${after.snapshot}`);
    expect((await ask({ firmware: '' })).verdict).toBe('possibly-warned');
    expect((await ask({ firmware: 'V5.8.21 build 260315' })).verdict).toBe('no-known-warning');
    expect((await ask({ on: '2026-11-21' })).verdict).toBe('no-known-warning');
  });

  test('what is not known is said to be unknown, with names that are close', async () => {
    expect(await ask({ maker: 'Hikvison' })).toMatchObject({
      maker: null,
      verdict: 'unknown-device',
      candidates: [{ maker: 'Hikvision', model: null }],
    });
    expect(await ask({ model: 'DS-2CD2143G2-L', firmware: 'V5.9.0 build 270101' })).toMatchObject({
      model: null,
      verdict: 'unknown-device',
      candidates: [{ model: 'DS-2CD2143G2-I' }],
    });
    for (const maker of ["'; drop table maker; --", '%', '\u202E', 'a'.repeat(200)])
      expect((await ask({ maker })).verdict).toBe('unknown-device');
    expect(await codeOf(ask({ maker: '' }))).toBe('input.invalid');
    expect(await codeOf(ask({ on: '2026-13-01' }))).toBe('input.invalid');
  });

  test('one address is held to so many questions a minute, others are not', async () => {
    const greedy = app.browser('198.51.100.99');
    const codes: number[] = [];
    for (let n = 0; n < 61; n += 1) codes.push((await greedy.fetch('/api/model-check?maker=axis')).status);
    expect(codes.slice(0, 60).every((code) => code === 200)).toBe(true);
    expect(codes[60]).toBe(429);
    await ask();
    app.at('2026-11-22T08:01:01.000Z');
    expect((await greedy.fetch('/api/model-check?maker=axis')).status).toBe(200);
  });
});
