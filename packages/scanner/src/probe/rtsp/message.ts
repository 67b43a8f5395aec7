/** An RTSP answer (RFC 2326 section 7; the same syntax in RFC 7826). */
export interface RtspMessage {
  readonly status: number;
  readonly reason: string;
  /** Name (lower case) and value, in the order sent. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

const MAX_HEADERS = 64;
const MAX_BODY = 65_536;
const START = /^RTSP\/\d\.\d (\d{3})[ \t]*([^\r\n]{0,200})/;

interface Head {
  readonly message: Omit<RtspMessage, 'body'>;
  readonly end: number;
  readonly length: number;
}

function readHead(text: string): Head | undefined | 'malformed' {
  // devices that end lines with a bare LF exist
  const blank = /\r?\n\r?\n/.exec(text);
  if (blank === null) return START.test(text) || 'RTSP/'.startsWith(text.slice(0, 5)) || text.startsWith('RTSP/') ? undefined : 'malformed';
  const [first = '', ...lines] = text.slice(0, blank.index).split(/\r?\n/);
  const start = START.exec(first);
  if (start === null) return 'malformed';
  const headers: [string, string][] = [];
  for (const line of lines.slice(0, MAX_HEADERS)) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.push([line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()]);
  }
  const length = Number(headers.find(([name]) => name === 'content-length')?.[1] ?? 0);
  return {
    message: { status: Number(start[1]), reason: (start[2] ?? '').trim(), headers },
    end: blank.index + blank[0].length,
    length: Number.isInteger(length) && length > 0 ? Math.min(length, MAX_BODY) : 0,
  };
}

/** True once `bytes` hold a whole answer, or what can never become one. */
export function isComplete(bytes: Buffer): boolean {
  const head = readHead(bytes.toString('latin1'));
  if (head === undefined) return false;
  return head === 'malformed' || bytes.length >= head.end + head.length;
}

/** Parses an answer; a body that came short is taken as it is. Undefined where this is no RTSP. */
export function parseRtsp(bytes: Buffer): RtspMessage | undefined {
  const head = readHead(bytes.toString('latin1'));
  if (head === undefined || head === 'malformed') return undefined;
  return { ...head.message, body: bytes.subarray(head.end, head.end + head.length).toString('utf8') };
}

/** All values of a header. */
export function rtspHeader(message: RtspMessage, name: string): string[] {
  return message.headers.filter(([key]) => key === name).map(([, value]) => value);
}

/** True where a body is a session description that offers video. */
export function describesVideo(message: RtspMessage): boolean {
  return message.status === 200 && /^m=video /m.test(message.body);
}

/** The session name of a description (`s=`). */
export function sessionName(message: RtspMessage): string | undefined {
  const name = /^s=([^\r\n]{1,200})/m.exec(message.body)?.[1]?.trim();
  return name === '' || name === '-' ? undefined : name;
}
