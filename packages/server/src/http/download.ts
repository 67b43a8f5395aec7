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
