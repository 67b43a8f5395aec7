import { AppError } from '@ancam/core';

const LARGEST_JSON = 256 * 1024;

/** Reads a body up to a number of bytes, then refuses. */
export async function readLimited(request: Request, limit: number): Promise<Uint8Array> {
  const tooLarge = (): AppError =>
    new AppError('file.too-large', `more than ${limit} bytes`, { place: 'body', limitBytes: limit, fix: 'send less at once' });
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of request.body ?? []) {
    size += part.byteLength;
    if (size > limit) throw tooLarge();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** Reads a JSON body of ordinary size. Throws `input.invalid` where it is not JSON. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^application\/json\b/i.test(type)) {
    throw new AppError('input.invalid', 'the body must be JSON', { place: 'content-type', fix: 'send application/json' });
  }
  const bytes = await readLimited(request, LARGEST_JSON);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (thrown) {
    throw new AppError('input.invalid', 'the body is not JSON', { place: 'body', fix: 'send a JSON object' }, thrown);
  }
}
