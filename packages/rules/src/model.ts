import { compileRegex } from './regex.ts';

/** Lens notes that makers print behind the model: `(2.8mm)`, `-4mm`, ` 2.8-12mm`. */
const LENS = /[\s(-]*\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?\s?mm\)?$/iu;

/**
 * Does a model match a pattern as advisories write it? Case does not matter, the whole model must match.
 *
 * - `x` or `X`: one letter or digit (a literal X in a model satisfies it too);
 * - `*`: any run of characters, also none;
 * - `(/xP)`: a group with a slash may be absent;
 * - `(SU)`, `(U)`: capitals without a slash are equipment options: the model may carry them literally, or any of them in
 *   this order, or none (`DS-2CD2166G2-I(SU)` covers `-I`, `-IS`, `-IU`, `-ISU`);
 * - `(C)`, `(2.8)`: any other group is literal, because a single letter of A to E is a hardware revision.
 *
 * A lens note at the end of the model is ignored.
 */
export function modelMatches(pattern: string, model: string): boolean {
  const regex = compiled.get(pattern) ?? compile(pattern);
  const text = model.trim().slice(0, 128);
  return regex.test(text) || regex.test(text.replace(LENS, ''));
}

/** Patterns come from knowledge and warnings and are asked of every device. */
const compiled = new Map<string, RegExp>();

function compile(pattern: string): RegExp {
  const regex = compileRegex(`^${translate(pattern.trim())}$`, true);
  compiled.set(pattern, regex);
  return regex;
}

function translate(pattern: string): string {
  return pattern.replaceAll(/\([^()]*\)|\*+|x|[^*x]/giu, (part) => {
    if (part.startsWith('(') && part.length > 1) return group(part.slice(1, -1));
    if (part.startsWith('*')) return '.*';
    if (part === 'x' || part === 'X') return '[A-Z0-9]';
    return literal(part);
  });
}

function group(inner: string): string {
  if (inner.includes('/')) return `(?:${translate(inner)})?`;
  const asWritten = String.raw`\(${literal(inner)}\)`;
  if (!/^(?:[A-Z]{2,}|[F-Z])$/u.test(inner)) return asWritten;
  return `(?:${asWritten}|${inner.replaceAll(/./gu, '$&?')})`;
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/gu, String.raw`\$&`);
}
