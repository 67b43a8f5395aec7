import { UploadedTable, api, urlOf } from '@ancam/contract';
import type { ImportFault, Route, TableImport } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Browser, TestApp } from './app.ts';

/** Sends a table and takes the proposed mapping. */
async function upload(browser: Browser, kind: string, bytes: Uint8Array | string, fileName: string): Promise<TableImport> {
  const body = typeof bytes === 'string' ? bytes : Uint8Array.from(bytes);
  const headers = { 'content-type': 'application/octet-stream' };
  const response = await browser.fetch(urlOf(api.uploadImport, { query: { kind, fileName } }), { method: 'POST', headers, body });
  if (response.status !== 200) throw new AppError('internal', await response.text());
  const sent = UploadedTable.parse(await response.json()).import;
  return browser.call(api.mapImport, { params: { id: sent.id }, body: sent.mapping ?? {} });
}

async function settled(app: TestApp, browser: Browser, { id }: TableImport): Promise<TableImport> {
  await app.context.imports.settled(id);
  return browser.call(api.getImport, { params: { id } });
}

/** Uploads a table and checks every row. */
export async function checkTable(app: TestApp, browser: Browser, kind: string, bytes: Uint8Array | string): Promise<TableImport> {
  const sent = await upload(browser, kind, bytes, typeof bytes === 'string' ? 'table.csv' : 'table.xlsx');
  return settled(app, browser, await browser.call(api.checkImport, { params: { id: sent.id } }));
}

/** Uploads a table, checks it and enters its good rows. */
export async function enterTable(app: TestApp, browser: Browser, kind: string, bytes: Uint8Array | string): Promise<TableImport> {
  const { id, rows, failure } = await checkTable(app, browser, kind, bytes);
  if (failure !== null) throw new AppError('internal', failure.message.en);
  if (rows.good === 0) throw new AppError('internal', JSON.stringify(await faultsOf(browser, id)));
  return settled(app, browser, await browser.call(api.applyImport, { params: { id }, body: { policy: 'good' } }));
}

export async function faultsOf(browser: Browser, id: string): Promise<ImportFault[]> {
  return (await browser.call(api.importFaults, { params: { id }, query: { limit: 200, language: 'vi' } })).items;
}

/** A list as its export writes it. */
export async function exported(
  browser: Browser,
  route: unknown,
  format: 'csv' | 'xlsx',
  { params, ...query }: Record<string, unknown> = {},
): Promise<Uint8Array> {
  const response = await browser.fetch(urlOf(route as Route, { params: params ?? {}, query: { ...query, format } })); // a row of the table
  if (response.status !== 200) throw new AppError('internal', await response.text());
  return new Uint8Array(await response.arrayBuffer());
}
