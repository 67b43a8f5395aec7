import { expect, it } from 'vitest';
import { regexCapture, regexFault, compileRegex } from './regex.ts';

it('names the fault of a malformed or dangerous pattern', () => {
  expect(regexFault('(a+)+$')).toMatch(/exponential/u);
  expect(regexFault('(')).toBeDefined();
  expect(regexFault('^Hipcam RealServer/V1\\.0$')).toBeUndefined();
});

it('captures the first group, trimmed', () => {
  expect(regexCapture(compileRegex('^Login to (.+)$'), 'Login to 4F07 ')).toBe('4F07');
  expect(regexCapture(compileRegex('AXIS'), 'AXIS P1448')).toBe('AXIS');
  expect(regexCapture(compileRegex('nothing'), 'AXIS')).toBeUndefined();
});
