import type { Text } from '@ancam/core';
import type { Permission } from '../route.ts';

/**
 * What a field holds. `text` one line, `longtext` several, `person` name and position of a person; `number` and `money` (whole Vietnamese
 * dong) numbers, `date` a day `yyyy-mm-dd`, `flag` yes or no, `choice` one of a list, `unit` the id of a unit, `record` the id of another record,
 * `file` no value: evidence attached under the field's name.
 */
export const FIELD_KINDS = ['text', 'longtext', 'person', 'number', 'money', 'date', 'flag', 'choice', 'unit', 'record', 'file'] as const;
export type FieldKind = (typeof FIELD_KINDS)[number];

/** One of a list of choices; the id is stored. */
export interface FieldChoice {
  readonly id: string;
  readonly title: Text;
}

/** A field of a register. */
export interface Field {
  /** camelCase; the key in the record's data. The same id in two registers has one kind. */
  readonly id: string;
  readonly title: Text;
  /** What belongs into it, where the title does not say. */
  readonly hint?: Text;
  readonly kind: FieldKind;
  readonly required?: true;
  /** The list filters and sorts by it: it has the typed generated column that `columnOf` names. */
  readonly filterable?: true;
  /** Shown in the list. */
  readonly listed?: true;
  /** Characters of a text (200 for one line and 5,000 for several, where absent), or the largest number. */
  readonly max?: number;
  readonly choices?: readonly FieldChoice[];
  /** Of `record`: the register that it points into. */
  readonly register?: string;
  /** Read only with this clearance, though the record is open. Such a field is neither filterable nor searched. */
  readonly classification?: 1;
  /** Of the body that keeps the record alone: a unit that the record was sent to does not read it. */
  readonly internal?: true;
}

/** A state of a record's life. */
export interface RecordState {
  readonly id: string;
  readonly title: Text;
  /** The fields can be changed in it. */
  readonly editable?: true;
  /** How it is shown: under way, in force, or over. */
  readonly tone: 'open' | 'good' | 'closed';
}

/** A step from one state to another. */
export interface Transition {
  readonly id: string;
  readonly title: Text;
  readonly from: readonly string[];
  readonly to: string;
  readonly permission: Permission;
  /** Whoever wrote or proposed the record is refused: the one who proposes never approves. */
  readonly otherPerson?: true;
  /** A reason has to be given. */
  readonly reason?: true;
  /** Fields that must be filled in first, though the form leaves them open. */
  readonly needs?: readonly string[];
}

/** A register: from this one value come storage, API, form, list, export and the trail of changes. */
export interface RegisterDefinition {
  /** kebab-case; part of addresses. */
  readonly id: string;
  readonly title: Text;
  /** What one record is called. */
  readonly one: Text;
  readonly lead: Text;
  /** Duties of the law register that a record is evidence for. */
  readonly duties: readonly string[];
  /** 0 open, 1 restricted: the least that a new record has. */
  readonly classification: 0 | 1;
  /** A record may be a state secret: then it is a flag and the number of the paper, never text. */
  readonly secrets?: true;
  readonly fields: readonly Field[];
  /** Field that names a record in lists and references, behind its `number` where it has one. */
  readonly titleField: string;
  /** Field by which records form a tree; it points into the same register. */
  readonly tree?: string;
  readonly states: readonly [RecordState, ...RecordState[]];
  readonly transitions: readonly Transition[];
}

/** Shorthand of definitions: Vietnamese and English. */
export function words(vi: string, en: string): Text {
  return { vi, en };
}

/** A field of a register by its id. */
export function fieldOf(register: RegisterDefinition, id: string): Field | undefined {
  return register.fields.find((field) => field.id === id);
}

/** Fields that hold words of people, which must be empty in a record that is a state secret. */
export function isFreeText(field: Field): boolean {
  return field.kind === 'text' || field.kind === 'longtext' || field.kind === 'person' || field.kind === 'file';
}
