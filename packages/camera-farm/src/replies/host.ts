/** What a device answers on one TCP or UDP port, whatever it is asked there. */
export type Reply =
  | { readonly kind: 'http'; readonly port: number; readonly head: string; readonly pages: Readonly<Record<string, string>> }
  | { readonly kind: 'rtsp'; readonly port: number; readonly head: string; readonly describe: string }
  | { readonly kind: 'greeting'; readonly port: number; readonly text: string }
  | { readonly kind: 'discovery'; readonly types: string; readonly scopes: readonly string[] };

/**
 * A device that only answers, with what it truly is. Written from published notes about protocols and makers, apart from the
 * fingerprints that are to recognise it, and never changed to please them.
 */
export interface ReplyHost {
  readonly about: string;
  /** Id of the maker; absent for what is no camera. */
  readonly maker?: string;
  /** What people call the maker, for those who know no ids. */
  readonly name: string;
  readonly brand?: string;
  readonly model?: string;
  readonly firmware?: string;
  readonly replies: readonly Reply[];
}

const page = (title: string, body: string): string => `<html><head><title>${title}</title></head><body>${body}</body></html>`;

/** A web server with these header lines (without Date and lengths) and a first page. */
export function web(head: readonly string[], title: string, body = '', port = 80): Reply {
  return { kind: 'http', port, head: `HTTP/1.1 200 OK\r\n${lines(head)}`, pages: { '/': page(title, body) } };
}

/** A web server that sends the browser on to `path`. */
export function redirecting(head: readonly string[], path: string, title: string, body = '', port = 80): Reply {
  return { kind: 'http', port, head: `HTTP/1.1 200 OK\r\n${lines(head)}`, pages: { '/': `302 ${path}`, [path]: page(title, body) } };
}

/** A web server that wants a log-in for its first page. */
export function guarded(head: readonly string[], challenge: string, port = 80): Reply {
  return {
    kind: 'http',
    port,
    head: `HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: ${challenge}\r\n${lines(head)}`,
    pages: { '/': page('401 Unauthorized', 'Unauthorized') },
  };
}

/** An RTSP server that wants a log-in, with the challenge and further header lines. */
export function rtsp(challenge: string | undefined, head: readonly string[] = [], port = 554): Reply {
  const status = challenge === undefined ? 'RTSP/1.0 404 Not Found' : `RTSP/1.0 401 Unauthorized\r\nWWW-Authenticate: ${challenge}`;
  return { kind: 'rtsp', port, head: lines(head), describe: status };
}

/** A service that speaks first. */
export function greeting(port: number, text: string): Reply {
  return { kind: 'greeting', port, text };
}

/** Answers to WS-Discovery with these scopes below `onvif://www.onvif.org/`. */
export function discovery(...scopes: readonly string[]): Reply {
  return {
    kind: 'discovery',
    types: 'dn:NetworkVideoTransmitter tds:Device',
    scopes: scopes.map((scope) => `onvif://www.onvif.org/${scope}`),
  };
}

function lines(head: readonly string[]): string {
  return head.map((line) => `${line}\r\n`).join('');
}
