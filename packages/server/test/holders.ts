import { REGISTERS, api } from '@ancam/contract';
import type { Holder } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Id } from '@ancam/core';
import { sampleOf } from './access/sample.ts';
import { authorise } from './app.ts';
import type { Browser, TestApp } from './app.ts';
import { confirmLevel } from './confirm-level.ts';
import { plainData } from './records.ts';
import { resultOf } from './results.ts';

export const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A page that differs from every other by its words. */
export function pdfOf(words: string): Buffer {
  return Buffer.concat([PDF, Buffer.from(`% ${words}\n`)]);
}

/** Sends a file as a page of the web app does. */
export function sendFile(
  browser: Browser,
  target: { readonly holder: Holder; readonly id: Id },
  name: string,
  body: Uint8Array,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const query = new URLSearchParams({ name, ...more });
  return browser.fetch(`/api/evidence/${target.holder}/${target.id}?${query}`, { method: 'POST', body: Uint8Array.from(body) });
}

/** A record of the register of bylaws. */
export async function makeBylaw(browser: Browser, n: number, data: Readonly<Record<string, unknown>> = {}): Promise<Id> {
  const register = REGISTERS.find(({ id }) => id === 'bylaws');
  if (register === undefined) throw new AppError('not-found', 'no register of bylaws');
  const body = { data: { ...plainData(register, n), excerpt: `Quy chế ${n}`, ...data }, restricted: false };
  return (await browser.call(api.createRecord, { params: { register: 'bylaws' }, body })).id;
}

/** One object of every kind that files are attached to. The browser's unit keeps the shared reference data and administers itself. */
export async function makeHolders(app: TestApp, browser: Browser, n: number): Promise<Readonly<Record<Holder, Id>>> {
  const { account } = await browser.call(api.session);
  const unit = account?.unit.id ?? '';
  const { id: authorisations } = await authorise(browser);
  const scan = resultOf('2026-11-20T03:00:00.000Z', { address: `10.0.${n}.1`, serial: `SN${n}`, telnet: true });
  await browser.fetch('/api/scans/import', { method: 'POST', body: JSON.stringify(scan) });
  const cameras = (await browser.call(api.listCameras, { query: { q: `SN${n}` } })).items[0]?.id ?? '';
  const { findings } = await browser.call(api.getCamera, { params: { id: cameras } });
  const { id: systems } = await browser.call(api.addSystem, { body: { ...sampleOf(api.addSystem.body), name: `Hệ thống ${n}` } });
  const { id: makerId } = await browser.call(api.addMaker, { body: { name: `Hãng ${n}` } });
  const model = await browser.call(api.addModel, { body: { makerId, name: `M-${n}`, aliases: [] } });
  const paper = { number: `HQ-${n}`, body: 'Cục Viễn thông', standard: 'QCVN 135:2024/BTTTT', issuedOn: '2026-01-02', expiresOn: null };
  const certified = await browser.call(api.addCertificate, {
    params: { id: model.id },
    body: { ...paper, revision: '', firmwareFrom: '', firmwareTo: '' },
  });
  const { id: warnings } = await browser.call(api.proposeWarning, {
    body: {
      issuer: 'Cục An ninh mạng',
      document: `${n}/CB-A05`,
      documentDate: '2026-11-20',
      title: 'Lỗ hổng',
      effect: 'Chiếm quyền',
      remedy: 'Cập nhật',
      makerId,
      modelIds: [model.id],
      modelPatterns: [],
      revision: '',
      firmwareFrom: '',
      firmwareTo: '',
      firmwareToIncluded: true,
      validFrom: '2026-11-21',
    },
  });
  const rights = await browser.call(api.grantJurisdiction, {
    params: { id: unit },
    body: {
      axis: 'scope',
      over: unit,
      legalBasis: `Quyết định ${n}`,
      documentDate: '2026-01-02',
      validFrom: '2026-01-02',
      validUntil: null,
    },
  });
  const report = {
    kind: 'directive' as const,
    periodFrom: '2026-01-01',
    periodTo: `2026-02-${String(n % 28 || 1).padStart(2, '0')}`,
    asOf: '2026-06-30',
  };
  await confirmLevel(app, systems, 2, 'B');
  return {
    reports: (await browser.call(api.createReport, { body: report })).id,
    dossiers: (await browser.call(api.startDossier, { body: { systemId: systems } })).id,
    checks: (await browser.call(api.addSystemCheck, { params: { id: systems }, body: { kind: 'periodic' } })).id,
    records: await makeBylaw(browser, n),
    cameras,
    findings: findings[0]?.id ?? '',
    systems,
    authorisations,
    certificates: certified.papers[0]?.id ?? '',
    warnings,
    jurisdictions: rights.items[0]?.id ?? '',
  };
}
