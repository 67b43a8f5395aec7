import type { RecordData, RecordEvent, RecordLink, RecordRow, RegisterDefinition } from '@ancam/contract';
import { registerOf } from '@ancam/contract';
import type { Actor } from '../../db/actor.ts';
import type { EventRow } from './events.store.ts';
import type { LinkRow, RecordKept } from './records.store.ts';

/** Fields that an actor of this clearance does not see. */
export function hiddenFields(register: RegisterDefinition, clearance: number): string[] {
  return register.fields.filter(({ classification = 0 }) => classification > clearance).map(({ id }) => id);
}

function without<T>(values: Readonly<Record<string, T>>, hidden: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !hidden.includes(name)));
}

export function viewLink({ id, register, state, title, data }: LinkRow): RecordLink {
  return { id, register, state, title, number: String(data['number'] ?? data['paperReference'] ?? ''), secret: data['secret'] === true };
}

/** Whether a record stands where the actor reads; one that was sent to its unit may stand elsewhere. */
function standsWithin({ scopes, places }: Reader, { scope_path: path, place_path: place }: RecordKept): boolean {
  return scopes.some((scope) => path.startsWith(scope)) || places.some((each) => place.startsWith(each));
}

type Reader = Pick<Actor, 'clearance' | 'scopes' | 'places'>;

/** A record as the actor sees it. Of one that was sent to its unit it does not see what its keeper wrote for itself. */
export function viewRow(register: RegisterDefinition, row: RecordKept, actor: Reader): RecordRow {
  const hidden = hiddenFields(register, actor.clearance);
  const own = standsWithin(actor, row) ? [] : register.fields.filter(({ internal }) => internal === true).map(({ id }) => id);
  return {
    ...viewLink(row),
    data: without(row.data, [...hidden, ...own]),
    hidden: hidden.filter((field) => row.data[field] !== undefined),
    restricted: row.classification > 0,
    unit: { id: row.steward_id, name: row.unit_name ?? '' },
    createdAt: row.created_at,
    createdBy: row.created_by,
    onBehalf: row.on_behalf,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
    version: row.version,
  };
}

export function viewEvent(register: RegisterDefinition, row: EventRow, clearance: number): RecordEvent {
  const hidden = hiddenFields(register, clearance);
  return {
    id: row.id,
    at: row.at,
    by: row.by_name,
    event: row.event as RecordEvent['event'], // held by the table's check
    transition: row.transition,
    fromState: row.from_state,
    toState: row.to_state,
    reason: row.reason,
    before: without(row.before as RecordData, hidden), // written by insertEvent
    after: without(row.after as RecordData, hidden), // written by insertEvent
  };
}

/** How the audit names a record: never by words of a state secret or of a restricted field. */
export function nameOf(row: Named): string {
  return `${registerOf(row.register)?.id ?? row.register}: ${plainName(row)}`.slice(0, 500);
}

type Named = Pick<RecordKept, 'register' | 'title' | 'data'>;

/** Its number and what it is about, where its register is told already. */
export function plainName({ data, title }: Named): string {
  return [data['number'], data['paperReference'], title]
    .filter((each) => each !== undefined && each !== '')
    .join(' ')
    .slice(0, 500);
}
