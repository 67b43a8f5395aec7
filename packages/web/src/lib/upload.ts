import {
  api,
  CheckResultsDone,
  CheckResultsPreview,
  EvidenceList,
  ImportReport,
  OscalPreview,
  PlanItemsDone,
  problemOf,
  ToolFilePreview,
  UploadedTable,
  urlOf,
} from '@ancam/contract';
import type { CheckKind, EvidenceQuery, Holder } from '@ancam/contract';
import { AppError } from '@ancam/core';
import { actingHeaders } from './acting.ts';

interface Upload<T> {
  readonly url: string;
  readonly type: string;
  readonly file: File;
  readonly answer: { safeParse(input: unknown): { readonly success: true; readonly data: T } | { readonly success: false } };
}

/** Sends a file and tells how much has gone, 0..1. Throws AppError. fetch tells no upload progress, hence XMLHttpRequest. */
async function upload<T>({ url, type, file, answer }: Upload<T>, onProgress: (share: number) => void): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const request = new XMLHttpRequest();
  request.open('POST', url);
  request.setRequestHeader('content-type', type);
  request.setRequestHeader('accept', 'application/json');
  for (const [name, value] of Object.entries(actingHeaders(url))) request.setRequestHeader(name, value);
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) onProgress(event.loaded / event.total);
  });
  request.addEventListener('error', () => reject(new AppError('internal', 'no answer from the server', { offline: true })));
  request.addEventListener('load', () => {
    const body = parsed(request.responseText);
    const report = answer.safeParse(body);
    if (request.status < 300 && report.success) resolve(report.data);
    else reject(problemOf(request.status, body));
  });
  request.send(file);
  return promise;
}

/** Sends a result file of a scan. */
export function uploadResult(file: File, onProgress: (share: number) => void): Promise<ImportReport> {
  return upload({ url: urlOf(api.importScan), type: 'application/json', file, answer: ImportReport }, onProgress);
}

/** Whether a file is a result of AnCam, by how it begins; the server reads what kind any other file is. */
export async function isResult(file: File): Promise<boolean> {
  const head = await file.slice(0, 4096).text();
  return head.trimStart().startsWith('{') && /"format"\s*:\s*"ancam-scan"/.test(head);
}

/** When a file was last changed, as the browser knows it. */
export function changedAt(file: File): string {
  return new Date(file.lastModified).toISOString();
}

/** Sends a file of another tool, to see what it holds. */
export function uploadToolFile(file: File, onProgress: (share: number) => void): Promise<ToolFilePreview> {
  const url = urlOf(api.previewToolFile, { query: { name: file.name.slice(-200), changedAt: changedAt(file) } });
  return upload({ url, type: 'application/octet-stream', file, answer: ToolFilePreview }, onProgress);
}

/** Sends a table of a kind of import. */
export function uploadTable(kind: string, file: File, onProgress: (share: number) => void): Promise<UploadedTable> {
  const url = urlOf(api.uploadImport, { query: { kind, fileName: file.name } });
  return upload({ url, type: 'application/octet-stream', file, answer: UploadedTable }, onProgress);
}

/** A document is small: how much of it has gone is not told. */
const quietly = (): void => undefined;

/** Asks what a document in OSCAL would change in a plan. */
export function previewOscal(planId: string, file: File): Promise<OscalPreview> {
  return upload(
    { url: urlOf(api.previewOscal, { params: { id: planId } }), type: 'application/json', file, answer: OscalPreview },
    quietly,
  );
}

/** Takes a document in OSCAL over into a plan of a version. */
export function importOscal(planId: string, version: number, file: File): Promise<PlanItemsDone> {
  const url = urlOf(api.importOscal, { params: { id: planId }, query: { version } });
  return upload({ url, type: 'application/json', file, answer: PlanItemsDone }, quietly);
}

/** Asks what assessment results in OSCAL would become as a check of a system. */
export function previewCheckResults(systemId: string, kind: CheckKind, file: File): Promise<CheckResultsPreview> {
  const url = urlOf(api.previewCheckResults, { params: { id: systemId }, query: { kind } });
  return upload({ url, type: 'application/json', file, answer: CheckResultsPreview }, quietly);
}

/** Takes assessment results in OSCAL over as a check of a system. */
export function importCheckResults(systemId: string, kind: CheckKind, file: File): Promise<CheckResultsDone> {
  const url = urlOf(api.importCheckResults, { params: { id: systemId }, query: { kind } });
  return upload({ url, type: 'application/json', file, answer: CheckResultsDone }, quietly);
}

/** Whether a file is assessment results in OSCAL, by its root: they become a check, not a change of a plan. What is none is left to the server to refuse. */
export async function isCheckResults(file: File): Promise<boolean> {
  const document = parsed(await file.text());
  return typeof document === 'object' && document !== null && 'assessment-results' in document;
}

/** Sends a file of an object, or a new version of one. */
export function uploadEvidence(
  params: { readonly holder: Holder; readonly id: string },
  file: File,
  query: Omit<EvidenceQuery, 'name'>,
  onProgress: (share: number) => void,
): Promise<EvidenceList> {
  const url = urlOf(api.addEvidence, { params, query: { ...query, name: file.name } });
  return upload({ url, type: 'application/octet-stream', file, answer: EvidenceList }, onProgress);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
