import type { Language } from '@ancam/core';
import { USAGE_ADVICE, USAGE_FAULTS } from './help-texts.ts';
import { say } from './language.ts';

const QUOTED = /'([^']+)'/;
const CHOICES = /Allowed choices are ([^.]+)\./;
const SUGGESTED = /Did you mean (?:one of )?([^?]+)\?/;

/** What commander found wrong with the call, in the user's language, with its suggestion and where help is. */
export function describeUsageFault(code: string, message: string, command: string | undefined, language: Language): string {
  const text = USAGE_FAULTS[code];
  const name = QUOTED.exec(message)?.[1] ?? '';
  const guess = SUGGESTED.exec(message)?.[1];
  const hint = guess === undefined ? '' : say(language, USAGE_ADVICE.hint, { guess });
  const choices = CHOICES.exec(message)?.[1];
  const allowed = choices === undefined ? '' : say(language, USAGE_ADVICE.allowed, { choices });
  const what = text === undefined ? message.trim() : say(language, text, { name, hint, allowed });
  const known = command !== undefined && !command.startsWith('-') && code !== 'commander.unknownCommand';
  return `ancam: ${what}. ${say(language, USAGE_ADVICE.help, { command: known ? `${command} ` : '' })}`;
}
