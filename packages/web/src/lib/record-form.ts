import type { Field, FieldValue, RegisterDefinition } from '@ancam/contract';
import { isFreeText } from '@ancam/contract';
import { toAppError } from '@ancam/core';

/** What is typed into a form, by field: texts, and true or false for what is ticked. */
export type Typed = Readonly<Record<string, string | boolean>>;

function isNumeric(field: Field): boolean {
  return field.kind === 'number' || field.kind === 'money';
}

/** The form of a record: its values, or nothing. */
export function typedOf(register: RegisterDefinition, data: Readonly<Record<string, FieldValue>> = {}): Typed {
  const fields = register.fields.map((field): [string, string | boolean] => {
    const value = data[field.id];
    return [field.id, field.kind === 'flag' ? value === true : value === undefined ? '' : String(value)];
  });
  return { ...Object.fromEntries(fields), secret: data['secret'] === true, paperReference: String(data['paperReference'] ?? '') };
}

/** Fields that the form asks for: of a state secret no words. Files are attached to the record once it is there. */
export function askedFields(register: RegisterDefinition, isSecret: boolean, hidden: readonly string[] = []): Field[] {
  return register.fields.filter((field) => field.kind !== 'file' && !hidden.includes(field.id) && !(isSecret && isFreeText(field)));
}

/** A number as it is typed in Vietnam: dots group, a comma begins the fraction. What is no number stays a text, and is refused by the server. */
function numberOf(text: string): number | string {
  const plain = text.replaceAll(/[.\s]/g, '').replace(',', '.');
  const value = Number(plain);
  return plain === '' || Number.isNaN(value) ? text : value;
}

/** The data that a form sends: null for what was left empty. */
export function dataOf(register: RegisterDefinition, typed: Typed, hidden: readonly string[] = []): Record<string, FieldValue | null> {
  const isSecret = typed['secret'] === true;
  const data: Record<string, FieldValue | null> = {};
  for (const field of askedFields(register, isSecret, hidden)) {
    const value = typed[field.id] ?? '';
    data[field.id] = value === '' ? null : isNumeric(field) && typeof value === 'string' ? numberOf(value) : value;
  }
  if (register.secrets === true) {
    data['secret'] = isSecret ? true : null;
    data['paperReference'] = isSecret ? (typed['paperReference'] ?? '') : null;
  }
  return data;
}

/** Fields that the server found fault with. */
export function faultyFields(error: unknown): ReadonlySet<string> {
  if (error === null || error === undefined) return new Set();
  const { code, details } = toAppError(error);
  const faults: unknown[] = code === 'input.invalid' && Array.isArray(details.faults) ? details.faults : [];
  return new Set(
    faults.flatMap((fault) => {
      const place = typeof fault === 'object' && fault !== null && 'place' in fault ? String(fault.place) : '';
      return place.startsWith('body.data.') ? [place.slice('body.data.'.length)] : [];
    }),
  );
}
