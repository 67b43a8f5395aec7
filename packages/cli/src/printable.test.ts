import type { HostResult } from '@ancam/core';
import { AppError } from '@ancam/core';
import { expect, test } from 'vitest';
import { describeChanges, findChanges } from './changes.ts';
import { describeError } from './error-texts.ts';
import { clean, printable } from './printable.ts';

const HOSTILE = 'DS\u001B[2J\u001B]0;x\u0007\u0000\u009B31m\u202Egpj\u2066\u200F\u061C\u200B\u2028\u{E0041}\uD800=cmd|x';
/** What a terminal obeys, and what no character is. */
const OBEYED = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

test('nothing that a terminal obeys is left of a text, however long it is', () => {
  expect(printable(HOSTILE)).not.toMatch(OBEYED);
  expect(printable(HOSTILE)).toContain('=cmd|x');
  expect(clean('📷'.repeat(300))).not.toMatch(OBEYED);
  expect(clean(HOSTILE.repeat(100)).length).toBeLessThanOrEqual(200);
});

test('what newer knowledge changed is told without what devices say to the terminal', () => {
  const host = { id: '1', address: '10.0.0.1', identity: { model: HOSTILE }, checks: [] };
  const later = { ...host, identity: { model: `${HOSTILE}2` } };
  const pair = [host, later] as unknown as readonly HostResult[]; // only what is compared
  const told = describeChanges(findChanges(pair.slice(0, 1), pair.slice(1)), 'vi');
  expect(told).toContain('=cmd|x');
  expect(told.replaceAll('\n', '')).not.toMatch(OBEYED);
});

test('an error names its place without what would steer the terminal', () => {
  const told = describeError(new AppError('file.refused', HOSTILE, { place: HOSTILE, fix: HOSTILE }), 'en');
  expect(told).not.toMatch(OBEYED);
});
