import { AppError } from '@ancam/core';
import type { ErrorCode, Language, Text } from '@ancam/core';
import { FAULTS } from './fault-texts.ts';
import type { FaultText } from './fault-texts.ts';

export type FaultCode = keyof typeof FAULTS;

export type FaultValues = Readonly<Record<string, string | number>>;

/** A fault in its place. `code` is one of `FAULTS` or of the kind of import; `cell` is missing where the whole row is meant. */
export interface Fault {
  readonly row: number;
  readonly cell?: string;
  /** Key of the column, where the fault is one of a column. */
  readonly column?: string;
  readonly code: string;
  readonly values: FaultValues;
  /** The column's own remedy, where it has one; it goes before that of the code. */
  readonly remedy?: Text;
}

const UNKNOWN: FaultText = {
  message: { vi: 'Lỗi không rõ: {code}', en: 'Unknown fault: {code}' },
  remedy: { vi: 'Báo cho người quản trị.', en: 'Tell the administrator.' },
};

/** The sentence and the remedy of a fault, in a language. `own` are the texts that a kind of import adds. */
export function wordFault(
  { code, values, remedy }: Pick<Fault, 'code' | 'values' | 'remedy'>,
  language: Language,
  own: Readonly<Record<string, FaultText>> = {},
): { readonly message: string; readonly remedy: string } {
  const text = Object.hasOwn(own, code) ? own[code] : isCode(code) ? FAULTS[code] : undefined;
  const { message, remedy: general } = text ?? UNKNOWN;
  const all = { code, ...values };
  return { message: filled(message[language], all, language), remedy: filled((remedy ?? general)[language], all, language) };
}

function isCode(code: string): code is FaultCode {
  return Object.hasOwn(FAULTS, code);
}

/** A value that differs by language has its English form under its name with `En`. */
function filled(text: string, values: FaultValues, language: Language): string {
  const english = (name: string): string | number | undefined => (language === 'en' ? values[`${name}En`] : undefined);
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(english(name) ?? values[name] ?? whole));
}

/** Refusal of a whole file: `details.fix` says what is wrong and what to do in both languages, `fault` and `values` are the code. */
export function refusal(fault: FaultCode, values: FaultValues = {}, cause?: unknown): AppError {
  const code: ErrorCode = fault === 'file.too-large' ? 'file.too-large' : 'file.unreadable';
  const [vi, en] = (['vi', 'en'] as const).map((language) => wordFault({ code: fault, values }, language));
  return new AppError(
    code,
    en?.message ?? fault,
    { fault, values, fix: { vi: `${vi?.message} ${vi?.remedy}`, en: `${en?.message} ${en?.remedy}` } },
    cause,
  );
}

/** Why a file was refused, where that is what the error says. */
export function refusalOf(error: AppError): { readonly code: string; readonly values: FaultValues } | undefined {
  const { fault, values } = error.details;
  if (typeof fault !== 'string' || typeof values !== 'object' || values === null) return undefined;
  return { code: fault, values: values as FaultValues }; // written by `refusal` above
}
