import type { Schema } from '@ancam/contract';
import { AppError } from '@ancam/core';

/** Parses a part of a request whose schema is known only to the service. Throws `input.invalid` naming every fault by its place below `part`. */
export function parseGiven<T>(schema: Schema<T>, given: unknown, part: string): T {
  try {
    return schema.parse(given);
  } catch (thrown) {
    const { issues } = thrown as { issues?: { path: PropertyKey[]; message: string; keys?: string[] }[] }; // the form of a zod error
    const faults = (issues ?? []).flatMap(({ path, message, keys }) =>
      (keys ?? [undefined]).map((key) => ({
        place: [part, ...path, ...(key === undefined ? [] : [key])].map(String).join('.'),
        fault: message,
      })),
    );
    throw new AppError(
      'input.invalid',
      `${part} is not valid`,
      { place: faults[0]?.place ?? part, fix: faults[0]?.fault ?? 'see the API description', faults },
      thrown,
    );
  }
}
