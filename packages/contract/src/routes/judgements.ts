import { z } from 'zod';
import { Conformity, Id, JudgeMethod, Judged, RequirementStanding } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById } from './common.ts';

const Line = z.string().trim().max(300);

/** A judgement counts once a second person has confirmed it. */
export const JUDGEMENT_STATES = ['proposed', 'confirmed', 'refused', 'withdrawn'] as const;

/** What a person concluded about a requirement on one camera. */
export const JudgementBody = z.object({
  regulation: z.string().min(1).max(50),
  requirement: z.string().min(1).max(50),
  /** Test case of ETSI TS 103 701; empty: the whole requirement. */
  unit: z.string().max(50).default(''),
  method: JudgeMethod,
  verdict: Judged,
  /** The person or laboratory that concluded it. */
  by: Line.min(1),
  on: z.iso.date(),
  /** Number or name of the document, report or minutes; a paper or a laboratory needs this or a file. */
  document: Line.default(''),
  /** A file of the camera. */
  fileId: Id.nullable().default(null),
  note: z.string().trim().max(2000).default(''),
  /** Firmware that was judged; empty where it does not matter. */
  firmware: Line.default(''),
});
export type JudgementBody = z.infer<typeof JudgementBody>;

export const JudgementRow = z.object({
  ...JudgementBody.shape,
  id: Id,
  state: z.enum(JUDGEMENT_STATES),
  /** Confirmed, and of the firmware that runs. */
  counts: z.boolean(),
  file: z.object({ id: Id, name: z.string() }).nullable(),
  proposedBy: z.string(),
  proposedAt: z.iso.datetime(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  reason: z.string(),
  /** `confirm`, `refuse`, `withdraw`. */
  actions: Actions,
});
export type JudgementRow = z.infer<typeof JudgementRow>;

/** What people concluded about a camera, and where that leaves it. */
export const CameraJudgements = z.object({
  /** Newest first. */
  items: z.array(JudgementRow),
  /** Scan and people together, by regulation. */
  regulations: z.array(
    z.object({
      id: z.string(),
      conformity: Conformity,
      requirements: z.array(z.object({ requirement: z.string(), standing: RequirementStanding, units: z.array(z.string()) })),
    }),
  ),
  /** Of the camera as it runs; null where not known. */
  firmware: z.string().nullable(),
  /** `add`. */
  actions: Actions,
});
export type CameraJudgements = z.infer<typeof CameraJudgements>;

export const JUDGEMENT_DECISIONS = ['confirm', 'refuse', 'withdraw'] as const;
export const JudgementDecision = z.object({ action: z.enum(JUDGEMENT_DECISIONS), reason: z.string().trim().max(2000).default('') });
export type JudgementDecision = z.infer<typeof JudgementDecision>;

export const judgementRoutes = {
  listJudgements: route({
    id: 'listJudgements',
    method: 'GET',
    path: '/api/cameras/:id/judgements',
    permission: 'camera.read',
    summary: 'What people concluded about the requirements on a camera, and where scan and people leave it',
    params: ById,
    output: CameraJudgements,
  }),
  addJudgement: route({
    id: 'addJudgement',
    method: 'POST',
    path: '/api/cameras/:id/judgements',
    permission: 'camera.write',
    summary: 'Propose what was concluded by document, laboratory or interview; another person confirms it',
    params: ById,
    body: JudgementBody,
    output: CameraJudgements,
  }),
  decideJudgement: route({
    id: 'decideJudgement',
    method: 'POST',
    path: '/api/judgements/:id/decide',
    permission: 'finding.decide',
    summary: 'Confirm or refuse a judgement that another person proposed, or withdraw one',
    params: ById,
    body: JudgementDecision,
    output: CameraJudgements,
  }),
} as const;
