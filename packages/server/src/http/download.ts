/** A file for the browser to save. The name must be plain ASCII. */
export function download(content: Uint8Array | string, type: string, fileName: string): Response {
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${fileName}"`, 'cache-control': 'no-store' };
  return new Response(typeof content === 'string' ? content : Uint8Array.from(content), { headers });
}
