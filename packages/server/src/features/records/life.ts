import type { Actions, RecordData, RegisterDefinition, Transition } from '@ancam/contract';
import { holds } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';

/** What decides on the steps of a record. */
export interface Standing {
  readonly state: string;
  readonly data: RecordData;
  readonly scope_path: string;
  /** The actor wrote or proposed it. */
  readonly isAuthor: boolean;
  /** File fields that have evidence. */
  readonly files: ReadonlySet<string>;
}

/** Why a step is refused: a code that the pages translate. */
export type Refusal = 'state' | 'no-permission' | 'out-of-scope' | 'own-proposal' | 'incomplete';

function inScope(actor: Actor, scopePath: string): boolean {
  return actor.writeScopes.some((scope) => scopePath.startsWith(scope));
}

/** Fields that a step needs and the record lacks. */
export function missingFor({ data, files }: Standing, transition: Transition): string[] {
  // In a state secret the words stand on paper.
  if (data['secret'] === true) return [];
  return (transition.needs ?? []).filter((field) => data[field] === undefined && !files.has(field));
}

/** Why a step is refused to an actor; undefined where it is open. */
export function refusalOf(standing: Standing, transition: Transition, actor: Actor): Refusal | undefined {
  if (!transition.from.includes(standing.state)) return 'state';
  if (!holds(actor, transition.permission)) return 'no-permission';
  if (!inScope(actor, standing.scope_path)) return 'out-of-scope';
  // The system is no other person: without an account nobody approves.
  if (transition.otherPerson === true && (standing.isAuthor || actor.accountId === null)) return 'own-proposal';
  return missingFor(standing, transition).length > 0 ? 'incomplete' : undefined;
}

/** Why the fields cannot be changed; undefined where they can. */
export function editRefusal(register: RegisterDefinition, standing: Standing, actor: Actor): Refusal | undefined {
  if (register.states.find(({ id }) => id === standing.state)?.editable !== true) return 'state';
  if (!holds(actor, 'record.write')) return 'no-permission';
  return inScope(actor, standing.scope_path) ? undefined : 'out-of-scope';
}

/** What may be done with a record now, and why not the rest. */
export function actionsOf(register: RegisterDefinition, standing: Standing, actor: Actor): Actions {
  const steps: [string, Refusal | undefined][] = [
    ['edit', editRefusal(register, standing, actor)],
    ...register.transitions
      .filter(({ from }) => from.includes(standing.state))
      .map((transition): [string, Refusal | undefined] => [transition.id, refusalOf(standing, transition, actor)]),
  ];
  return {
    state: standing.state,
    may: steps.flatMap(([action, refusal]) => (refusal === undefined ? [action] : [])),
    blockers: steps.flatMap(([action, reason]) => (reason === undefined ? [] : [{ action, reason }])),
  };
}
