import type { HostResult, Language, Text } from '@ancam/core';
import { labels } from '@ancam/documents';
import { say } from './language.ts';
import { clean } from './printable.ts';

/** What newer knowledge says differently about one host. */
export interface Change {
  readonly address: string;
  /** `check` with its outcomes, or a part of the identity with its values; absent values are undefined. */
  readonly about: { readonly check: string } | { readonly identity: 'kind' | 'maker' | 'model' | 'firmware' };
  readonly before: string | undefined;
  readonly after: string | undefined;
}

const IDENTITY = ['kind', 'maker', 'model', 'firmware'] as const;

const TEXTS = {
  none: { vi: 'Kết luận không thay đổi so với lần trước.', en: 'No conclusion changed.' },
  some: { vi: 'Kết luận thay đổi ({count}):', en: 'Conclusions that changed ({count}):' },
} as const satisfies Readonly<Record<string, Text>>;

/** Differences in identity and outcomes between two derivations of the same hosts, in their order. */
export function findChanges(before: readonly HostResult[], after: readonly HostResult[]): readonly Change[] {
  const old = new Map(before.map((host) => [host.id, host]));
  return after.flatMap((host) => {
    const earlier = old.get(host.id);
    return earlier === undefined ? [] : changesOf(earlier, host);
  });
}

function outcomes(host: HostResult): ReadonlyMap<string, string> {
  return new Map(host.checks.map(({ check, outcome }) => [check, outcome]));
}

function changesOf(before: HostResult, after: HostResult): Change[] {
  const { address } = after;
  const identity = IDENTITY.map((part): Change => ({
    address,
    about: { identity: part },
    before: before.identity[part],
    after: after.identity[part],
  }));
  const [was, is] = [outcomes(before), outcomes(after)];
  const checks = [...new Set([...was.keys(), ...is.keys()])].sort();
  const changed = checks.map((check): Change => ({ address, about: { check }, before: was.get(check), after: is.get(check) }));
  return [...identity, ...changed].filter((change) => change.before !== change.after);
}

/** The changes as lines for people. */
export function describeChanges(changes: readonly Change[], language: Language): string {
  if (changes.length === 0) return `${TEXTS.none[language]}\n`;
  const lines = changes.map(({ address, about, before, after }) => {
    const what = 'check' in about ? about.check : about.identity;
    const show = (value: string | undefined): string =>
      'check' in about ? wordOf(value, language) : value === undefined ? '–' : clean(value);
    return `  ${clean(address)} · ${what}: ${show(before)} → ${show(after)}`;
  });
  return `${[say(language, TEXTS.some, { count: changes.length }), ...lines].join('\n')}\n`;
}

function wordOf(outcome: string | undefined, language: Language): string {
  const words: Readonly<Record<string, string>> = labels(language).outcome;
  return outcome === undefined ? '–' : (words[outcome] ?? outcome);
}
