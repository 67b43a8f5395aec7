import { compileRegex } from './regex.ts';

/** Lens notes that makers print behind the model: `(2.8mm)`, `-4mm`, ` 2.8-12mm`. */
const LENS = /[\s(-]*\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?\s?mm\)?$/iu;

/** `including(D)、(E)`: the hardware revisions that an advisory names beside the plain model. */
const INCLUDING = /[\s(（]*including\s*((?:\([A-Z0-9]{1,3}\)[、,\s]*)+)[)）]?/giu;
/** Several models in one text; a slash divides them only where a whole model follows, as it is also part of models: `DS-7604NI-K1/4P`. */
const DIVIDER = /\s*[,;、]\s*|\s*\/\s*(?=[A-Z]{2,}-[A-Z0-9-]*\d|[A-Z]{2,}[0-9X]{3,})/iu;

/**
 * Does a model match a pattern as advisories write it? Case does not matter, the whole model must match.
 *
 * - `x` or `X`: one letter or digit (a literal X in a model satisfies it too);
 * - `*`: any run of characters, also none;
 * - `(/xP)`: a group with a slash may be absent;
 * - `(SU)`, `(U)`: capitals without a slash are equipment options: the model may carry them literally, or any of them in
 *   this order, or none (`DS-2CD2166G2-I(SU)` covers `-I`, `-IS`, `-IU`, `-ISU`);
 * - `(C)`, `(2.8)`: any other group is literal, because a single letter of A to E is a hardware revision;
 * - `including(D)、(E)`: these revisions, or none;
 * - `VTO75X95X, VTO65XXX` and `VTO75X95X/VTO65XXX`: one of them; `PNM-series`, `DS-2CD63xx Series`: whatever begins so.
 *
 * A lens note at the end of the model is ignored.
 */
export function modelMatches(pattern: string, model: string): boolean {
  const regexes = compiled.get(pattern) ?? compile(pattern);
  const text = model.trim().slice(0, 128);
  const plain = text.replace(LENS, '');
  return regexes.some((regex) => regex.test(text) || regex.test(plain));
}

/** Patterns come from knowledge and warnings and are asked of every device. */
const compiled = new Map<string, readonly RegExp[]>();

function compile(pattern: string): readonly RegExp[] {
  const folded = pattern
    .normalize('NFKC')
    .replaceAll(INCLUDING, (_note, revisions: string) => `{${revisions.replaceAll(/[^A-Z0-9]+/giu, ' ').trim()}}`);
  const parts = folded.split(DIVIDER).filter((part) => part !== '');
  const regexes = (parts.length === 0 ? [pattern] : parts).map((part) => compileRegex(`^${series(part.trim())}$`, true));
  compiled.set(pattern, regexes);
  return regexes;
}

function series(pattern: string): string {
  const head = /^(.+?)[\s-]+series$/iu.exec(pattern)?.[1];
  return head === undefined ? translate(pattern) : `${translate(head)}.*`;
}

function translate(pattern: string): string {
  return pattern.replaceAll(/\([^()]*\)|\{[A-Z0-9 ]+\}|\*+|x|[^*x]/giu, (part) => {
    if (part.startsWith('{') && part.length > 1) return `(?:\\((?:${part.slice(1, -1).replaceAll(' ', '|')})\\))?`;
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
