import { ReadableStream as NodeStream } from 'node:stream/web';

/** A file for the browser to save. The name must be plain ASCII. */
export function download(content: Uint8Array | string, type: string, fileName: string): Response {
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'no-store' };
  return new Response(typeof content === 'string' ? content : Uint8Array.from(content), { headers });
}

/** A file for the browser to save, sent as it is made. The name must be plain ASCII. */
export function streamed(content: AsyncIterable<Uint8Array>, type: string, fileName: string): Response {
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'no-store' };
  // Node's own type of the same stream
  return new Response(NodeStream.from(content) as ReadableStream<Uint8Array>, { headers });
}

/** A file of strangers: saved, never drawn or run under this address. */
export function evidenceResponse(file: {
  readonly content: AsyncIterable<Uint8Array>;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}): Response {
  const plain = file.name.replaceAll(/[^\w.-]/g, '_');
  const headers = {
    'content-length': String(file.size),
    'content-type': file.type.startsWith('text/') ? 'text/plain; charset=utf-8' : file.type,
    // RFC 6266: the plain name for those who do not read the other
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name).replaceAll(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  };
  return new Response(NodeStream.from(file.content) as ReadableStream<Uint8Array>, { headers }); // Node's own type of the same stream
}
