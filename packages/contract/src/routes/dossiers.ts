import { z } from 'zod';
import { Id, Text } from '@ancam/core';
import { route } from '../route.ts';
import { ById, PageQuery } from './common.ts';
import { DOSSIER_FORMS, DossierBody, DossierDetail, DossierFilter, DossierList, DossierSubmission } from './dossier-views.ts';
import { exportQuery, exportRoute } from './exports.ts';

const Day = z.iso.date();
const Line = z.string().trim().max(300);
const Prose = z.string().trim().max(8000);

const DossiersQuery = z.object({ ...PageQuery.shape, ...DossierFilter.shape });

/** `on`: the day it was begun, where it is entered later. */
export const DossierStartBody = z.object({ systemId: Id, on: Day.optional() });
export type DossierStartBody = z.infer<typeof DossierStartBody>;
/** The paper that goes with a step: an opinion, the signed decision. */
const StepPaper = z.object({ number: Line.default(''), date: Day.nullable().default(null), issuer: Line.default('') });
export const DossierMoveBody = z.object({
  step: z.string().max(60),
  on: Day,
  reason: Prose.default(''),
  document: StepPaper.default({ number: '', date: null, issuer: '' }),
});
export type DossierMoveBody = z.infer<typeof DossierMoveBody>;
export const DossierCommentBody = z.object({ part: z.string().max(60).default(''), body: z.string().trim().min(1).max(8000) });
export type DossierCommentBody = z.infer<typeof DossierCommentBody>;
const SettleBody = z.object({ commentId: Id });
/** The day of the assessment that stands before operation. */
export const AssessmentBody = z.object({ preOperationOn: Day.nullable() });
export type AssessmentBody = z.infer<typeof AssessmentBody>;

const CompareQuery = z.object({ from: z.coerce.number().int().min(1), to: z.coerce.number().int().min(1) });
/** What differs between two submissions, in both languages; null where a side has nothing. */
export const DossierDifference = z.object({
  from: z.number().int(),
  to: z.number().int(),
  changes: z.array(z.object({ section: Text, what: Text, before: Text.nullable(), after: Text.nullable() })),
});
export type DossierDifference = z.infer<typeof DossierDifference>;

/** Units that can be a party of a dossier, and bylaws that can be its bylaw. */
export const DossierChoices = z.object({
  units: z.array(z.object({ id: Id, name: z.string(), roles: z.array(z.string()) })),
  bylaws: z.array(z.object({ id: Id, title: z.string(), issuedOn: Day.nullable() })),
});
export type DossierChoices = z.infer<typeof DossierChoices>;

export const dossierRoutes = {
  listDossiers: route({
    id: 'listDossiers',
    method: 'GET',
    path: '/api/dossiers',
    permission: 'system.read',
    summary: 'Level dossiers, latest first; those of other bodies that the own unit has a part in as well',
    query: DossiersQuery,
    output: DossierList,
  }),
  exportDossiers: exportRoute({
    id: 'exportDossiers',
    exports: 'listDossiers',
    path: '/api/dossiers/export',
    permission: 'system.read',
    summary: 'The dossiers exactly as filtered',
    query: exportQuery(DossierFilter),
  }),
  startDossier: route({
    id: 'startDossier',
    method: 'POST',
    path: '/api/dossiers',
    permission: 'system.write',
    summary: 'Begin the dossier of a system whose level is confirmed',
    body: DossierStartBody,
    output: DossierDetail,
  }),
  getDossier: route({
    id: 'getDossier',
    method: 'GET',
    path: '/api/dossiers/:id',
    permission: 'system.read',
    summary: 'A dossier: where it stands, clocks, contents, steps with what stands against them, history',
    params: ById,
    output: DossierDetail,
  }),
  updateDossier: route({
    id: 'updateDossier',
    method: 'POST',
    path: '/api/dossiers/:id',
    permission: 'system.write',
    summary: 'Write in a dossier; while it is under way elsewhere only the bylaw and the paper of the list',
    params: ById,
    body: DossierBody,
    output: DossierDetail,
  }),
  moveDossier: route({
    id: 'moveDossier',
    method: 'POST',
    path: '/api/dossiers/:id/move',
    permission: 'dossier.move',
    summary: 'Take a step; who may is decided by the party, the person and the conditions of the statute book',
    params: ById,
    body: DossierMoveBody,
    output: DossierDetail,
  }),
  refreshDossier: route({
    id: 'refreshDossier',
    method: 'POST',
    path: '/api/dossiers/:id/refresh',
    permission: 'system.write',
    summary: 'Take level, regime, parties and the catalogue of requirements anew into a draft',
    params: ById,
    output: DossierDetail,
  }),
  assessDossier: route({
    id: 'assessDossier',
    method: 'POST',
    path: '/api/dossiers/:id/assessment',
    permission: 'system.write',
    summary: 'The day on which the conditions were assessed before operation',
    params: ById,
    body: AssessmentBody,
    output: DossierDetail,
  }),
  dossierChoices: route({
    id: 'dossierChoices',
    method: 'GET',
    path: '/api/dossiers/:id/choices',
    permission: 'system.read',
    summary: 'Units that can be owner, security unit or appraiser, and bylaws in force',
    params: ById,
    output: DossierChoices,
  }),
  commentDossier: route({
    id: 'commentDossier',
    method: 'POST',
    path: '/api/dossiers/:id/comments',
    permission: 'dossier.move',
    summary: 'Say something about a dossier or a part of it',
    params: ById,
    body: DossierCommentBody,
    output: DossierDetail,
  }),
  settleDossierComment: route({
    id: 'settleDossierComment',
    method: 'POST',
    path: '/api/dossiers/:id/comments/settle',
    permission: 'dossier.move',
    summary: 'Mark a comment as dealt with',
    params: ById,
    body: SettleBody,
    output: DossierDetail,
  }),
  printDossier: route({
    id: 'printDossier',
    method: 'GET',
    path: '/api/dossiers/:id/form',
    permission: 'system.read',
    summary: 'An official form of a dossier, filled with what is known; the rest are dots',
    params: ById,
    query: z.object({ form: z.enum(DOSSIER_FORMS), format: z.enum(['docx', 'pdf']) }),
    produces: ['application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'application/pdf'],
  }),
  readSubmission: route({
    id: 'readSubmission',
    method: 'GET',
    path: '/api/dossiers/:id/submission',
    permission: 'system.read',
    summary: 'A submission word for word: what was written, the criteria with their grounds, the answers of the plan',
    params: ById,
    query: z.object({ version: z.coerce.number().int().min(1) }),
    output: DossierSubmission,
  }),
  compareDossier: route({
    id: 'compareDossier',
    method: 'GET',
    path: '/api/dossiers/:id/compare',
    permission: 'system.read',
    summary: 'What differs between two submissions',
    params: ById,
    query: CompareQuery,
    output: DossierDifference,
  }),
} as const;
