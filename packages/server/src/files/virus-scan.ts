import { clamdScanner } from './clamd.ts';
import { commandScanner } from './scan-command.ts';

/** What a scanner said; `waiting` where it did not answer. */
export type ScanResult = { readonly scan: 'clean' | 'waiting' } | { readonly scan: 'infected'; readonly threat: string };
/** Judges a file on disk. */
export type Scanner = (path: string) => Promise<ScanResult>;

/** The scanner that a setting names: `clamd:…`, or a command as a list of arguments in JSON. */
export function openScanner(setting: string): Scanner {
  return setting.startsWith('clamd:') ? clamdScanner(setting) : commandScanner(readCommand(setting));
}

/** The arguments of a command written as JSON. Throws where it is none. */
export function readCommand(setting: string): string[] {
  const read: unknown = JSON.parse(setting);
  if (!Array.isArray(read) || read.length === 0 || !read.every((each) => typeof each === 'string' && each !== '')) {
    throw new SyntaxError('not a list of arguments');
  }
  return read;
}
