import { AppError, ERROR_CODES } from '@ancam/core';
import { expect, test } from 'vitest';
import { readAuthorisation } from './authorisation.ts';
import { describeError } from './error-texts.ts';
import { exitCodeOf } from './exit-codes.ts';
import { languageOf, say } from './language.ts';
import { findSimilar } from './similar.ts';

test('the language is Vietnamese unless the call or the environment asks for English', () => {
  expect(languageOf(['scan'], undefined)).toBe('vi');
  expect(languageOf(['scan'], 'en')).toBe('en');
  expect(languageOf(['scan', '--language', 'vi'], 'en')).toBe('vi');
  expect(languageOf(['--language=en', 'scan'], undefined)).toBe('en');
});

test('a text is filled with values; an unknown name stays visible', () => {
  expect(say('en', { vi: 'x', en: '{count} of {total}' }, { count: 1 })).toBe('1 of {total}');
});

test('every error has a line in both languages and an exit code', () => {
  for (const code of ERROR_CODES) {
    const error = new AppError(code, 'because', { place: 'here', fix: 'do this' });
    const [vi, en] = [describeError(error, 'vi'), describeError(error, 'en')];
    expect(vi).toContain('here');
    expect(en).toContain('Do this');
    expect(vi).not.toBe(en);
    expect(vi).not.toContain('\n');
    expect([2, 3]).toContain(exitCodeOf(code));
  }
});

test('a held data folder is answered with the address of the server that holds it', () => {
  const error = new AppError('store.locked', 'held', { place: '/data', url: 'http://127.0.0.1:8023', fix: 'x' });
  expect(describeError(error, 'vi')).toContain('http://127.0.0.1:8023');
});

test('similar names are found, others are not', () => {
  expect(findSimilar('open-stram', ['stream/open-stream', 'service/telnet'])).toEqual(['stream/open-stream']);
  expect(findSimilar('xyz', ['service/telnet'])).toEqual([]);
});

const today = (): Date => new Date('2026-06-30T18:00:00Z');

test('an authorisation may be dated the Vietnamese way and is valid through its last day in Việt Nam', () => {
  const note = { authorisationBy: 'A', authorisationDocument: '1/QĐ' };
  expect(readAuthorisation({ ...note, authorisationUntil: '1/7/2026' }, today)?.validUntil).toBe('2026-07-01');
  expect(() => readAuthorisation({ ...note, authorisationUntil: '30/06/2026' }, today)).toThrow(
    expect.objectContaining({ code: 'authorisation.expired' }),
  );
  expect(() => readAuthorisation({ ...note, authorisationUntil: '31/02/2027' }, today)).toThrow(
    expect.objectContaining({ code: 'input.invalid' }),
  );
  expect(() => readAuthorisation(note, today)).toThrow(expect.objectContaining({ code: 'authorisation.missing' }));
  expect(readAuthorisation({}, today)).toBeUndefined();
});
