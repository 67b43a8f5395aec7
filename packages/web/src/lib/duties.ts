import { api } from '@ancam/contract';
import type { DutyBook } from '@ancam/contract';
import { useRead } from './api.ts';
import { useText } from './language.ts';

type BookDuty = DutyBook['duties'][number];

/** How duties, facts and documents are called in the language of the page; the id while the book loads. */
export interface DutyWords {
  readonly book: DutyBook | undefined;
  readonly duty: (id: string) => BookDuty | undefined;
  readonly title: (id: string) => string;
  readonly milestone: (duty: string, id: string) => string;
  readonly fact: (id: string) => string;
  readonly registerOf: (fact: string) => string;
  /** A document's short name; a unit by the names given. */
  readonly issuer: (id: string, names?: readonly { readonly id: string; readonly name: string }[]) => string;
  readonly question: (id: string) => string;
}

const HOUR_MS = 3_600_000;

/** The words of the book of duties; it changes with the software only. */
export function useDutyWords(): DutyWords {
  const text = useText();
  const { data: book } = useRead(api.dutyBook, {}, { every: () => HOUR_MS });
  const duty = (id: string): BookDuty | undefined => book?.duties.find((each) => each.id === id);
  const fact = (id: string) => book?.facts.find((each) => each.id === id);
  const worded = (found: { readonly title: Parameters<typeof text>[0] } | undefined, id: string): string =>
    found === undefined ? id : text(found.title);
  return {
    book,
    duty,
    title: (id) => worded(duty(id), id),
    milestone: (of, id) =>
      worded(
        duty(of)?.milestones.find((each) => each.id === id),
        id,
      ),
    fact: (id) => worded(fact(id), id),
    registerOf: (id) => fact(id)?.register ?? '',
    issuer: (id, names = []) => {
      const document = book?.documents.find((each) => each.id === id);
      return document === undefined ? names.find((each) => each.id === id)?.name || id : text(document.short);
    },
    question: (id) =>
      worded(
        book?.objects.flatMap(({ questions }) => questions).find((each) => each.id === id),
        id,
      ),
  };
}
