import type { Duty, EvidenceFact, LawData, LawDocument, OpenQuestion, Question, Workflow } from '@ancam/knowledge';
import { createCalendar } from './calendar.ts';
import type { Calendar } from './calendar.ts';
import { indexDuties } from './duty/index-duties.ts';
import type { DutyIndex } from './duty/index-duties.ts';
import { found } from './found.ts';

/** The statute book with its indexes, built once. Every evaluator takes it first and changes nothing. */
export interface Law {
  readonly data: LawData;
  readonly calendar: Calendar;
  readonly documents: ReadonlyMap<string, LawDocument>;
  readonly questions: ReadonlyMap<string, Question>;
  readonly openQuestions: ReadonlyMap<string, OpenQuestion>;
  readonly facts: ReadonlyMap<string, EvidenceFact>;
  readonly duties: DutyIndex;
}

/** Builds the indexes over the statute book. */
export function createLaw(data: LawData): Law {
  const documents = byId(data.documents);
  return {
    data,
    calendar: createCalendar(data.years),
    documents,
    questions: byId(data.questions),
    openQuestions: byId(data.openQuestions),
    facts: byId(data.facts),
    duties: indexDuties(data, documents),
  };
}

function byId<T extends { readonly id: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((each) => [each.id, each]));
}

/** A duty by its id. Throws `input.invalid` where there is none. */
export function getDuty(law: Law, id: string): Duty {
  return found(law.duties.byId.get(id)?.duty, `there is no duty ${id}`);
}

/** A workflow by its id. Throws `input.invalid` where there is none. */
export function getWorkflow(law: Law, id: string): Workflow {
  return found(
    law.data.workflows.find((workflow) => workflow.id === id),
    `there is no workflow ${id}`,
  );
}
