import { z } from 'zod';
import {
  Basis,
  CheckResult,
  Certainty,
  Fact,
  Id,
  Identity,
  Observation,
  ProbeState,
  RequirementResult,
  RequirementVerdict,
  Severity,
  Text,
} from '@ancam/core';
import { Actions, Total } from './common.ts';
import { WarnedState } from './warnings.ts';

/** `proposed`: a scan saw it and nobody has accepted it; `not-ours`: a person said that it is not the unit's. */
export const CameraStatus = z.enum(['in-use', 'retired', 'proposed', 'not-ours']);
/** Where recordings are kept. `none`: nothing is recorded. */
export const StorageLocation = z.enum(['vietnam', 'abroad', 'none', 'unknown']);
export type StorageLocation = z.infer<typeof StorageLocation>;

/** A record that another one points to. */
const Named = z.object({ id: Id, name: z.string() });

/** A camera in a list. `worst` is the worst open finding. */
export const CameraRow = z.object({
  id: Id,
  name: z.string(),
  place: z.string(),
  address: z.string().nullable(),
  kind: Identity.shape.kind,
  makerName: z.string().nullable(),
  model: z.string().nullable(),
  firmware: z.string().nullable(),
  strength: Identity.shape.strength,
  /** `hand`: entered by a person, no scan reaches it. */
  source: z.enum(['scan', 'hand']),
  /** Entered by a superior for a silent unit. */
  onBehalf: z.boolean(),
  status: CameraStatus,
  open: z.record(Severity, z.number().int()),
  worst: Severity.nullable(),
  /** An authority warns of it. */
  warned: WarnedState,
  /** No origin paper or no quality paper is recorded. */
  paperless: z.boolean(),
  storage: StorageLocation,
  /** Null too where the reader does not see the record. */
  system: Named.nullable(),
  site: Named.nullable(),
  group: Named.nullable(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime().nullable(),
});
export type CameraRow = z.infer<typeof CameraRow>;

/** Cameras by their worst open finding. `none`: scanned, and nothing is open; `unchecked`: no scan has seen it and nothing is open. */
export const WorstFinding = z.enum([...Severity.options, 'none', 'unchecked']);
export type WorstFinding = z.infer<typeof WorstFinding>;

const PlacePath = z
  .string()
  .max(100)
  .regex(/^\/([0-9a-z-]+\/)*$/);

/** Filters and order of the camera list; the same in the URL of the page, the list and its export. */
export const CameraFilter = z.object({
  q: z.string().trim().max(200).optional(),
  maker: z.string().max(100).optional(),
  /** The worst open finding. */
  severity: WorstFinding.optional(),
  /** `unknown`: whose maker nobody knows. */
  identity: z.enum(['unknown']).optional(),
  /** `ending`: with an accepted finding whose acceptance ends soon. */
  acceptance: z.enum(['ending']).optional(),
  check: z.string().max(100).optional(),
  status: CameraStatus.optional(),
  /** `any`: certainly or possibly. */
  warned: z.enum(['any', 'certain', 'possible']).optional(),
  /** `missing`: without origin or quality paper. */
  papers: z.enum(['missing']).optional(),
  storage: StorageLocation.optional(),
  system: Id.optional(),
  site: Id.optional(),
  group: Id.optional(),
  model: Id.optional(),
  warning: Id.optional(),
  kind: Identity.shape.kind.optional(),
  /** Cameras that this recorder records. */
  recorder: Id.optional(),
  /** A unit: cameras that it or a unit below it answers for. */
  under: Id.optional(),
  /** A top body: cameras that were recorded within it. */
  home: Id.optional(),
  /** Path of a territory, e.g. `/51/21172/`. */
  place: PlacePath.optional(),
  sort: z.enum(['worst', 'address', 'name', 'lastSeen']).default('worst'),
});
export type CameraFilter = z.infer<typeof CameraFilter>;
export const CameraList = z.object({
  items: z.array(CameraRow),
  next: z.string().nullable(),
  /** Of the whole list, with the first page only; not `exact`: more than so many. */
  total: Total.nullable(),
  /** Makers to filter by, with the first page only. */
  makers: z.array(z.string()),
  /** Name of the unit of the filter `under`. */
  unit: z.string().nullable(),
  /** What the records and the territory of the filter are called, by filter; with the first page only. */
  names: z.record(z.string(), z.string()),
});
export type CameraList = z.infer<typeof CameraList>;

/** Texts of a check as a page needs them, resolved by the server from knowledge. */
export const CheckTexts = z.object({
  id: z.string(),
  title: Text,
  explanation: Text,
  remedy: Text,
  severity: Severity,
  confidence: z.string(),
  clauses: z.array(z.string()),
  sources: z.array(z.string()),
  cve: z.array(z.string()),
  /** Those of `cve` that are known to be exploited: the day they entered the catalogue, null where not read, and the day of its edition. */
  exploited: z.array(z.object({ cve: z.string(), added: z.iso.date().nullable(), asOf: z.iso.date() })),
});
export type CheckTexts = z.infer<typeof CheckTexts>;

export const FindingStatus = z.enum(['open', 'accepted', 'fixed']);
/** A failed check with a life across scans. */
export const Finding = z.object({
  id: Id,
  cameraId: Id,
  check: z.string(),
  severity: Severity,
  certainty: Certainty.nullable(),
  status: FindingStatus,
  /** Fixed as told by a person and not yet seen by a scan. */
  fixedBy: z.enum(['scan', 'person']).nullable(),
  reason: z.string().nullable(),
  acceptedUntil: z.iso.date().nullable(),
  firstSeenAt: z.iso.datetime(),
  lastSeenAt: z.iso.datetime(),
  evidence: z.array(Fact),
  history: z.array(
    z.object({
      at: z.iso.datetime(),
      by: z.string(),
      event: z.enum(['opened', 'seen', 'accepted', 'fixed', 'reopened', 'worsened', 'expired']),
      reason: z.string().nullable(),
    }),
  ),
  texts: CheckTexts,
  actions: Actions,
});
export type Finding = z.infer<typeof Finding>;

export const RequirementRow = z.object({
  ...RequirementResult.shape,
  title: Text,
  group: Text,
  confidence: z.string(),
  needs: z.array(z.string()),
  verdict: RequirementVerdict,
  scanShows: Text.nullable(),
  alsoNeeded: Text.nullable(),
});
export type RequirementRow = z.infer<typeof RequirementRow>;

export const CameraDetail = z.object({
  ...CameraRow.shape,
  note: z.string(),
  purchasedOn: z.iso.date().nullable(),
  hardwareRevision: z.string(),
  testDevice: z.boolean(),
  originPaper: z.string(),
  qualityPaper: z.string(),
  contract: z.string(),
  supplier: z.string(),
  /** The model of the shared register that its names mean. */
  registered: Named.nullable(),
  /** The recorder that records it, and on which channel. */
  recorder: Named.nullable(),
  channel: z.number().int().nullable(),
  /** Of a recorder: what it records, by channel. */
  channels: z.array(z.object({ ...Named.shape, status: CameraStatus, channel: z.number().int().nullable() })),
  warnings: z.array(
    z.object({
      id: Id,
      certainty: z.enum(['possible', 'certain']),
      issuer: z.string(),
      document: z.string(),
      documentDate: z.iso.date(),
      title: z.string(),
      remedy: z.string(),
    }),
  ),
  identity: Identity,
  findings: z.array(Finding),
  /** All other outcomes of the last scan: pass, inconclusive, not applicable, not checked, error. */
  otherChecks: z.array(z.object({ ...CheckResult.shape, title: Text })),
  requirements: z.array(RequirementRow),
  regulations: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      title: Text,
      validFrom: z.string(),
      validTo: z.string().nullable(),
      confidence: z.string(),
      /** By the date of purchase. */
      basis: Basis,
    }),
  ),
  probes: z.array(ProbeState),
  observations: z.array(Observation),
  facts: z.array(Fact),
  scans: z.array(z.object({ id: Id, at: z.iso.datetime(), address: z.string() })),
  actions: Actions,
});
export type CameraDetail = z.infer<typeof CameraDetail>;
