import type { i18n } from 'i18next';
import { ExchangeEnd, ProbeName } from '@ancam/core';

function slug(phrase: string): string {
  return phrase
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

function phraseText(language: i18n, phrase: string): string | undefined {
  const name = slug(phrase);
  // tested just before
  return language.exists(`reasons.${name}`) ? language.t(`reasons.${name}` as 'reasons.not-asked') : undefined;
}

/** Phrases about a probe as a whole: `rtsp: cut short`. */
function probeText(language: i18n, phrase: string): string | undefined {
  const [, probe = '', rest = ''] = /^([a-z]+): (.+)$/.exec(phrase) ?? [];
  const text = ProbeName.safeParse(probe).success ? phraseText(language, rest) : undefined;
  return text === undefined ? undefined : `${probe}: ${text}`;
}

/** Phrases with something named at their end: `no answer to GetUsers`, `host name not found, not scanned: nvr-2`. */
function namedText(language: i18n, phrase: string): string | undefined {
  const to = /^(no (?:usable )?answer (?:to|at|about|for)) (.+)$/.exec(phrase);
  const colon = /^(.+?): (.+)$/s.exec(phrase);
  const [, fixed, named] = to ?? colon ?? [];
  const text = fixed === undefined ? undefined : phraseText(language, fixed);
  return text === undefined ? undefined : `${text}${to === null ? ':' : ''} ${named ?? ''}`;
}

/**
 * What the scanner noted in English, in the language of the page: the port before it, how the exchange ended after it.
 * What is not in the catalogue stays as the scanner wrote it.
 */
export function scannerText(language: i18n, note: string): string {
  const [, port, core = note, end] = /^(?:port (\d+): )?(.*?)(?: \(([a-z]+)\))?$/s.exec(note) ?? [];
  const text = phraseText(language, core) ?? probeText(language, core) ?? namedText(language, core);
  if (text === undefined) return note;
  const ended = ExchangeEnd.safeParse(end);
  const before = port === undefined ? '' : `${language.t('finding.port', { port })}: `;
  return `${before}${text}${ended.success ? ` (${language.t(`end.${ended.data}`)})` : ''}`;
}
