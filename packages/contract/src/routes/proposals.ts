import { z } from 'zod';
import { Id, Identity } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, PageQuery, Total } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

/** `new`: no camera is known by it; `moved`: the same device at another address or site; `gone`: no scan of its address sees it any more. */
export const ProposalKind = z.enum(['new', 'changed', 'moved', 'gone']);
export type ProposalKind = z.infer<typeof ProposalKind>;
/** `watching`: missed, but not as often yet as the unit wants before it is proposed as gone; `superseded`: a later scan says otherwise. */
export const ProposalState = z.enum(['open', 'watching', 'accepted', 'refused', 'superseded']);
export type ProposalState = z.infer<typeof ProposalState>;
/** Rules by which a unit accepts without a person. */
export const ProposalRuleName = z.enum(['new', 'firmware', 'moved']);
export type ProposalRuleName = z.infer<typeof ProposalRuleName>;

/** What of a camera a proposal is about. `site` by name, `status` as in `CameraStatus`. */
export const ProposalField = z.enum(['maker', 'model', 'firmware', 'serial', 'mac', 'address', 'site', 'status']);
export type ProposalField = z.infer<typeof ProposalField>;

/** What a scan says about the register and what became of it. */
export const Proposal = z.object({
  id: Id,
  kind: ProposalKind,
  state: ProposalState,
  camera: z.object({
    id: Id,
    name: z.string(),
    status: z.string(),
    address: z.string().nullable(),
    makerName: z.string().nullable(),
    model: z.string().nullable(),
    strength: Identity.shape.strength,
    lastSeenAt: z.iso.datetime().nullable(),
    /** Open findings; those of a camera that is only proposed stand in no figure yet. */
    findings: z.number().int(),
  }),
  /** The unit that answers for the camera, where the reader sees it. */
  unit: z.string().nullable(),
  /** Null: the register holds nothing there. */
  changes: z.array(z.object({ field: ProposalField, before: z.string().nullable(), after: z.string().nullable() })),
  /** The mark by which the device was recognised; `new`: by none; null for `gone`. */
  recognisedBy: z.enum(['new', 'serial', 'mac', 'tls-key', 'wsd-endpoint', 'address']).nullable(),
  /** For `gone`: scans in a row that covered its address and did not see it. */
  misses: z.number().int(),
  /** The scan that said so first, and the latest that said the same. */
  scanId: Id,
  lastScanId: Id,
  saidAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
  /** Accepted by this rule; null: by a person, or not decided. */
  rule: ProposalRuleName.nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  reason: z.string(),
  /** Names: `accept`, `refuse`, `reopen`. */
  actions: Actions,
});
export type Proposal = z.infer<typeof Proposal>;

/** What proposals are narrowed to. */
export const ProposalFilter = z.object({
  kind: ProposalKind.optional(),
  /** A scan that says so, first or again. */
  scan: Id.optional(),
  camera: Id.optional(),
  /** A unit: cameras that it or a unit below it answers for. */
  under: Id.optional(),
});
export type ProposalFilter = z.infer<typeof ProposalFilter>;

const ListedFilter = z.object({ ...ProposalFilter.shape, state: z.enum([...ProposalState.options, 'all']).default('open') });
const ProposalsQuery = z.object({ ...PageQuery.shape, ...ListedFilter.shape });
export const ProposalList = z.object({
  items: z.array(Proposal),
  next: z.string().nullable(),
  /** With the first page only. */
  total: Total.nullable(),
  /** Name: `accept-all`. */
  actions: Actions,
});
export type ProposalList = z.infer<typeof ProposalList>;

/** What of a scan became of its proposals. */
export const ProposalCounts = z.object({
  new: z.number().int(),
  changed: z.number().int(),
  moved: z.number().int(),
  gone: z.number().int(),
  /** Accepted by a rule of the unit. */
  byRule: z.number().int(),
  /** Waiting for a person. */
  waiting: z.number().int(),
});
export type ProposalCounts = z.infer<typeof ProposalCounts>;

/** Why something is not so: what a later reader has to know. */
export const RefuseProposalBody = z.object({ reason: z.string().trim().min(3).max(2000) });
export type RefuseProposalBody = z.infer<typeof RefuseProposalBody>;

/** Proposals that accepting all of a filter would decide; not more than `most` at once. */
export const AcceptancePreview = z.object({
  count: z.number().int(),
  kinds: z.record(ProposalKind, z.number().int()),
  /** More wait than are accepted at once. */
  more: z.boolean(),
});
export type AcceptancePreview = z.infer<typeof AcceptancePreview>;
/** `count`: as the preview told it; where another number waits by now, nothing is accepted. */
export const AcceptAllBody = z.object({ ...ProposalFilter.shape, count: z.number().int().min(1).max(1000) });
export type AcceptAllBody = z.infer<typeof AcceptAllBody>;
export const AcceptedAll = z.object({ accepted: z.number().int() });
export type AcceptedAll = z.infer<typeof AcceptedAll>;

/** What a unit accepts without a person, and when a camera counts as gone. */
export const ProposalRules = z.object({
  /** New cameras whose maker is known and that can be recognised again: several kinds of evidence agree, or a serial number or MAC is told. */
  acceptNew: z.boolean(),
  /** Another firmware, and nothing else, on a known camera. */
  acceptFirmware: z.boolean(),
  /** Another address or site of a camera recognised by serial number or MAC, where the other of the two does not differ. */
  acceptMoved: z.boolean(),
  /** Scans in a row that must miss a camera before it is proposed as gone. */
  goneAfter: z.number().int().min(1).max(10),
});
export type ProposalRules = z.infer<typeof ProposalRules>;
export const ProposalRuleSet = z.object({
  ...ProposalRules.shape,
  unit: z.string(),
  /** Null: as they come with the software. */
  changedBy: z.string().nullable(),
  changedAt: z.iso.datetime().nullable(),
  /** Name: `change`. */
  actions: Actions,
});
export type ProposalRuleSet = z.infer<typeof ProposalRuleSet>;

export const proposalRoutes = {
  listProposals: route({
    id: 'listProposals',
    method: 'GET',
    path: '/api/proposals',
    permission: 'camera.read',
    summary: 'What scans propose about the register, newest first',
    query: ProposalsQuery,
    output: ProposalList,
  }),
  exportProposals: exportRoute({
    id: 'exportProposals',
    exports: 'listProposals',
    path: '/api/proposals/export',
    permission: 'camera.read',
    summary: 'The proposals of scans exactly as filtered',
    query: exportQuery(ListedFilter),
  }),
  countProposals: route({
    id: 'countProposals',
    method: 'GET',
    path: '/api/proposals/count',
    permission: 'camera.write',
    summary: 'How many proposals wait for a decision of the caller',
    output: z.object({ waiting: Total }),
  }),
  previewAcceptance: route({
    id: 'previewAcceptance',
    method: 'GET',
    path: '/api/proposals/acceptance',
    permission: 'camera.write',
    summary: 'What accepting all of a filter would decide',
    query: ProposalFilter,
    output: AcceptancePreview,
  }),
  acceptProposals: route({
    id: 'acceptProposals',
    method: 'POST',
    path: '/api/proposals/acceptance',
    permission: 'camera.write',
    summary: 'Accept all open proposals of a filter',
    body: AcceptAllBody,
    output: AcceptedAll,
  }),
  acceptProposal: route({
    id: 'acceptProposal',
    method: 'POST',
    path: '/api/proposals/:id/accept',
    permission: 'camera.write',
    summary: 'Take what a scan proposes into the register',
    params: ById,
    output: Proposal,
  }),
  refuseProposal: route({
    id: 'refuseProposal',
    method: 'POST',
    path: '/api/proposals/:id/refuse',
    permission: 'camera.write',
    summary: 'Refuse what a scan proposes; a new device is then not ours',
    params: ById,
    body: RefuseProposalBody,
    output: Proposal,
  }),
  reopenProposal: route({
    id: 'reopenProposal',
    method: 'POST',
    path: '/api/proposals/:id/reopen',
    permission: 'camera.write',
    summary: 'Take a refusal back',
    params: ById,
    output: Proposal,
  }),
  getProposalRules: route({
    id: 'getProposalRules',
    method: 'GET',
    path: '/api/proposal-rules',
    permission: 'camera.read',
    summary: "What the caller's unit accepts without a person",
    output: ProposalRuleSet,
  }),
  changeProposalRules: route({
    id: 'changeProposalRules',
    method: 'PATCH',
    path: '/api/proposal-rules',
    permission: 'camera.write',
    summary: "Change what the caller's unit accepts without a person",
    body: ProposalRules,
    output: ProposalRuleSet,
  }),
} as const;
