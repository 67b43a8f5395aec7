/** Shortest password that the server takes. */
export const PASSWORD_MIN = 12;

const GOOD_LENGTH = 16;
const COMMON = /^(?:(?:password|matkhau|admin|camera|ancam|qwerty|abc|123)[\d\W]*)+$/i;

/** How well a new password stands up; length counts, tricks with signs do not. */
export type PasswordStrength = 'short' | 'guessable' | 'fair' | 'good';

/** Judges a new password for the hint under its field. `about` are words a guesser would try first: the login, the unit. */
export function passwordStrength(password: string, about: readonly string[]): PasswordStrength {
  if (password.length < PASSWORD_MIN) return 'short';
  const lower = password.toLowerCase();
  const distinct = new Set(lower).size;
  const named = about.some(
    (word) => word.length >= 4 && lower.includes(word.toLowerCase()) && password.length - word.length < PASSWORD_MIN,
  );
  if (distinct < 6 || COMMON.test(password) || named) return 'guessable';
  return password.length >= GOOD_LENGTH ? 'good' : 'fair';
}
