import { api, ImportReport, problemOf, urlOf } from '@ancam/contract';
import { AppError } from '@ancam/core';

/** Sends a result file and tells how much has gone, 0..1. Throws AppError. fetch tells no upload progress, hence XMLHttpRequest. */
export async function uploadResult(file: File, onProgress: (share: number) => void): Promise<ImportReport> {
  const { promise, resolve, reject } = Promise.withResolvers<ImportReport>();
  const request = new XMLHttpRequest();
  request.open(api.importScan.method, urlOf(api.importScan));
  request.setRequestHeader('content-type', 'application/json');
  request.setRequestHeader('accept', 'application/json');
  request.upload.addEventListener('progress', (event) => {
    if (event.lengthComputable) onProgress(event.loaded / event.total);
  });
  request.addEventListener('error', () => reject(new AppError('internal', 'no answer from the server', { offline: true })));
  request.addEventListener('load', () => {
    const body = parsed(request.responseText);
    const report = ImportReport.safeParse(body);
    if (request.status < 300 && report.success) resolve(report.data);
    else reject(problemOf(request.status, body));
  });
  request.send(file);
  return promise;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
