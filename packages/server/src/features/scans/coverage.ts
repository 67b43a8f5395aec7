import { AppError } from '@ancam/core';
import { firstOutside } from '@ancam/scanner';

/**
 * Throws `authorisation.missing` unless every target lies within the authorised ones. A host name must be authorised by that
 * name: what it resolves to can change.
 */
export function assertWithin(targets: readonly string[], authorised: readonly string[], document: string): void {
  const text = firstOutside(targets, authorised);
  if (text === undefined) return;
  throw new AppError('authorisation.missing', `${text} is outside of the authorisation ${document}`, {
    place: text,
    document,
    fix: 'name targets of the authorisation, or record another authorisation',
  });
}
