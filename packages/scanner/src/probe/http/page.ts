import type { HttpReply } from '../../wire/http.ts';
import { headerValues } from '../../wire/http.ts';

const HEAD = 65_536;

/** The body as text: by the charset named in header or page, else UTF-8, else Latin-1. */
export function bodyText(reply: HttpReply): string {
  const bytes = reply.body.subarray(0, HEAD);
  const type = headerValues(reply, 'content-type')[0] ?? '';
  const named = /charset=["']?([\w-]{2,20})/i.exec(`${type} ${bytes.subarray(0, 1024).toString('latin1')}`)?.[1];
  try {
    const text = new TextDecoder(named ?? 'utf-8').decode(bytes);
    return text.includes('\ufffd') && named === undefined ? bytes.toString('latin1') : text;
  } catch {
    // a charset that does not exist
    return bytes.toString('latin1');
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function unescapeHtml(text: string): string {
  return text.replaceAll(/&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(\w{2,6}));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Text of the title element. */
export function titleOf(html: string): string | undefined {
  const title = /<title[^>]{0,200}>([^<]{0,512})/i.exec(html)?.[1];
  return title === undefined ? undefined : unescapeHtml(title).replaceAll(/\s+/g, ' ').trim();
}

/** True where the page asks for a password, or says by its address or form that it is a log-in page. */
export function asksForLogin(html: string, path: string): boolean {
  if (/<input\b[^>]{0,400}\btype\s*=\s*["']?password/i.test(html)) return true;
  if (/\btype\s*[:=]\s*\\?["']password\\?["']/i.test(html)) return true;
  if (/\/(?:login|log-in|signin|logon)(?:\.\w{2,5})?(?:[?#]|$)/i.test(path)) return true;
  return /<form\b[^>]{0,400}\b(?:id|name|action)\s*=\s*["']?[^"'>]{0,80}log-?in/i.test(html);
}

/** Where a page sends the browser by itself: meta refresh, or a bare script assignment to `location`. */
export function pageRedirect(html: string): string | undefined {
  const meta = /<meta\b[^>]{0,200}http-equiv\s*=\s*["']?refresh["']?[^>]{0,200}?url\s*=\s*["']?([^"'>\s]{1,400})/i.exec(html)?.[1];
  if (meta !== undefined) return unescapeHtml(meta);
  if (html.length > 8192) return undefined;
  return /(?:window\.|document\.|top\.|self\.|parent\.)?location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*["']([^"'\s]{1,400})["']/i.exec(
    html,
  )?.[1];
}

/** Address of the icon that the page names. */
export function iconLink(html: string): string | undefined {
  const link = /<link\b[^>]{0,300}\brel\s*=\s*["']?(?:shortcut )?icon["']?[^>]{0,300}>/i.exec(html)?.[0];
  const target = link === undefined ? undefined : /\bhref\s*=\s*["']?([^"'\s>]{1,400})/i.exec(link)?.[1];
  return target?.startsWith('data:') === true ? undefined : target;
}

/** Where a link leads, seen from a page: a path of the same origin, another service of the same host, or elsewhere. */
export type LinkTarget =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'service'; readonly port: number; readonly secure: boolean; readonly path: string }
  | { readonly kind: 'elsewhere' };

/** Resolves a link of a page at `http(s)://host/path`. Other hosts are told apart from this one by their text alone; no name is looked up. */
export function resolveLink(link: string, base: { host: string; secure: boolean; path: string }): LinkTarget {
  const origin = `${base.secure ? 'https' : 'http'}://${base.host}`;
  if (!URL.canParse(link, origin + base.path)) return { kind: 'elsewhere' };
  const url = new URL(link, origin + base.path);
  const path = url.pathname + url.search;
  if (url.origin === new URL(origin).origin) return { kind: 'path', path };
  const secure = url.protocol === 'https:';
  if (url.hostname !== new URL(origin).hostname || !(secure || url.protocol === 'http:')) return { kind: 'elsewhere' };
  return { kind: 'service', port: url.port === '' ? (secure ? 443 : 80) : Number(url.port), secure, path };
}
