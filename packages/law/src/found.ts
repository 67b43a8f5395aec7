import { AppError } from '@ancam/core';

/** Throws `input.invalid` where a record is missing. */
export function found<T>(record: T | undefined, message: string): T {
  if (record === undefined) throw new AppError('input.invalid', message);
  return record;
}
