import { z } from 'zod';
import { Id } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, Done, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

const Name = z.string().trim().min(1).max(200);
const Line = z.string().trim().max(200);
const Day = z.iso.date();

/** Firmware grammars that order versions; a maker without one has versions that cannot be compared. */
export const FIRMWARE_GRAMMARS = ['hikvision', 'dahua', 'axis', 'uniview', 'hanwha', 'tplink', 'xiongmai', 'reolink', 'dotted'] as const;

export const Maker = z.object({
  id: Id,
  /** Stable; never changes. */
  key: z.string(),
  name: z.string(),
  country: z.string(),
  grammar: z.string().nullable(),
  /** `knowledge`: came with the software. */
  source: z.enum(['knowledge', 'hand']),
  aliases: z.array(z.string()),
  models: z.number().int(),
  actions: Actions,
});
export type Maker = z.infer<typeof Maker>;
export const MakerList = z.object({ items: z.array(Maker), actions: Actions });
export type MakerList = z.infer<typeof MakerList>;
export const MakerBody = z.object({
  name: Name,
  country: Line.default(''),
  grammar: z.enum(FIRMWARE_GRAMMARS).nullable().default(null),
  aliases: z.array(Name).max(100).default([]),
});
export type MakerBody = z.infer<typeof MakerBody>;
export const AliasBody = z.object({ alias: Name });

export const MODEL_KINDS = ['camera', 'recorder', 'other'] as const;
export const ModelBody = z.object({
  makerId: Id,
  name: Name,
  kind: z.enum(MODEL_KINDS).default('camera'),
  aliases: z.array(Name).max(100).default([]),
  supportFrom: Day.nullable().default(null),
  supportUntil: Day.nullable().default(null),
  saleEndsOn: Day.nullable().default(null),
  note: z.string().trim().max(2000).default(''),
});
export type ModelBody = z.infer<typeof ModelBody>;
export const ModelPatch = z
  .object({
    kind: z.enum(MODEL_KINDS),
    supportFrom: Day.nullable(),
    supportUntil: Day.nullable(),
    saleEndsOn: Day.nullable(),
    note: z.string().trim().max(2000),
  })
  .partial();
export type ModelPatch = z.infer<typeof ModelPatch>;

export const ModelRow = z.object({
  id: Id,
  key: z.string(),
  makerId: Id,
  makerName: z.string(),
  name: z.string(),
  kind: z.enum(MODEL_KINDS),
  supportFrom: Day.nullable(),
  supportUntil: Day.nullable(),
  saleEndsOn: Day.nullable(),
  certificates: z.number().int(),
  warnings: z.number().int(),
});
export type ModelRow = z.infer<typeof ModelRow>;
const ModelFilter = z.object({ q: Line.optional(), maker: Id.optional() });
const ModelsQuery = z.object({ ...PageQuery.shape, ...ModelFilter.shape });
export const ModelList = z.object({ items: z.array(ModelRow), next: z.string().nullable(), actions: Actions });
export type ModelList = z.infer<typeof ModelList>;

export const CERTIFICATE_STATES = ['valid', 'suspended', 'withdrawn'] as const;
/** A paper on a model. What it says never changes; its status has a history that only grows. */
export const Certificate = z.object({
  id: Id,
  number: z.string(),
  body: z.string(),
  standard: z.string(),
  revision: z.string(),
  issuedOn: Day,
  expiresOn: Day.nullable(),
  firmwareFrom: z.string(),
  firmwareTo: z.string(),
  /** As of today: `expired` by its own date, else the last status recorded. */
  state: z.enum([...CERTIFICATE_STATES, 'expired', 'not-yet']),
  events: z.array(
    z.object({
      status: z.enum(CERTIFICATE_STATES),
      from: Day,
      reason: z.string(),
      document: z.string(),
      by: z.string(),
      recordedAt: z.iso.datetime(),
    }),
  ),
});
export type Certificate = z.infer<typeof Certificate>;
export const CertificateBody = z.object({
  number: Name,
  body: Name,
  /** As the paper names it, e.g. `QCVN 135:2024/BTTTT`. */
  standard: Name,
  revision: Line.default(''),
  issuedOn: Day,
  expiresOn: Day.nullable().default(null),
  firmwareFrom: Line.default(''),
  firmwareTo: Line.default(''),
});
export type CertificateBody = z.infer<typeof CertificateBody>;
export const CertificateStatusBody = z.object({
  status: z.enum(CERTIFICATE_STATES),
  from: Day,
  document: Name,
  reason: z.string().trim().min(5).max(2000),
});
export type CertificateStatusBody = z.infer<typeof CertificateStatusBody>;

/** An interface that the maker declares for a model (IXIT 15 of ETSI TS 103 701). */
export const TRANSPORTS = ['tcp', 'udp'] as const;
export const InterfaceBody = z.object({
  transport: z.enum(TRANSPORTS),
  port: z.number().int().min(1).max(65_535),
  /** What speaks there, e.g. `RTSP`. */
  service: Name,
  purpose: Line.default(''),
  /** The paper of the maker that declares it. */
  document: Name,
});
export type InterfaceBody = z.infer<typeof InterfaceBody>;
export const DeclaredInterface = z.object({ ...InterfaceBody.shape, id: Id, enteredBy: z.string(), enteredAt: z.iso.datetime() });
export type DeclaredInterface = z.infer<typeof DeclaredInterface>;

export const FirmwareTested = z.object({ version: Name, testedOn: Day, testedBy: Name, report: Line.default('') });
export const FirmwareLine = z.object({
  id: Id,
  key: z.string(),
  name: z.string(),
  latest: z.string(),
  latestOn: Day.nullable(),
  latestSource: z.string(),
  tested: z.array(FirmwareTested),
});
export const FirmwareLineBody = z.object({
  name: Name,
  latest: Line.default(''),
  latestOn: Day.nullable().default(null),
  latestSource: Line.default(''),
});
export type FirmwareLineBody = z.infer<typeof FirmwareLineBody>;

export const ModelDetail = z.object({
  ...ModelRow.shape,
  note: z.string(),
  aliases: z.array(z.string()),
  revisions: z.array(z.object({ id: Id, name: z.string() })),
  firmwareLines: z.array(FirmwareLine),
  papers: z.array(Certificate),
  warned: z.array(z.object({ id: Id, document: z.string(), documentDate: Day, issuer: z.string(), title: z.string(), state: z.string() })),
  /** By port; empty where no list was entered. */
  declared: z.array(DeclaredInterface),
  /** Cameras of this model that the reader may see. */
  cameras: z.number().int(),
  actions: Actions,
});
export type ModelDetail = z.infer<typeof ModelDetail>;

/** A spelling that no alias explains, with how many cameras in the reader's part of the tree carry it. */
export const UnknownName = z.object({
  kind: z.enum(['maker', 'model']),
  name: z.string(),
  makerId: Id.nullable(),
  makerName: z.string().nullable(),
  cameras: z.number().int(),
  /** Known names that are close, best first. */
  candidates: z.array(z.object({ id: Id, name: z.string() })),
});
export type UnknownName = z.infer<typeof UnknownName>;
export const UnknownNames = z.object({ items: z.array(UnknownName), actions: Actions });
export type UnknownNames = z.infer<typeof UnknownNames>;

export const modelRoutes = {
  listMakers: route({
    id: 'listMakers',
    method: 'GET',
    path: '/api/makers',
    permission: 'session',
    summary: 'Makers with their aliases',
    output: MakerList,
  }),
  exportMakers: exportRoute({
    id: 'exportMakers',
    exports: 'listMakers',
    path: '/api/makers/export',
    permission: 'session',
    summary: 'All makers with their aliases',
    query: exportQuery(z.object({})),
  }),
  addMaker: route({
    id: 'addMaker',
    method: 'POST',
    path: '/api/makers',
    permission: 'model.write',
    summary: 'Register a maker',
    body: MakerBody,
    output: Maker,
  }),
  addMakerAlias: route({
    id: 'addMakerAlias',
    method: 'POST',
    path: '/api/makers/:id/aliases',
    permission: 'model.write',
    summary: 'Say that a spelling means this maker; cameras are resolved anew',
    params: ById,
    body: AliasBody,
    output: Maker,
  }),
  removeMakerAlias: route({
    id: 'removeMakerAlias',
    method: 'POST',
    path: '/api/makers/:id/aliases/remove',
    permission: 'model.write',
    summary: 'Take a spelling back; cameras are resolved anew',
    params: ById,
    body: AliasBody,
    output: Maker,
  }),
  listModels: route({
    id: 'listModels',
    method: 'GET',
    path: '/api/models',
    permission: 'session',
    summary: 'Device models by name',
    query: ModelsQuery,
    output: ModelList,
  }),
  exportModels: exportRoute({
    id: 'exportModels',
    exports: 'listModels',
    path: '/api/models/export',
    permission: 'session',
    summary: 'The models exactly as filtered',
    query: exportQuery(ModelFilter),
  }),
  addModel: route({
    id: 'addModel',
    method: 'POST',
    path: '/api/models',
    permission: 'model.write',
    summary: 'Register a model',
    body: ModelBody,
    output: ModelDetail,
  }),
  getModel: route({
    id: 'getModel',
    method: 'GET',
    path: '/api/models/:id',
    permission: 'session',
    summary: 'A model with papers, warnings, support and firmware',
    params: ById,
    output: ModelDetail,
  }),
  updateModel: route({
    id: 'updateModel',
    method: 'PATCH',
    path: '/api/models/:id',
    permission: 'model.write',
    summary: 'Kind, support, end of sale, note',
    params: ById,
    body: ModelPatch,
    output: ModelDetail,
  }),
  addModelAlias: route({
    id: 'addModelAlias',
    method: 'POST',
    path: '/api/models/:id/aliases',
    permission: 'model.write',
    summary: 'Say that a spelling means this model; cameras are resolved anew',
    params: ById,
    body: AliasBody,
    output: ModelDetail,
  }),
  removeModelAlias: route({
    id: 'removeModelAlias',
    method: 'POST',
    path: '/api/models/:id/aliases/remove',
    permission: 'model.write',
    summary: 'Take a spelling back; cameras are resolved anew',
    params: ById,
    body: AliasBody,
    output: ModelDetail,
  }),
  addModelRevision: route({
    id: 'addModelRevision',
    method: 'POST',
    path: '/api/models/:id/revisions',
    permission: 'model.write',
    summary: 'Register a hardware revision',
    params: ById,
    body: z.object({ name: Name }),
    output: ModelDetail,
  }),
  putFirmwareLine: route({
    id: 'putFirmwareLine',
    method: 'POST',
    path: '/api/models/:id/firmware-lines',
    permission: 'model.write',
    summary: 'Register a firmware line, or write its newest version anew',
    params: ById,
    body: FirmwareLineBody,
    output: ModelDetail,
  }),
  addFirmwareTested: route({
    id: 'addFirmwareTested',
    method: 'POST',
    path: '/api/firmware-lines/:id/tested',
    permission: 'model.write',
    summary: 'Record that a firmware version was tested',
    params: ById,
    body: FirmwareTested,
    output: Done,
  }),
  declareInterface: route({
    id: 'declareInterface',
    method: 'POST',
    path: '/api/models/:id/interfaces',
    permission: 'model.write',
    summary: 'Enter an interface that the maker declares; what scans see open beyond the list becomes a finding',
    params: ById,
    body: InterfaceBody,
    output: ModelDetail,
  }),
  removeInterface: route({
    id: 'removeInterface',
    method: 'POST',
    path: '/api/models/:id/interfaces/remove',
    permission: 'model.write',
    summary: 'Take an interface off the declared list',
    params: ById,
    body: z.object({ interface: Id }),
    output: ModelDetail,
  }),
  addCertificate: route({
    id: 'addCertificate',
    method: 'POST',
    path: '/api/models/:id/certificates',
    permission: 'model.write',
    summary: 'Record a certificate',
    params: ById,
    body: CertificateBody,
    output: ModelDetail,
  }),
  changeCertificate: route({
    id: 'changeCertificate',
    method: 'POST',
    path: '/api/certificates/:id/status',
    permission: 'model.write',
    summary: 'Add to the history of a certificate: suspended, withdrawn, valid again',
    params: ById,
    body: CertificateStatusBody,
    output: Done,
  }),
  listUnknownNames: route({
    id: 'listUnknownNames',
    method: 'GET',
    path: '/api/unknown-names',
    permission: 'camera.read',
    summary: 'Makers and models as cameras name them that no alias explains',
    output: UnknownNames,
  }),
} as const;
