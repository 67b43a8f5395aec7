import { afterAll, expect, test } from 'vitest';
import { createInstance } from 'i18next';
import { AppError, ERROR_CODES } from '@ancam/core';
import { catalogue as en } from '../locales/en.ts';
import { catalogue as vi } from '../locales/vi.ts';
import { errorText } from './error-text.ts';

const i18n = createInstance();
await i18n.init({ lng: 'vi', resources: { vi: { translation: vi }, en: { translation: en } }, interpolation: { escapeValue: false } });
afterAll(() => i18n.changeLanguage('vi'));

test.each(['vi', 'en'] as const)('every error code has a sentence and a remedy in %s', async (language) => {
  await i18n.changeLanguage(language);
  for (const code of ERROR_CODES) {
    const text = errorText(i18n.t, language, new AppError(code, 'for engineers'));
    expect(text.title, code).not.toContain('errors.');
    expect(text.fix, code).not.toContain('errors.');
    expect(`${text.title} ${text.fix}`).not.toContain('for engineers');
  }
});

test('the place of a fault is shown, a lost connection is told apart from a fault of the server', async () => {
  await i18n.changeLanguage('vi');
  expect(errorText(i18n.t, 'vi', new AppError('target.malformed', 'x', { place: ['targets', 2] })).place).toBe('targets › 2');
  expect(errorText(i18n.t, 'vi', new AppError('internal', 'x', { offline: true })).title).toBe(vi.errors.offline.title);
  expect(errorText(i18n.t, 'vi', new Error('boom')).title).toBe(vi.errors.internal.title);
});

test('every faulty field is named by its label, with the line of a list', async () => {
  await i18n.changeLanguage('vi');
  const faults = [{ place: 'body.grantedBy', fault: 'Too small' }, { place: 'body.targets.1' }, { place: 'hosts.7.address' }];
  const text = errorText(i18n.t, 'vi', new AppError('input.invalid', 'x', { place: 'body.grantedBy', fix: 'Too small', faults }));
  expect(text.place).toBe(`${vi.authorisation.grantedBy}; ${vi.authorisation.targets}, dòng 2; hosts.7.address`);
  expect(errorText(i18n.t, 'en', new AppError('input.invalid', 'x', { fix: 'Too small', faults })).fix).not.toContain('Too small');
});

test('a remedy that the server gives in English stays out of the Vietnamese page', () => {
  const error = new AppError('auth.forbidden', 'x', { fix: 'set ANCAM_PUBLIC_URL' });
  expect(errorText(i18n.t, 'vi', error).fix).toBe(vi.errors.auth.forbidden.fix);
});
