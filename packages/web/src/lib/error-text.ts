import { toAppError } from '@ancam/core';
import type { ErrorCode, Language } from '@ancam/core';
import type { TFunction } from 'i18next';
import { placeText } from './place-text.ts';

/** An error as a person reads it: what happened, what to do, and where, if the fault has a place. */
export interface ErrorText {
  readonly title: string;
  readonly fix: string;
  readonly place?: string;
}

function textOf(value: unknown, language: Language): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return value.map(String).join(' › ');
  if (typeof value === 'object' && value !== null && language in value) {
    return textOf(Reflect.get(value, language), language);
  }
  return undefined;
}

function placesOf(details: Readonly<Record<string, unknown>>, language: Language): string[] {
  const faults: unknown[] = Array.isArray(details.faults) ? details.faults : [details];
  return faults.flatMap((each) => {
    const place = typeof each === 'object' && each !== null ? textOf(Reflect.get(each, 'place'), language) : undefined;
    return place === undefined || place === '' ? [] : [place];
  });
}

/** Translates any thrown value by its code. A remedy that the server gives in both languages goes before the general one. */
export function errorText(t: TFunction, language: Language, thrown: unknown): ErrorText {
  const { code, details } = toAppError(thrown);
  const key: ErrorCode | 'offline' = details.offline === true ? 'offline' : code;
  // A remedy as plain text is English, and that of a failed field is the validator's own wording.
  const worded = typeof details.fix === 'object' || (language === 'en' && !Array.isArray(details.faults));
  const special = worded ? textOf(details.fix, language) : undefined;
  const place = placesOf(details, language)
    .map((each) => placeText(t, each))
    .join('; ');
  return {
    title: t(`errors.${key}.title`),
    fix: special ?? t(`errors.${key}.fix`),
    ...(place === '' ? {} : { place }),
  };
}
