import { z } from 'zod';
import { Id, Text } from '@ancam/core';
import { route } from '../route.ts';
import { Actions, ById, Language, PageQuery } from './common.ts';
import { exportQuery, exportRoute } from './exports.ts';

const KindId = z.string().regex(/^[a-z][a-z-]{1,40}$/);

/** A column of a kind of import, as its template and the choice of columns show it. */
export const ImportColumn = z.object({
  key: z.string(),
  title: Text,
  kind: z.enum(['text', 'number', 'date', 'enum', 'id']),
  required: z.boolean(),
  example: z.string(),
  hint: Text,
});
export type ImportColumn = z.infer<typeof ImportColumn>;

export const ImportKind = z.object({ id: KindId, title: Text, about: Text, columns: z.array(ImportColumn) });
export type ImportKind = z.infer<typeof ImportKind>;
const ImportKinds = z.object({ items: z.array(ImportKind) });

export const TableImportState = z.enum(['uploaded', 'mapped', 'checking', 'checked', 'applying', 'done', 'failed', 'cancelled']);
/** `all`: only where no row has a fault; `good`: rows with a fault are left out. */
export const ImportPolicy = z.enum(['all', 'good']);
export type ImportPolicy = z.infer<typeof ImportPolicy>;

/** Which column of the file (counted from 0) goes into which column of the kind. */
export const TableMapping = z.object({
  sheet: z.string().max(200),
  headerRow: z.number().int().min(1).max(1_048_576),
  columns: z.record(z.string().max(60), z.number().int().min(0).max(20_000)),
});
export type TableMapping = z.infer<typeof TableMapping>;

/** A fault in its place, worded in the language asked for. `cell` is null where the whole row is meant. */
export const ImportFault = z.object({
  row: z.number().int(),
  cell: z.string().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
});
export type ImportFault = z.infer<typeof ImportFault>;

export const TableImport = z.object({
  id: Id,
  kind: KindId,
  fileName: z.string(),
  fileHash: z.string(),
  fileBytes: z.number(),
  format: z.enum(['xlsx', 'csv']),
  sheets: z.array(z.string()),
  mapping: TableMapping.nullable(),
  /** Cells of the header line; `key` is the column that each was matched to by its title. */
  header: z.array(z.object({ column: z.number().int(), title: z.string(), key: z.string().nullable() })),
  /** Required columns that nothing in the file goes into. */
  missing: z.array(z.string()),
  policy: ImportPolicy.nullable(),
  rows: z.object({ read: z.number().int(), good: z.number().int(), faulty: z.number().int(), faults: z.number().int() }),
  entered: z.object({ row: z.number().int(), created: z.number().int(), updated: z.number().int(), unchanged: z.number().int() }),
  failure: z.object({ message: Text, remedy: Text }).nullable(),
  createdAt: z.iso.datetime(),
  createdBy: z.string(),
  finishedAt: z.iso.datetime().nullable(),
  /** Actions: `map`, `check`, `apply-all`, `apply-good`, `cancel`. */
  actions: Actions,
});
export type TableImport = z.infer<typeof TableImport>;
export const TableImportList = z.object({ items: z.array(TableImport), next: z.string().nullable() });
export type TableImportList = z.infer<typeof TableImportList>;

/** `alreadyKnown`: the same file was entered before; nothing was changed, the earlier import is told. */
export const UploadedTable = z.object({ import: TableImport, alreadyKnown: z.boolean() });
export type UploadedTable = z.infer<typeof UploadedTable>;

const UploadQuery = z.object({ kind: KindId, fileName: z.string().trim().min(1).max(255) });
const PreviewQuery = z.object({ language: Language });
/** First rows as the mapping reads them; `values` by column, as people read them. */
export const ImportPreview = z.object({
  rows: z.array(z.object({ row: z.number().int(), values: z.record(z.string(), z.string()), faults: z.array(ImportFault) })),
});
export type ImportPreview = z.infer<typeof ImportPreview>;

const FaultsQuery = z.object({ ...PageQuery.shape, language: Language, code: z.string().max(60).optional() });
export const ImportFaultList = z.object({
  items: z.array(ImportFault),
  next: z.string().nullable(),
  /** Faults kept, by code. Beyond a limit faults are counted and not kept. */
  byCode: z.array(z.object({ code: z.string(), count: z.number().int(), message: z.string() })),
});
export type ImportFaultList = z.infer<typeof ImportFaultList>;

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const CSV = 'text/csv';

export const importRoutes = {
  importKinds: route({
    id: 'importKinds',
    method: 'GET',
    path: '/api/import-kinds',
    permission: 'session',
    summary: 'What can be imported from a table by this account, with its columns',
    output: ImportKinds,
  }),
  importTemplate: route({
    id: 'importTemplate',
    method: 'GET',
    path: '/api/import-kinds/:kind/template',
    permission: 'session',
    summary: 'The empty form of a kind of import',
    params: z.object({ kind: KindId }),
    query: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx'), language: Language }),
    produces: [XLSX, CSV],
  }),
  listImports: route({
    id: 'listImports',
    method: 'GET',
    path: '/api/imports',
    permission: 'session',
    summary: 'Imports of tables, newest first',
    query: PageQuery,
    output: TableImportList,
  }),
  exportImports: exportRoute({
    id: 'exportImports',
    exports: 'listImports',
    path: '/api/imports/export',
    permission: 'session',
    summary: 'All imports of tables, newest first',
    query: exportQuery(z.object({})),
  }),
  uploadImport: route({
    id: 'uploadImport',
    method: 'POST',
    path: '/api/imports',
    permission: 'session',
    summary: 'Upload an XLSX or CSV file as the body; its columns are matched, nothing is entered yet',
    query: UploadQuery,
    output: UploadedTable,
    streamedBody: true,
  }),
  getImport: route({
    id: 'getImport',
    method: 'GET',
    path: '/api/imports/:id',
    permission: 'session',
    summary: 'One import: state, mapping, counts, what may be done',
    params: ById,
    output: TableImport,
  }),
  previewImport: route({
    id: 'previewImport',
    method: 'GET',
    path: '/api/imports/:id/preview',
    permission: 'session',
    summary: 'The first rows as the mapping reads them, with their faults',
    params: ById,
    query: PreviewQuery,
    output: ImportPreview,
  }),
  mapImport: route({
    id: 'mapImport',
    method: 'POST',
    path: '/api/imports/:id/mapping',
    permission: 'session',
    summary: 'Say which column of the file goes into which column',
    params: ById,
    body: TableMapping,
    output: TableImport,
  }),
  checkImport: route({
    id: 'checkImport',
    method: 'POST',
    path: '/api/imports/:id/check',
    permission: 'session',
    summary: 'Check every row of the file; nothing is entered',
    params: ById,
    output: TableImport,
  }),
  applyImport: route({
    id: 'applyImport',
    method: 'POST',
    path: '/api/imports/:id/apply',
    permission: 'session',
    summary: 'Enter the good rows; goes on where an earlier run stopped',
    params: ById,
    body: z.object({ policy: ImportPolicy }),
    output: TableImport,
  }),
  cancelImport: route({
    id: 'cancelImport',
    method: 'POST',
    path: '/api/imports/:id/cancel',
    permission: 'session',
    summary: 'Stop checking or entering; what is entered stays',
    params: ById,
    output: TableImport,
  }),
  importFaults: route({
    id: 'importFaults',
    method: 'GET',
    path: '/api/imports/:id/faults',
    permission: 'session',
    summary: 'Faults in the order of rows, each with cell and remedy',
    params: ById,
    query: FaultsQuery,
    output: ImportFaultList,
  }),
  importErrorFile: route({
    id: 'importErrorFile',
    method: 'GET',
    path: '/api/imports/:id/error-file',
    permission: 'session',
    summary: 'The same file with a column of errors',
    params: ById,
    query: z.object({ language: Language, rows: z.enum(['all', 'faulty']).default('all') }),
    produces: [XLSX, CSV],
  }),
} as const;
