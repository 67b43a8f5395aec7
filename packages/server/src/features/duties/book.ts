import type { DutyBook, DutyQuestion } from '@ancam/contract';
import { ObjectKind } from '@ancam/knowledge';
import type { Question } from '@ancam/knowledge';
import { citeAll, questionsOfObject } from '@ancam/law';
import type { Law } from '@ancam/law';

/** The duties as pages word them. */
export function bookOf(law: Law): DutyBook {
  return {
    duties: law.duties.all.map(({ duty }) => ({
      id: duty.id,
      title: duty.title,
      what: duty.what,
      clause: citeAll(law, duty.sources),
      confidence: duty.confidence,
      note: duty.note ?? null,
      noDeadline: duty.noDeadline ?? null,
      conflict: duty.conflict ?? null,
      each: duty.evidence.each ?? null,
      milestones: duty.evidence.milestones.map(({ id, title }) => ({ id, title })),
    })),
    facts: law.data.facts.map(({ id, title, register, how }) => ({ id, title, register, how })),
    documents: law.data.documents.map(({ id, short, title }) => ({ id, short, title })),
    objects: ObjectKind.options.map((kind) => ({ kind, questions: questionsOfObject(law, kind).map(viewQuestion) })),
  };
}

function viewQuestion({ id, kind, title, question, hint, choices = [] }: Question): DutyQuestion {
  return { id, kind, title, question, hint: hint ?? null, choices: choices.map((choice) => ({ id: choice.id, title: choice.title })) };
}
