import { budget } from './budget.ts';
import { bylaws } from './bylaws.ts';
import { campaigns } from './campaigns.ts';
import type { RegisterDefinition } from './definition.ts';
import { documents } from './documents.ts';
import { importDeclarations } from './imports.ts';
import { inspections } from './inspections.ts';
import { outreach } from './outreach.ts';
import { questions } from './questions.ts';
import { training } from './training.ts';

/** All registers that are definitions, in the order of the page. */
export const REGISTERS: readonly RegisterDefinition[] = [
  bylaws,
  documents,
  budget,
  questions,
  outreach,
  inspections,
  training,
  campaigns,
  importDeclarations,
];

/** A register by its id; undefined where there is none. */
export function registerOf(id: string): RegisterDefinition | undefined {
  return REGISTERS.find((register) => register.id === id);
}
