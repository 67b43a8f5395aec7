import { z } from 'zod';
import { Id } from '@ancam/core';
import { REGISTERS } from '../registers/all.ts';
import { route } from '../route.ts';

/** A file attached to a record. `waiting` and `infected` files cannot be opened. */
export const EvidenceFile = z.object({
  id: Id,
  /** Field of the record that asks for it; empty where none does. */
  purpose: z.string(),
  name: z.string(),
  version: z.number().int(),
  /** Bytes. */
  size: z.number().int(),
  sha256: z.string(),
  /** Type as the content shows it. */
  type: z.string(),
  scan: z.enum(['unscanned', 'waiting', 'clean', 'infected']),
  threat: z.string().nullable(),
  /** Places with the same content that the reader sees. */
  uses: z.number().int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
});
export type EvidenceFile = z.infer<typeof EvidenceFile>;
export const EvidenceList = z.object({ items: z.array(EvidenceFile) });
export type EvidenceList = z.infer<typeof EvidenceList>;
export const EvidenceQuery = z.object({ name: z.string().min(1).max(300), purpose: z.string().max(60).default('') });
export type EvidenceQuery = z.infer<typeof EvidenceQuery>;

const OfRecord = z.object({ register: z.enum(REGISTERS.map(({ id }) => id)), id: Id });
const OfFile = z.object({ ...OfRecord.shape, file: Id });

export const evidenceRoutes = {
  listEvidence: route({
    id: 'listEvidence',
    method: 'GET',
    path: '/api/registers/:register/records/:id/files',
    permission: 'record.read',
    summary: 'Files of a record with their versions',
    params: OfRecord,
    output: EvidenceList,
  }),
  addEvidence: route({
    id: 'addEvidence',
    method: 'POST',
    path: '/api/registers/:register/records/:id/files',
    permission: 'evidence.write',
    summary: 'Add a file: its bytes as the body; the same name makes a new version',
    params: OfRecord,
    query: EvidenceQuery,
    output: EvidenceList,
    streamedBody: true,
  }),
  readEvidence: route({
    id: 'readEvidence',
    method: 'GET',
    path: '/api/registers/:register/records/:id/files/:file',
    permission: 'record.read',
    summary: 'The content of a file',
    params: OfFile,
    produces: ['application/octet-stream'],
  }),
} as const;
