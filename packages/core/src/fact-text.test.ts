import { expect, test } from 'vitest';
import { factText } from './fact-text.ts';
import type { Fact } from './facts.ts';

test.each<[Fact, string, string]>([
  [{ name: 'rtsp.openPath', value: '/live', port: 554 }, 'rtsp.openPath = /live (cổng 554)', 'rtsp.openPath = /live (port 554)'],
  [{ name: 'telnet.open', value: true, port: 23 }, 'telnet.open = có (cổng 23)', 'telnet.open = yes (port 23)'],
  [{ name: 'vendor.activated', value: false }, 'vendor.activated = không', 'vendor.activated = no'],
  [{ name: 'http.auth', value: ['basic', 'digest'] }, 'http.auth = basic, digest', 'http.auth = basic, digest'],
])('%o', (fact, vi, en) => {
  expect(factText(fact, 'vi')).toBe(vi);
  expect(factText(fact, 'en')).toBe(en);
});

test('a long value is cut and says so', () => {
  expect(factText({ name: 'http.title', value: 'x'.repeat(500) }, 'vi')).toBe(`http.title = ${'x'.repeat(160)}…`);
});
