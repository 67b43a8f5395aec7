import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const compress = promisify(brotliCompress);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const COMPRESSIBLE = /^(text\/|application\/json|image\/svg)/;
/** Placeholder that the built page may hold where a nonce belongs. */
const NONCE_MARK = '__CSP_NONCE__';

const NOT_BUILT = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>AnCam</title>
<h1>AnCam</h1><p>Trang web chưa được dựng. Hãy chạy <code>npm start</code> trong thư mục gốc.</p>
<p lang="en">The web page has not been built. Run <code>npm start</code> in the root folder.</p></html>`;

interface File {
  readonly bytes: Buffer;
  readonly brotli: Buffer | undefined;
  readonly type: string;
}

/** A page or file of the web app, with the nonce its policy must carry. */
export interface Served {
  readonly response: Response;
  readonly nonce?: string;
}

/** Serves the built web app from a folder: files with hashed names for ever, the index page for every other path. */
export function serveWeb(folder: string): (request: Request) => Promise<Served> {
  const cache = new Map<string, File>();

  async function load(path: string): Promise<File | undefined> {
    const full = normalize(join(folder, path));
    if (!full.startsWith(folder + sep)) return undefined;
    const cached = cache.get(full);
    if (cached !== undefined) return cached;
    const info = await stat(full).catch(() => undefined);
    if (info === undefined || !info.isFile()) return undefined;
    const bytes = await readFile(full);
    const type = TYPES[extname(full)] ?? 'application/octet-stream';
    const brotli = COMPRESSIBLE.test(type) ? await compress(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }) : undefined;
    const file = { bytes, brotli, type };
    // Only files whose name holds their content's hash may be kept; the rest may be built anew.
    if (path.startsWith('/assets/')) cache.set(full, file);
    return file;
  }

  async function index(): Promise<Served> {
    const nonce = randomBytes(16).toString('base64');
    const page = await load('/index.html');
    const text = page === undefined ? NOT_BUILT : page.bytes.toString('utf8').replaceAll(NONCE_MARK, nonce);
    const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' };
    return { response: new Response(text, { status: page === undefined ? 503 : 200, headers }), nonce };
  }

  return async (request) => {
    const path = decodePath(new URL(request.url).pathname);
    const file = path === '/' || path === '/index.html' ? undefined : await load(path);
    if (file === undefined) {
      return /\.\w+$/.test(path) && path !== '/index.html' ? { response: new Response('not found', { status: 404 }) } : index();
    }
    const cached = path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
    const headers = new Headers({ 'content-type': file.type, 'cache-control': cached, vary: 'accept-encoding' });
    const brotli = file.brotli !== undefined && /\bbr\b/.test(request.headers.get('accept-encoding') ?? '') ? file.brotli : undefined;
    if (brotli !== undefined) headers.set('content-encoding', 'br');
    return { response: new Response(Uint8Array.from(brotli ?? file.bytes), { headers }) };
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '/';
  }
}
