import { createHash } from 'node:crypto';
import { XMLParser } from 'fast-xml-parser';
import type { Account } from '../device.ts';
import type { AuthOutcome } from '../net/auth.ts';

/** A request taken apart: the operation, its parameters, and the WS-Security token where one was sent. */
export interface SoapRequest {
  readonly operation: string;
  readonly parameters: unknown;
  readonly token: UsernameToken | undefined;
}

interface UsernameToken {
  readonly user: string;
  readonly password: string;
  readonly digest: boolean;
  readonly nonce: string;
  readonly created: string;
}

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  parseAttributeValue: false,
  processEntities: true,
  ignoreDeclaration: true,
});

const TOKEN_TOLERANCE_MS = 60_000;

/** The child of an XML node by name, or undefined. */
export function child(node: unknown, name: string): unknown {
  // Any object can be asked for a key; what comes out is unknown again.
  return typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined;
}

/** The text of an XML node; empty where there is none. */
export function text(node: unknown): string {
  if (typeof node === 'string') return node.trim();
  const inner = child(node, '#text');
  return typeof inner === 'string' ? inner.trim() : '';
}

/** Parses XML into plain objects without prefixes; undefined where it is not XML. */
export function parseXml(xml: string): unknown {
  try {
    return parser.parse(xml);
  } catch {
    return undefined;
  }
}

function readToken(header: unknown): UsernameToken | undefined {
  const token = child(child(header, 'Security'), 'UsernameToken');
  if (token === undefined) return undefined;
  const password = child(token, 'Password');
  const type = child(password, '@Type');
  return {
    user: text(child(token, 'Username')),
    password: text(password),
    digest: typeof type === 'string' && type.endsWith('#PasswordDigest'),
    nonce: text(child(token, 'Nonce')),
    created: text(child(token, 'Created')),
  };
}

/** Takes a SOAP 1.1 or 1.2 envelope apart; undefined where it is none. */
export function parseSoap(xml: string): SoapRequest | undefined {
  const envelope = child(parseXml(xml), 'Envelope');
  const body = child(envelope, 'Body');
  if (typeof body !== 'object' || body === null) return undefined;
  const operation = Object.keys(body).find((key) => !key.startsWith('@') && key !== '#text');
  if (operation === undefined) return undefined;
  return { operation, parameters: child(body, operation), token: readToken(child(envelope, 'Header')) };
}

/** Judges a WS-Security UsernameToken: digest of nonce, time and password, with the time near the camera's clock. */
export function judgeToken(token: UsernameToken, account: Account | undefined, now: number): AuthOutcome {
  if (!account || token.user !== account.user) return 'wrong';
  if (!token.digest) return token.password === account.password ? 'right' : 'wrong';
  const expected = createHash('sha1')
    .update(Buffer.from(token.nonce, 'base64'))
    .update(token.created)
    .update(account.password)
    .digest('base64');
  const fresh = Math.abs(Date.parse(token.created) - now) <= TOKEN_TOLERANCE_MS;
  return fresh && token.password === expected ? 'right' : 'wrong';
}

/** Text safe inside XML. */
export function escapeXml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const NAMESPACES = [
  ['SOAP-ENV', 'http://www.w3.org/2003/05/soap-envelope'],
  ['wsa', 'http://www.w3.org/2005/08/addressing'],
  ['tt', 'http://www.onvif.org/ver10/schema'],
  ['tds', 'http://www.onvif.org/ver10/device/wsdl'],
  ['trt', 'http://www.onvif.org/ver10/media/wsdl'],
  ['ter', 'http://www.onvif.org/ver10/error'],
]
  .map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`)
  .join('');

/** A SOAP 1.2 envelope around a body. */
export function envelope(body: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<SOAP-ENV:Envelope${NAMESPACES}><SOAP-ENV:Body>${body}</SOAP-ENV:Body></SOAP-ENV:Envelope>`;
}

/** A SOAP 1.2 fault with ONVIF subcodes, e.g. `['ter:NotAuthorized']`. */
export function fault(subcodes: readonly string[], reason: string): string {
  const nested = subcodes.reduceRight(
    (inner, code) => `<SOAP-ENV:Subcode><SOAP-ENV:Value>${code}</SOAP-ENV:Value>${inner}</SOAP-ENV:Subcode>`,
    '',
  );
  return envelope(
    `<SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:Sender</SOAP-ENV:Value>${nested}</SOAP-ENV:Code><SOAP-ENV:Reason><SOAP-ENV:Text xml:lang="en">${reason}</SOAP-ENV:Text></SOAP-ENV:Reason></SOAP-ENV:Fault>`,
  );
}
