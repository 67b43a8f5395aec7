import type { LevelBody, SystemBody } from '@ancam/contract';
import type { Answers } from '@ancam/knowledge';
import type { Selectable } from 'kysely';
import type { Tables } from '../../db/tables.generated.ts';
import type { SheetKind } from './evaluate.ts';

/** What the register says of a system, as far as its level hangs on it. Kept with a determination; later changes are held against it. */
export type RegisterFacts = Pick<
  SystemBody,
  'serviceType' | 'dedicated' | 'hostSystemId' | 'purpose' | 'scope' | 'reach' | 'usersEstimate' | 'informationKinds'
> & {
  /** The unit that answers for it. */
  readonly owner: string;
};

type SystemColumns = Pick<
  Selectable<Tables['information_system']>,
  'service_type' | 'dedicated' | 'host_system_id' | 'purpose' | 'scope' | 'reach' | 'users_estimate' | 'information_kinds' | 'steward_id'
>;

/** What the register says of a system, as far as its level hangs on it. */
export function factsOf(row: SystemColumns): RegisterFacts {
  return {
    serviceType: row.service_type as RegisterFacts['serviceType'], // held to the list by the database
    dedicated: row.dedicated,
    hostSystemId: row.host_system_id,
    purpose: row.purpose,
    scope: row.scope,
    reach: row.reach as RegisterFacts['reach'], // likewise
    usersEstimate: row.users_estimate,
    informationKinds: row.information_kinds as RegisterFacts['informationKinds'], // likewise
    owner: row.steward_id,
  };
}

/** What a worksheet of a system can take from the register. */
export interface FilledFrom {
  readonly facts: RegisterFacts;
  readonly running: boolean;
  /** Cameras in use that the reader sees. */
  readonly cameras: number;
  readonly hostName: string | null;
  /** Number and day of the decision that approved the level of the host, where it is known. */
  readonly hostDecision: string | null;
  /** Day on which its own level was approved, where a dossier of it is in force. */
  readonly approvedOn: string | null;
}

/** A system is asked by the camera rule where the register says that it is made of cameras: set up for surveillance, or terminals of another. */
export function kindOf({ dedicated, hostSystemId }: Pick<RegisterFacts, 'dedicated' | 'hostSystemId'>): SheetKind {
  return dedicated || hostSystemId !== null ? 'cameras' : 'system';
}

function given<T>(value: T | null, name: string): Record<string, T> {
  return value === null || value === '' ? {} : { [name]: value };
}

/** Answers about cameras: of a system made of them, or of a group that hangs on one. */
export function cameraAnswers(from: Pick<FilledFrom, 'cameras' | 'hostName' | 'hostDecision'>, purpose: string): Answers {
  return {
    // None in the register is not yet none.
    ...(from.cameras === 0 ? {} : { cameraCount: from.cameras }),
    ...given(purpose, 'cameraPurpose'),
    ...given(from.hostName, 'hostSystem'),
    ...given(from.hostDecision, 'hostDecision'),
  };
}

/** The answers that the register gives today. A person looks through them; what the register does not say is left open. */
export function answersFrom(from: FilledFrom): Answers {
  const { facts, running } = from;
  const cameras = kindOf(facts) === 'cameras';
  const personal = facts.informationKinds.some((kind) => kind === 'private' || kind === 'personal');
  return {
    informationKinds: facts.informationKinds,
    serviceTypes: [facts.serviceType],
    ...(facts.serviceType === 'infrastructure' || facts.dedicated ? { infrastructureReach: facts.reach } : {}),
    ...(facts.serviceType === 'public-service' && personal ? given(facts.usersEstimate, 'usersWithData') : {}),
    ...(cameras ? { camerasMain: facts.dedicated, dedicatedSurveillance: facts.dedicated, ...cameraAnswers(from, facts.purpose) } : {}),
    running,
    ...given(from.approvedOn, 'approvedOn'),
  };
}

/** Answers of a worksheet that still are what the register says. */
export function prefilledIn(answers: Answers, register: Answers): string[] {
  return Object.keys(answers).filter((id) => id in register && JSON.stringify(answers[id]) === JSON.stringify(register[id]));
}

/** A worksheet as the register fills it in on a day. */
export function freshSheet(answers: Answers, asOf: string, hostSystemId: string | null): LevelBody {
  const copied = Object.fromEntries(
    Object.entries(answers).map(([id, value]) => [id, value !== null && typeof value === 'object' ? [...value] : value]),
  );
  return { asOf, answers: copied, counted: {}, reason: '', riskDocument: '', riskOn: null, hostSystemId };
}
