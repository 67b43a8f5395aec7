import type { Language, Text } from '@ancam/core';

/** The language asked for by `--language` or, failing that, by ANCAM_LANGUAGE; Vietnamese otherwise. Read before the arguments are parsed, since help is written in it too. */
export function languageOf(argv: readonly string[], preferred: string | undefined): Language {
  const at = argv.findLastIndex((word) => word === '--language' || word.startsWith('--language='));
  const word = argv[at];
  const asked = word?.includes('=') ? word.slice('--language='.length) : argv[at + 1];
  const wanted = at === -1 ? preferred : asked;
  return wanted === 'en' ? 'en' : 'vi';
}

/** The text in the language, with `{name}` replaced by the value of that name. */
export function say(language: Language, text: Text, values: Readonly<Record<string, unknown>> = {}): string {
  return text[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
}
