import { expect, test } from 'vitest';
import { passwordStrength } from './password.ts';

test.each([
  ['ngắn quá', 'short'],
  ['aaaaaaaaaaaaaaaa', 'guessable'],
  ['password123456', 'guessable'],
  ['hoahong2026!!', 'fair'],
  ['bốn con mèo ngủ trên mái nhà', 'good'],
] as const)('%s is %s', (password, strength) => {
  expect(passwordStrength(password, ['quantri'])).toBe(strength);
});

test('the own login or unit does not make a password strong', () => {
  expect(passwordStrength('xahoabinh2026', ['xahoabinh'])).toBe('guessable');
});
