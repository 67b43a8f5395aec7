import { formatDate } from '../dates.ts';
import { BLANK, SHORT_BLANK } from '../paper/text.ts';
import type { CitedDocument, Maybe, MissingField } from './data.ts';

/** Prints values, or dots in their place, and remembers what was missing. */
export interface Gaps {
  readonly missing: MissingField[];
  text: (field: string, label: string, value: Maybe<string | number>) => string;
  /** `dd/mm/yyyy`. */
  day: (field: string, label: string, value: Maybe<string>) => string;
  /** `Tờ trình số 12/TTr-VP ngày 05/4/2023 của Văn phòng`: what is not known of it is dots, and tells the whole field as missing. */
  document: (field: string, label: string, value: Maybe<CitedDocument>, type: string) => string;
  /** The list, or undefined where it is empty, which is told. */
  list: <T>(field: string, label: string, value: Maybe<readonly T[]>) => readonly T[] | undefined;
}

function known(value: Maybe<string | number>): string | undefined {
  const text = value === null || value === undefined ? '' : String(value).trim();
  return text === '' ? undefined : text;
}

export function createGaps(): Gaps {
  const missing: MissingField[] = [];
  const told = new Set<string>();
  const tell = (field: string, label: string): void => {
    if (!told.has(field)) missing.push({ field, label });
    told.add(field);
  };
  const text: Gaps['text'] = (field, label, value) => {
    const found = known(value);
    if (found === undefined) tell(field, label);
    return found ?? BLANK;
  };
  return {
    missing,
    text,
    day: (field, label, value) => {
      const found = known(value);
      return found === undefined ? text(field, label, undefined) : formatDate(found);
    },
    document: (field, label, value, type) => {
      const [number, day, issuer] = [known(value?.number), known(value?.day), known(value?.issuer)];
      if (number === undefined || day === undefined || issuer === undefined) tell(field, label);
      const on = day === undefined ? SHORT_BLANK : formatDate(day);
      return `${known(value?.type) ?? type} số ${number ?? SHORT_BLANK} ngày ${on} của ${issuer ?? BLANK}`;
    },
    list: (field, label, value) => {
      if (value !== null && value !== undefined && value.length > 0) return value;
      tell(field, label);
      return undefined;
    },
  };
}

/** A document in a cell of a table: number, day, issuer, as far as known. */
export function documentCell(value: Maybe<CitedDocument>): string {
  const day = known(value?.day);
  return [known(value?.number), day === undefined ? undefined : formatDate(day), known(value?.issuer)]
    .filter((part) => part !== undefined)
    .join(', ');
}

/** `dd/mm/yyyy`, or nothing. */
export function dayCell(value: Maybe<string>): string {
  const day = known(value);
  return day === undefined ? '' : formatDate(day);
}

/** Undefined where there is nothing to print. */
export { known };
