import safeRegex from 'safe-regex2';

/** Longest text a pattern is run over; what devices send beyond it is not looked at. */
const INPUT_CAP = 4096;

const compiled = new Map<string, RegExp>();

/**
 * Compiles a pattern of knowledge once. Throws a SyntaxError where the pattern is malformed; the knowledge lint
 * finds those before they are compiled into the index.
 */
export function compileRegex(source: string, ignoreCase = false): RegExp {
  const key = `${ignoreCase ? 'i' : ''}/${source}`;
  const known = compiled.get(key);
  if (known) return known;
  const regex = new RegExp(source, ignoreCase ? 'iu' : 'u');
  compiled.set(key, regex);
  return regex;
}

/** True where the pattern is found in the first 4096 characters of the text. */
export function regexFinds(regex: RegExp, text: string): boolean {
  return regex.test(text.length > INPUT_CAP ? text.slice(0, INPUT_CAP) : text);
}

/** The first capture group of the first match, trimmed; the whole match where there is no group. */
export function regexCapture(regex: RegExp, text: string): string | undefined {
  const match = regex.exec(text.length > INPUT_CAP ? text.slice(0, INPUT_CAP) : text);
  const value = (match?.[1] ?? match?.[0])?.trim();
  return value === '' ? undefined : value;
}

/** Why a pattern must not enter the knowledge: malformed, or able to run away on hostile input. */
export function regexFault(source: string): string | undefined {
  try {
    compileRegex(source);
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message : 'malformed';
  }
  return safeRegex(source) ? undefined : 'nested quantifiers can take exponential time on hostile input';
}
