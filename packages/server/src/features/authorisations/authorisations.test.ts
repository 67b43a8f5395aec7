import { api } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { authorise, codeOf, openApp, setUpAdministrator, signInElsewhere } from '../../../test/app.ts';
import type { Browser, TestApp } from '../../../test/app.ts';
import { describeOnEachStore } from '../../../test/store.ts';

describeOnEachStore('authorisations', (open) => {
  let app: TestApp;
  let admin: Browser;
  beforeAll(async () => {
    app = await openApp(open, '2026-11-22T08:00:00.000Z');
    admin = await setUpAdministrator(app);
  });
  afterAll(() => app.close());

  const preview = (authorisationId: string, body = {}) => admin.call(api.previewScan, { body: { authorisationId, ...body } });

  test('a mistake in the targets shows when they are recorded, with the text at fault', async () => {
    const refused = await authorise(admin, { targets: ['10.0.0.0/8', '10.0.0.300'] }).catch((thrown: unknown) => thrown);
    expect(refused).toBeInstanceOf(AppError);
    expect(refused).toMatchObject({ code: 'target.malformed', details: { place: '10.0.0.300' } });
    expect(await codeOf(authorise(admin, { targets: ['8.8.8.0/24'] }))).toBe('target.refused');
    expect(await codeOf(authorise(admin, { validFrom: '2026-02-01', validUntil: '2026-01-01' }))).toBe('input.invalid');
    expect((await admin.call(api.listAuthorisations)).items).toEqual([]);
  });

  test('a scan stays within the targets; excluded ones are always left out', async () => {
    const { id } = await authorise(admin, { targets: ['10.1.0.0/24', '10.1.1.0/24', 'camera.example'], excluded: ['10.1.0.5'] });
    expect(await preview(id, { targets: ['10.1.0.0/30', '10.1.0.4-10.1.0.7'] })).toMatchObject({ addresses: 7, excluded: 1 });
    expect(await preview(id, { targets: ['10.1.0.128-10.1.1.10'] })).toMatchObject({ addresses: 139 });
    for (const targets of [['10.2.0.1'], ['10.1.0.0/22'], ['10.1.1.250-10.1.2.3'], ['other.example']]) {
      expect(await codeOf(preview(id, { targets })), targets.join()).toBe('authorisation.missing');
    }
    const { lines } = await preview(id, { targets: ['10.1.0.1'], ports: 'rtsp:8554' });
    expect(new Set(lines.map(({ port }) => port))).toContain(8554);
  });

  test('factory passwords are tried only where the paper says so', async () => {
    const without = await authorise(admin);
    const refused = await preview(without.id, { targets: ['127.31.0.1'], factoryPasswordTest: true }).catch((thrown: unknown) => thrown);
    expect(refused).toMatchObject({ code: 'authorisation.missing', details: { place: 'factoryPasswordTest' } });
    const { id } = await authorise(admin, { factoryPasswordTest: true });
    await preview(id, { targets: ['127.31.0.1'], factoryPasswordTest: true });
  });

  test('it counts from its first to its last day in Việt Nam, and until it is ended', async () => {
    const { id } = await authorise(admin, { validFrom: '2026-11-23', validUntil: '2026-11-30' });
    const state = async (instant: string): Promise<string> => {
      app.at(instant);
      const outcome = await preview(id, { targets: ['127.31.0.1'] }).then(
        () => 'valid',
        (thrown: unknown) => (thrown instanceof AppError ? thrown.code : ''),
      );
      expect(outcome === 'valid').toBe((await admin.call(api.getAuthorisation, { params: { id } })).actions.may.includes('scan'));
      return outcome;
    };
    expect(await state('2026-11-22T16:59:00.000Z')).toBe('authorisation.expired');
    expect(await state('2026-11-22T17:01:00.000Z')).toBe('valid');
    const ended = await admin.call(api.revokeAuthorisation, { params: { id } });
    expect(ended.actions).toMatchObject({ state: 'revoked', may: [] });
    expect(await state('2026-11-22T17:02:00.000Z')).toBe('authorisation.expired');
    expect(await codeOf(admin.call(api.revokeAuthorisation, { params: { id } }))).toBe('conflict');
  });

  test('the letter is a PDF, and that it was drawn up is recorded', async () => {
    const { id } = await authorise(admin);
    const response = await admin.fetch(`/api/authorisations/${id}/letter?language=vi`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(
      Buffer.from(await response.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    const { items, chainIntact } = await admin.call(api.audit);
    expect(items[0]).toMatchObject({ action: 'authorisation.letter', object: `authorisation/${id}` });
    expect(chainIntact).toBe(true);
  });

  test('another unit neither sees nor uses it', async () => {
    const { id } = await authorise(admin);
    const other = await signInElsewhere(app, 'administrator');
    expect((await other.call(api.listAuthorisations)).items).toEqual([]);
    expect(await codeOf(other.call(api.getAuthorisation, { params: { id } }))).toBe('not-found');
    expect(await codeOf(other.call(api.startScan, { body: { authorisationId: id, targets: ['127.31.0.1'] } }))).toBe(
      'authorisation.missing',
    );
  });
});
