import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { Actions } from './common.ts';

/** Kinds of objects that files can be attached to. Who may read or change the object reads or changes its files. */
export const HOLDERS = [
  'records',
  'cameras',
  'findings',
  'systems',
  'authorisations',
  'certificates',
  'warnings',
  'jurisdictions',
  'reports',
  'dossiers',
  'checks',
] as const;
export type Holder = (typeof HOLDERS)[number];

/**
 * What is known of viruses in a file. `unscanned`: no scanner is set up; `waiting`: kept apart until the scanner has answered;
 * `waiting` and `infected` files cannot be opened.
 */
export const SCAN_STATES = ['unscanned', 'waiting', 'clean', 'infected'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** Why a file is not taken in, whoever sends it. */
export const FILE_REFUSALS = [
  'empty',
  'name',
  'runnable',
  'type',
  'name-differs',
  'macro',
  'bomb',
  'two-in-one',
  'old-office',
  'infected',
] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

/** One version of a file. Its bytes and its hash never change. */
export const EvidenceVersion = z.object({
  id: Id,
  version: z.number().int(),
  name: z.string(),
  /** Bytes. */
  size: z.number().int(),
  sha256: z.string(),
  /** Type as the content shows it, e.g. `application/pdf`. */
  type: z.string(),
  scan: z.enum(SCAN_STATES),
  /** What the scanner called it. */
  threat: z.string().nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  withdrawnAt: z.iso.datetime().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnReason: z.string().nullable(),
  /** `open`, `withdraw`. */
  actions: Actions,
});
export type EvidenceVersion = z.infer<typeof EvidenceVersion>;

/** A file with its versions, newest first. */
export const EvidenceFile = z.object({
  /** Of its first version. */
  id: Id,
  /** Field of a record that asks for it; empty where none does. */
  purpose: z.string(),
  versions: z.array(EvidenceVersion).min(1),
  /** `replace`. */
  actions: Actions,
});
export type EvidenceFile = z.infer<typeof EvidenceFile>;

export const EvidenceList = z.object({
  /** Whatever changed last first. */
  items: z.array(EvidenceFile),
  /** Bytes of the largest file. */
  largest: z.number().int(),
  /** Endings of the names of files that are taken, e.g. `pdf`. */
  endings: z.array(z.string()),
  /** `add`. */
  actions: Actions,
});
export type EvidenceList = z.infer<typeof EvidenceList>;

export const EvidenceQuery = z.object({
  name: z.string().min(1).max(300),
  purpose: z.string().max(60).default(''),
  /** A version of the file that this is the next version of; without it a file of the same name and purpose gets one. */
  replaces: Id.optional(),
});
export type EvidenceQuery = z.infer<typeof EvidenceQuery>;

export const EvidenceReason = z.object({ reason: z.string().trim().min(1).max(2000) });
export type EvidenceReason = z.infer<typeof EvidenceReason>;

const OfHolder = z.object({ holder: z.enum(HOLDERS), id: Id });
const OfFile = z.object({ id: Id });

export const evidenceRoutes = {
  listEvidence: route({
    id: 'listEvidence',
    method: 'GET',
    path: '/api/evidence/:holder/:id',
    permission: 'evidence.read',
    summary: 'Files of an object with their versions',
    params: OfHolder,
    output: EvidenceList,
  }),
  addEvidence: route({
    id: 'addEvidence',
    method: 'POST',
    path: '/api/evidence/:holder/:id',
    permission: 'evidence.write',
    summary: 'Add a file, its bytes as the body; the same content under the same name again changes nothing',
    params: OfHolder,
    query: EvidenceQuery,
    output: EvidenceList,
    streamedBody: true,
  }),
  readEvidence: route({
    id: 'readEvidence',
    method: 'GET',
    path: '/api/files/:id/content',
    permission: 'evidence.read',
    summary: 'The content of one version of a file',
    params: OfFile,
    produces: ['application/octet-stream'],
  }),
  withdrawEvidence: route({
    id: 'withdrawEvidence',
    method: 'POST',
    path: '/api/files/:id/withdraw',
    permission: 'evidence.write',
    summary: 'Withdraw a version of a file: it stays, marked with the reason, and no longer counts',
    params: OfFile,
    body: EvidenceReason,
    output: EvidenceList,
  }),
} as const;
