import { open } from 'node:fs/promises';
import { AppError, RESULT_FORMAT, RESULT_VERSION, ScanResult } from '@ancam/core';
import type { Text } from '@ancam/core';

/** A thousand cameras take some 100 MiB; what is far larger is no result of ours. */
const MAX_BYTES = 512 * 1024 * 1024;

const UPDATE: Text = { vi: 'Tệp do phiên bản AnCam mới hơn ghi; hãy cập nhật AnCam.', en: 'A newer AnCam wrote the file; update AnCam.' };
const RESULT_OF_SCAN: Text = {
  vi: 'Dùng tệp do "ancam scan --format json" ghi ra.',
  en: 'Use a file written by "ancam scan --format json".',
};
const READABLE: Text = { vi: 'Hãy kiểm tra đường dẫn và quyền đọc.', en: 'Check the path and the right to read it.' };

/** Reads a result file. Throws `file.unreadable`, `file.too-large` or `file.not-a-result`, each with the place in the file. */
export async function readResultFile(path: string): Promise<ScanResult> {
  const text = await readText(path);
  const data = parseJson(text, path);
  if (typeof data !== 'object' || data === null || !('format' in data) || data.format !== RESULT_FORMAT) {
    throw new AppError('file.not-a-result', `${path} has no format mark`, { place: path, fix: RESULT_OF_SCAN });
  }
  if (!('version' in data) || data.version !== RESULT_VERSION) {
    throw new AppError('file.not-a-result', `${path} is of another version`, { place: `${path}: version`, fix: UPDATE });
  }
  const parsed = ScanResult.safeParse(data);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? path : `${path}: ${issue.path.join('.')}: ${issue.message}`;
  throw new AppError('file.not-a-result', parsed.error.message, { place: where, fix: RESULT_OF_SCAN });
}

async function readText(path: string): Promise<string> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    if (size > MAX_BYTES) throw new AppError('file.too-large', `${path} has ${size} bytes`, { place: path, fix: RESULT_OF_SCAN });
    return await file.readFile('utf8');
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw new AppError('file.unreadable', `cannot read ${path}`, { place: path, fix: READABLE }, thrown);
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    throw new AppError('file.not-a-result', message, { place: `${path}: ${message}`, fix: RESULT_OF_SCAN }, thrown);
  }
}
