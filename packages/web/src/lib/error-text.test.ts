import { afterAll, expect, test } from 'vitest';
import { createInstance } from 'i18next';
import { AppError, ERROR_CODES } from '@ancam/core';
import en from '../locales/en.json' with { type: 'json' };
import vi from '../locales/vi.json' with { type: 'json' };
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

test('a remedy that the server gives in English stays out of the Vietnamese page', () => {
  const error = new AppError('auth.forbidden', 'x', { fix: 'set ANCAM_PUBLIC_URL' });
  expect(errorText(i18n.t, 'vi', error).fix).toBe(vi.errors.auth.forbidden.fix);
});
