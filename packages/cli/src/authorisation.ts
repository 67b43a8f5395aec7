import { AppError, AuthorisationNote } from '@ancam/core';
import type { Clock } from '@ancam/core';

/** What the operator typed about the authorisation. */
export interface AuthorisationOptions {
  readonly authorisationBy?: string;
  readonly authorisationDocument?: string;
  /** yyyy-mm-dd or dd/mm/yyyy. */
  readonly authorisationUntil?: string;
  readonly factoryPasswordTest?: boolean;
  /** Devices set apart for the test whether log-ins lock. */
  readonly testDevice?: readonly string[];
}

const ALL_THREE = {
  vi: 'Hãy nêu đủ --authorisation-by, --authorisation-document và --authorisation-until.',
  en: 'Give --authorisation-by, --authorisation-document and --authorisation-until together.',
};
const A_DATE = { vi: 'Viết ngày như 31/12/2026 hoặc 2026-12-31.', en: 'Write the date as 2026-12-31 or 31/12/2026.' };
const STILL_VALID = { vi: 'Hãy nêu văn bản còn hiệu lực.', en: 'Name a document that is still valid.' };

/**
 * The authorisation to keep with the result; undefined where none was named. Log-in attempts are refused without one.
 * Throws `authorisation.missing`, `authorisation.expired` or `input.invalid`.
 */
export function readAuthorisation(options: AuthorisationOptions, clock: Clock): AuthorisationNote | undefined {
  const { authorisationBy: grantedBy, authorisationDocument: document, authorisationUntil: until } = options;
  const lockoutTest = (options.testDevice ?? []).length > 0;
  const factoryPasswordTest = options.factoryPasswordTest === true || lockoutTest;
  const named = [grantedBy, document, until].filter((part) => part !== undefined).length;
  if (named === 0 && !factoryPasswordTest) return undefined;
  if (grantedBy === undefined || document === undefined || until === undefined) {
    throw new AppError('authorisation.missing', 'the authorisation is not complete', {
      place: lockoutTest ? '--test-device' : factoryPasswordTest ? '--factory-password-test' : '--authorisation-…',
      fix: ALL_THREE,
    });
  }
  const validUntil = readDate(until);
  if (validUntil < vietnameseDay(clock())) {
    throw new AppError('authorisation.expired', `valid until ${validUntil}`, { place: `--authorisation-until ${until}`, fix: STILL_VALID });
  }
  const note = AuthorisationNote.safeParse({ grantedBy, document, validUntil, factoryPasswordTest });
  if (!note.success) throw new AppError('authorisation.missing', note.error.message, { place: '--authorisation-…', fix: ALL_THREE });
  return note.data;
}

function readDate(text: string): string {
  const vietnamese = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = vietnamese === null ? text : `${vietnamese[3]}-${vietnamese[2]?.padStart(2, '0')}-${vietnamese[1]?.padStart(2, '0')}`;
  if (AuthorisationNote.shape.validUntil.safeParse(iso).success) return iso;
  throw new AppError('input.invalid', `${text} is no date`, { place: `--authorisation-until ${text}`, fix: A_DATE });
}

/** yyyy-mm-dd of an instant in Việt Nam, which is seven hours ahead of UTC all year. */
function vietnameseDay(at: Date): string {
  return new Date(at.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
}
