import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import type { Answers } from '@ancam/knowledge';
import type { Placement, Work } from '../../db/actor.ts';
import { citeDecision, decisionOf } from '../dossiers/decision.service.ts';
import { groupOf } from '../systems/places.service.ts';
import { systemOf } from '../systems/systems.service.ts';
import type { SheetKind } from './evaluate.ts';
import type { SubjectKey } from './levels.store.ts';
import { answersFrom, cameraAnswers, factsOf, kindOf } from './register.ts';
import type { RegisterFacts } from './register.ts';

/** A system, or a group of cameras, as its worksheet looks at it. */
export interface Subject {
  readonly key: SubjectKey;
  readonly sheetKind: SheetKind;
  readonly name: string;
  readonly owner: string | null;
  readonly retired: boolean;
  readonly place: Placement & { readonly steward_id: Id };
  readonly host: { readonly id: Id; readonly name: string } | null;
  /** What the register says of a system; null of a group. */
  readonly facts: RegisterFacts | null;
  /** Answers that the register gives today. */
  readonly answers: Answers;
}

/** The thing that a worksheet is about. Throws `not-found`. */
export async function subjectOf(work: Work, key: SubjectKey): Promise<Subject> {
  return key.kind === 'system' ? systemSubject(work, key) : groupSubject(work, key);
}

async function systemSubject(work: Work, key: SubjectKey): Promise<Subject> {
  const { row, host, cameras } = await systemOf(work, key.id);
  const facts = factsOf(row);
  const hostName = host?.name ?? null;
  const hostDecision = await citedDecision(work, host?.id ?? null);
  const approvedOn = (await decisionOf(work, row.id))?.on ?? null;
  return {
    key,
    sheetKind: kindOf(facts),
    name: row.name,
    owner: row.owner,
    retired: row.state === 'retired',
    place: row,
    host,
    facts,
    answers: answersFrom({ facts, running: row.state === 'operating', cameras, hostName, hostDecision, approvedOn }),
  };
}

/** The decision on the level of a system in one line; null where there is none that the reader sees. */
async function citedDecision(work: Work, systemId: Id | null): Promise<string | null> {
  const decision = systemId === null ? undefined : await decisionOf(work, systemId);
  return decision === undefined ? null : citeDecision(decision);
}

async function groupSubject(work: Work, key: SubjectKey): Promise<Subject> {
  const row = await groupOf(work, key.id);
  const from = { cameras: row.cameras, hostName: row.system, hostDecision: await citedDecision(work, row.system_id) };
  return {
    key,
    sheetKind: 'group',
    name: row.name,
    owner: row.owner,
    retired: false,
    place: row,
    host: row.system_id === null ? null : { id: row.system_id, name: row.system ?? '' },
    facts: null,
    answers: { camerasMain: false, ...cameraAnswers(from, '') },
  };
}

/** Refuses a host that is none: of another body, hidden, or the thing itself. Throws `not-found`. */
export async function assertHost(work: Work, { key, place }: Subject, hostSystemId: Id | null): Promise<void> {
  if (hostSystemId === null) return;
  const refusal = new AppError('not-found', 'no such system', { place: 'hostSystemId' });
  if (hostSystemId === key.id) throw refusal;
  const { row } = await systemOf(work, hostSystemId, refusal);
  if (row.home_id !== place.home_id) throw refusal;
}
