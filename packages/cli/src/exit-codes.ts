import type { ErrorCode } from '@ancam/core';

/** What the process tells the shell; documented in `--help` and docs/cli.md. */
export const EXIT = { clean: 0, findings: 1, usage: 2, failed: 3, cancelled: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const WRONG_INPUT: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'input.invalid',
  'target.malformed',
  'target.unknown-host',
  'target.too-many',
  'target.refused',
  'file.unreadable',
  'knowledge.invalid',
  'file.not-a-result',
  'file.too-large',
  'file.refused',
  'check.unknown',
  'authorisation.missing',
  'authorisation.expired',
  'store.not-empty',
  'backup.invalid',
]);

/** Exit code of an error: 2 where the user can put the call right, 3 where AnCam could not do its work. */
export function exitCodeOf(code: ErrorCode): ExitCode {
  return WRONG_INPUT.has(code) ? EXIT.usage : EXIT.failed;
}
