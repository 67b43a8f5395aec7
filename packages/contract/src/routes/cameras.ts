import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { ById, Done, Language, PageQuery } from './common.ts';
import { CameraDetail, CameraFilter, CameraList, Finding, StorageLocation } from './camera-views.ts';

const CamerasQuery = z.object({ ...PageQuery.shape, ...CameraFilter.shape });
const CameraExportQuery = z.object({ ...CameraFilter.shape, format: z.enum(['csv', 'xlsx', 'json']), language: Language });

/** A camera that a scan cannot reach, from its label: behind a recorder or a cloud app. */
export const CameraBody = z.object({
  name: z.string().trim().min(1).max(200),
  place: z.string().trim().max(300).default(''),
  maker: z.string().trim().max(100).default(''),
  model: z.string().trim().max(100).default(''),
  firmware: z.string().trim().max(100).default(''),
  serial: z.string().trim().max(100).default(''),
  mac: z
    .union([
      z.literal(''),
      z
        .string()
        .trim()
        .regex(/^([0-9A-Fa-f]{2}[:-]?){5}[0-9A-Fa-f]{2}$/),
    ])
    .default(''),
  address: z.string().trim().max(100).default(''),
  purchasedOn: z.iso.date().nullable().default(null),
  note: z.string().trim().max(2000).default(''),
});
export type CameraBody = z.infer<typeof CameraBody>;
export const CameraPatch = z
  .object({
    name: z.string().trim().min(1).max(200),
    place: z.string().trim().max(300),
    purchasedOn: z.iso.date().nullable(),
    note: z.string().trim().max(2000),
    hardwareRevision: z.string().trim().max(100),
    /** Set apart for the test whether wrong log-ins lock. */
    testDevice: z.boolean(),
    storage: StorageLocation,
    /** Number and date of the paper; empty: none. */
    originPaper: z.string().trim().max(300),
    qualityPaper: z.string().trim().max(300),
    contract: z.string().trim().max(300),
    supplier: z.string().trim().max(300),
    systemId: Id.nullable(),
    groupId: Id.nullable(),
    siteId: Id.nullable(),
    recorderId: Id.nullable(),
    channel: z.number().int().min(0).max(9999).nullable(),
  })
  .partial();
export type CameraPatch = z.infer<typeof CameraPatch>;

export const AcceptBody = z.object({ reason: z.string().trim().min(5).max(2000), until: z.iso.date() });
export type AcceptBody = z.infer<typeof AcceptBody>;
export const ReasonBody = z.object({ reason: z.string().trim().max(2000).default('') });
export type ReasonBody = z.infer<typeof ReasonBody>;

/** What an assessment is written as: papers, tables, and the formats of other programs. */
export const ASSESSMENT_FORMATS = ['pdf', 'docx', 'xlsx', 'html', 'csv', 'json', 'ndjson', 'sarif', 'hdf', 'nmap'] as const;
export type AssessmentFormat = (typeof ASSESSMENT_FORMATS)[number];
const AssessmentQuery = z.object({
  camera: Id.optional(),
  scan: Id.optional(),
  regulation: z.string().max(50).optional(),
  format: z.enum(ASSESSMENT_FORMATS),
  language: Language,
});

export const cameraRoutes = {
  listCameras: route({
    id: 'listCameras',
    method: 'GET',
    path: '/api/cameras',
    permission: 'camera.read',
    summary: 'Cameras of the register',
    query: CamerasQuery,
    output: CameraList,
  }),
  exportCameras: route({
    id: 'exportCameras',
    exports: 'listCameras',
    method: 'GET',
    path: '/api/cameras/export',
    permission: 'assessment.export',
    summary: 'The camera list exactly as filtered',
    query: CameraExportQuery,
    produces: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/json'],
  }),
  addCamera: route({
    id: 'addCamera',
    method: 'POST',
    path: '/api/cameras',
    permission: 'camera.write',
    summary: 'Add by hand a camera that a scan cannot reach',
    body: CameraBody,
    output: CameraDetail,
  }),
  getCamera: route({
    id: 'getCamera',
    method: 'GET',
    path: '/api/cameras/:id',
    permission: 'camera.read',
    summary: 'One camera with findings, evidence and requirements',
    params: ById,
    output: CameraDetail,
  }),
  updateCamera: route({
    id: 'updateCamera',
    method: 'PATCH',
    path: '/api/cameras/:id',
    permission: 'camera.write',
    summary: 'Name, place, purchase, papers, storage, and what it belongs to',
    params: ById,
    body: CameraPatch,
    output: CameraDetail,
  }),
  retireCamera: route({
    id: 'retireCamera',
    method: 'POST',
    path: '/api/cameras/:id/retire',
    permission: 'camera.write',
    summary: 'Take out of use; can be undone',
    params: ById,
    output: Done,
  }),
  restoreCamera: route({
    id: 'restoreCamera',
    method: 'POST',
    path: '/api/cameras/:id/restore',
    permission: 'camera.write',
    summary: 'Undo taking out of use',
    params: ById,
    output: Done,
  }),
  acceptFinding: route({
    id: 'acceptFinding',
    method: 'POST',
    path: '/api/findings/:id/accept',
    permission: 'finding.decide',
    summary: 'Accept a finding with a reason until a date',
    params: ById,
    body: AcceptBody,
    output: Finding,
  }),
  fixFinding: route({
    id: 'fixFinding',
    method: 'POST',
    path: '/api/findings/:id/fixed',
    permission: 'finding.decide',
    summary: 'Say that a finding is fixed; the next scan confirms or reopens it',
    params: ById,
    body: ReasonBody,
    output: Finding,
  }),
  reopenFinding: route({
    id: 'reopenFinding',
    method: 'POST',
    path: '/api/findings/:id/reopen',
    permission: 'finding.decide',
    summary: 'Open an accepted or fixed finding again',
    params: ById,
    body: ReasonBody,
    output: Finding,
  }),
  exportAssessment: route({
    id: 'exportAssessment',
    method: 'GET',
    path: '/api/assessment',
    permission: 'assessment.export',
    summary: 'The assessment of one camera, of one scan or of all',
    query: AssessmentQuery,
    produces: [
      'application/pdf',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'text/html',
      'text/csv',
      'application/json',
      'application/x-ndjson',
      'application/sarif+json',
      'application/xml',
    ],
  }),
} as const;
