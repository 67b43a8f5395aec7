import { z } from 'zod';
import { AuthorisationNote, HostResult, Id, ScanPlan, ScanStats, ScanWindow } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

/** `new`: its code was not used yet; `silent`: it has not asked for longer than a probe may; `revoked`: nothing of it is taken any more. */
export const ProbeHealth = z.enum(['new', 'working', 'idle', 'silent', 'revoked']);
export type ProbeHealth = z.infer<typeof ProbeHealth>;

/** A program in the network of an agency that scans there for this server. Actions: `revoke`, `code` (a new one-time code), `scan`. */
export const Probe = z.object({
  id: Id,
  name: z.string(),
  site: z.object({ id: Id, name: z.string() }).nullable(),
  /** First 16 hexadecimal digits of the SHA-256 of its public key, as the probe prints it. */
  fingerprint: z.string().nullable(),
  enrolledAt: z.iso.datetime().nullable(),
  lastSeenAt: z.iso.datetime().nullable(),
  lastAddress: z.string().nullable(),
  software: z.string().nullable(),
  /** Its clock minus the clock of the server. */
  clockSkewSeconds: z.number().int().nullable(),
  /** Results on its disk that the server has not taken yet. */
  queued: z.number().int().nullable(),
  /** What its own file allows it to scan, as it told last. */
  allowed: z.array(z.string()),
  /** Pieces of scans that it works on. */
  pieces: z.number().int(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  actions: Actions,
});
export type Probe = z.infer<typeof Probe>;
export const ProbeList = z.object({ items: z.array(Probe), next: z.string().nullable(), actions: Actions });
export type ProbeList = z.infer<typeof ProbeList>;

export const ProbeBody = z.object({ name: z.string().trim().min(1).max(100), siteId: Id.nullable().default(null) });
export type ProbeBody = z.infer<typeof ProbeBody>;

/** A probe with its one-time code, shown once. */
export const NewProbe = z.object({ probe: Probe, code: z.string(), expiresAt: z.iso.datetime() });
export type NewProbe = z.infer<typeof NewProbe>;

/** What a probe says to be enrolled; its private key never leaves its folder. */
export const EnrolBody = z.object({
  code: z.string().min(1).max(200),
  /** Ed25519, SubjectPublicKeyInfo in DER, base64. */
  publicKey: z.string().max(200),
});
export type EnrolBody = z.infer<typeof EnrolBody>;
export const Enrolled = z.object({ id: Id, name: z.string() });
export type Enrolled = z.infer<typeof Enrolled>;

/** A probe asks for work and tells how it is. */
export const PollBody = z.object({
  /** Time on its clock. */
  at: z.iso.datetime(),
  software: z.string().max(100),
  queued: z.int().min(0).max(10_000_000),
  allowed: z.array(z.string().max(200)).max(1000),
  /** Pieces that it has and has not ended. */
  holds: z.array(Id).max(100),
  /** How many more it takes. */
  room: z.int().min(0).max(10),
});
export type PollBody = z.infer<typeof PollBody>;

/** A piece of work: the plan names the addresses of this piece only. */
export const ProbePiece = z.object({
  id: Id,
  scanId: Id,
  plan: ScanPlan,
  authorisation: AuthorisationNote.nullable(),
  /** Outside of these hours the probe sends nothing for it, by its own clock. */
  window: ScanWindow.nullable().default(null),
});
export type ProbePiece = z.infer<typeof ProbePiece>;
export const PollAnswer = z.object({
  pieces: z.array(ProbePiece),
  /** Pieces held that are no longer wanted from this probe: it stops, and sends what it finished. */
  drop: z.array(Id),
  /** Seconds until it asks again. */
  again: z.number().int(),
});
export type PollAnswer = z.infer<typeof PollAnswer>;

/** Most hosts that a probe sends at once. */
export const MOST_HOSTS = 50;

/** How the work on a piece ended. `refused`: the own file of the probe does not allow its addresses; it goes to another. */
export const PieceEnd = z.object({
  status: z.enum(['completed', 'limit', 'failed', 'refused']),
  stats: ScanStats.nullable(),
  notes: z.array(z.string().max(512)).max(256),
});
export type PieceEnd = z.infer<typeof PieceEnd>;

/** Results of a piece. A host may come again, with more facts or because the answer was lost: by its id it counts once. */
export const ResultsBody = z.object({
  piece: Id,
  hosts: z.array(HostResult).max(MOST_HOSTS),
  end: PieceEnd.nullable(),
});
export type ResultsBody = z.infer<typeof ResultsBody>;
export const ResultsAnswer = z.object({
  /** How many hosts are kept, now or from before. */
  taken: z.number().int(),
  /** How many lie outside of the piece, or were told by another probe first. */
  left: z.number().int(),
});
export type ResultsAnswer = z.infer<typeof ResultsAnswer>;

export const probeRoutes = {
  listProbes: route({
    id: 'listProbes',
    method: 'GET',
    path: '/api/probes',
    permission: 'scan.read',
    summary: 'Probes by name, with their health',
    query: PageQuery,
    output: ProbeList,
  }),
  exportProbes: exportRoute({
    id: 'exportProbes',
    exports: 'listProbes',
    path: '/api/probes/export',
    permission: 'scan.read',
    summary: 'All probes',
    query: exportQuery(z.object({})),
  }),
  addProbe: route({
    id: 'addProbe',
    method: 'POST',
    path: '/api/probes',
    permission: 'account.write',
    summary: 'Name a probe; gives the one-time code by which it enrols',
    body: ProbeBody,
    output: NewProbe,
  }),
  getProbe: route({
    id: 'getProbe',
    method: 'GET',
    path: '/api/probes/:id',
    permission: 'scan.read',
    summary: 'One probe',
    params: ById,
    output: Probe,
  }),
  renewProbeCode: route({
    id: 'renewProbeCode',
    method: 'POST',
    path: '/api/probes/:id/code',
    permission: 'account.write',
    summary: 'A new one-time code for a probe whose code was not used',
    params: ById,
    output: NewProbe,
  }),
  revokeProbe: route({
    id: 'revokeProbe',
    method: 'POST',
    path: '/api/probes/:id/revoke',
    permission: 'account.write',
    summary: 'End a probe at once: nothing it sends is taken any more, its pieces go to others',
    params: ById,
    output: Probe,
  }),
  enrolProbe: route({
    id: 'enrolProbe',
    method: 'POST',
    path: '/api/probe/enrol',
    permission: 'public',
    summary: 'A probe hands over its public key for a one-time code',
    body: EnrolBody,
    output: Enrolled,
  }),
  pollProbe: route({
    id: 'pollProbe',
    method: 'POST',
    path: '/api/probe/poll',
    permission: 'public',
    summary: 'A probe asks for work (signed by its key, body: how it is)',
    streamedBody: true,
    output: PollAnswer,
  }),
  sendProbeResults: route({
    id: 'sendProbeResults',
    method: 'POST',
    path: '/api/probe/results',
    permission: 'public',
    summary: 'A probe sends results of a piece (signed by its key)',
    streamedBody: true,
    output: ResultsAnswer,
  }),
} as const;
