import { z } from 'zod';
import { Id, Severity, Text } from '@ancam/core';
import { route } from '../route.ts';
import { ById } from './common.ts';
import { CHECK_KINDS, CHECK_OUTCOMES, SystemCheckDetail } from './system-check-views.ts';

const Day = z.iso.date();
const Requirement = z.object({ row: z.string(), title: Text });

/**
 * Why an entry of a document is not taken over: its requirement is not one of the level of the system; it is said to be met in one place
 * and not met in another, which counts; a risk that is closed; an observation on which nothing rests.
 */
export const RESULTS_LEFT = ['unknown-requirement', 'contradicted', 'risk-closed', 'observation-alone'] as const;

/** The check that assessment results in OSCAL would become. */
export const CheckResultsPreview = z.object({
  /** Title and version that the document gives itself. */
  title: z.string(),
  documentVersion: z.string(),
  /** Name of the system that the document is about, where that is told and another. */
  otherSystem: z.string().nullable(),
  /** The check that this document has become already; it changes nothing any more. */
  known: Id.nullable(),
  /** The open check into which it is entered; null where a new one begins. */
  into: z.object({ id: Id, plannedOn: Day }).nullable(),
  kind: z.enum(CHECK_KINDS),
  startedOn: Day,
  endedOn: Day.nullable(),
  assessor: z.string(),
  outcome: z.enum(CHECK_OUTCOMES).nullable(),
  shortcomings: z.array(
    z.object({
      /** Where in the document it stands. */
      place: z.string(),
      title: z.string(),
      severity: Severity,
      /** False where the document tells no severity that is known: medium is taken. */
      severityTold: z.boolean(),
      /** At what it aims, in the word of the document; empty where at nothing. */
      target: z.string(),
      /** Null where it aims at nothing, or at what the level of the system does not ask for: it is noted without a requirement. */
      requirement: Requirement.nullable(),
      mendBy: Day.nullable(),
      /** The camera of the finding of a scan that shows it. */
      camera: z.string().nullable(),
    }),
  ),
  /** Requirements that are met. */
  satisfied: z.array(z.object({ place: z.string(), ...Requirement.shape })),
  /** What is not taken over, and why. */
  left: z.array(z.object({ place: z.string(), title: z.string(), target: z.string(), reason: z.enum(RESULTS_LEFT) })),
});
export type CheckResultsPreview = z.infer<typeof CheckResultsPreview>;

/** `shortcomings` that were noted; none where the document had become the check before. */
export const CheckResultsDone = z.object({ check: Id, shortcomings: z.number().int(), again: z.boolean() });
export type CheckResultsDone = z.infer<typeof CheckResultsDone>;

const Kind = z.object({ kind: z.enum(CHECK_KINDS) });

export const checkResultRoutes = {
  previewCheckResults: route({
    id: 'previewCheckResults',
    method: 'POST',
    path: '/api/systems/:id/check-results/preview',
    permission: 'system.write',
    summary: 'The check that assessment results in OSCAL JSON would become, the document as the body; changes nothing',
    params: ById,
    query: Kind,
    streamedBody: true,
    output: CheckResultsPreview,
  }),
  importCheckResults: route({
    id: 'importCheckResults',
    method: 'POST',
    path: '/api/systems/:id/check-results',
    permission: 'system.write',
    summary:
      'Take assessment results in OSCAL JSON over as a check under way, all of it or nothing; the same document again changes nothing',
    params: ById,
    query: Kind,
    streamedBody: true,
    output: CheckResultsDone,
  }),
  undoCheckResults: route({
    id: 'undoCheckResults',
    method: 'POST',
    path: '/api/system-checks/:id/undo-import',
    permission: 'system.write',
    summary: 'Take an import of assessment results back while nothing was built on it',
    params: ById,
    output: SystemCheckDetail,
  }),
  checkOscal: route({
    id: 'checkOscal',
    method: 'GET',
    path: '/api/system-checks/:id/oscal',
    permission: 'system.read',
    summary: 'A check as OSCAL 1.2 assessment results: what is met, and each shortcoming as a risk aimed at its requirement',
    params: ById,
    produces: ['application/json'],
  }),
} as const;
