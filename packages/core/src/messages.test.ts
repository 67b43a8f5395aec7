import { describe, expect, test } from 'vitest';
import { MESSAGES, endText, message, messageText, messageValues } from './messages.ts';
import { EXCHANGE_ENDS, ProbeState } from './observation.ts';
import { LANGUAGES } from './text.ts';

function namesIn(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();
}

describe('the catalogue', () => {
  test.each(Object.entries(MESSAGES))('%s is in both languages with the same values', (code, { vi, en }) => {
    expect(code).toMatch(/^[a-z][a-z-]*$/);
    expect(vi).not.toBe('');
    expect(en).not.toBe('');
    expect(namesIn(vi)).toEqual(namesIn(en));
    expect(vi).not.toBe(en);
  });

  test('each end of an exchange has a word of its own in both languages', () => {
    for (const language of LANGUAGES) expect(new Set(EXCHANGE_ENDS.map((end) => endText(end, language))).size).toBe(EXCHANGE_ENDS.length);
  });
});

test('a message is a short line of code and values, and reads in both languages', () => {
  const noted = message('no-usable-answer', { port: 80, question: 'GetUsers', end: 'timeout' });
  expect(noted).toBe('no-usable-answer|port=80|question=GetUsers|end=timeout');
  expect(messageText(noted, 'vi')).toBe('cổng 80: không có câu trả lời dùng được cho GetUsers (hết giờ)');
  expect(messageText(noted, 'en')).toBe('port 80: no usable answer to GetUsers (timed out)');
  expect(messageText(message('no-suspect'), 'vi')).toBe('chưa đoán được hãng');
});

test.each(['a|b=c', '100%', '%7C', '{host}', '$& $1', '|', '', 'máy=chủ'])('the value %j comes out as it went in', (host) => {
  expect(messageText(message('host-unknown', { host }), 'en')).toBe(`host name not found, not scanned: ${host}`);
});

test('a message fits what results hold, however long its values are', () => {
  for (const value of ['|'.repeat(9000), '📷'.repeat(9000), 'x'.repeat(9000)]) {
    const reason = message('no-usable-answer', { port: 65_535, question: value, end: 'unreachable' });
    expect(ProbeState.safeParse({ probe: 'http', state: 'partial', reason }).success).toBe(true);
    expect(reason.isWellFormed()).toBe(true);
    expect(messageText(reason, 'vi')).toMatch(/^cổng 65535: .* \(không tới được\)$/u);
  }
});

test.each([
  'port 80: no answer to GetUsers (timeout)',
  'no-answer|port=80',
  'constructor',
  'something-new|port=80',
  'Tên máy không phân giải được | xem lại',
  '',
])('%j, which is no message, stays as it is', (text) => {
  for (const language of LANGUAGES) expect(messageText(text, language)).toBe(text);
});

test('the values of a message come back as they were given, those of another message do not', () => {
  const noted = message('host-unknown', { host: 'a=b|c%' });
  expect([...(messageValues('host-unknown', noted) ?? [])]).toEqual([['host', 'a=b|c%']]);
  expect(messageValues('no-suspect', noted)).toBeUndefined();
  expect(messageValues('host-unknown', 'plain text')).toBeUndefined();
});
