/** Every way AnCam refuses or fails, in one list: HTTP status, exit code and user texts hang on these. */
export const ERROR_CODES = [
  'input.invalid',
  'target.malformed',
  'target.unknown-host',
  'target.too-many',
  'target.refused',
  'file.unreadable',
  'file.not-a-result',
  'file.too-large',
  'file.refused',
  'knowledge.invalid',
  'check.unknown',
  'auth.required',
  'auth.failed',
  'auth.locked',
  'auth.forbidden',
  'setup.done',
  'setup.link-invalid',
  'invitation.invalid',
  'authorisation.missing',
  'authorisation.expired',
  'not-found',
  'conflict',
  'rate.limited',
  'store.locked',
  'store.newer-schema',
  'store.failed',
  'store.not-empty',
  'backup.invalid',
  'scan.failed',
  'internal',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

/**
 * The one error class. `message` is for engineers; texts for users are translated from `code` with `details`.
 * `details.place` names where the fault is (field, line, file), `details.fix` what to do about it, where known.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: Record<string, unknown> = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }
}

/** Makes any thrown value an AppError; what is not one already becomes `internal`. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('internal', message, {}, thrown);
}
