import { splitXaddrs } from '../probe/onvif/address.ts';
import { child, children, parseXml, textAt } from '../probe/xml.ts';
import type { XmlNode } from '../probe/xml.ts';

/** What a discovery reply says of a device. */
export interface DiscoveryMatch {
  /** Prefixes removed. */
  readonly types: string[];
  readonly scopes: string[];
  readonly xaddrs: string[];
  readonly endpoint: string | undefined;
}

const MAX_ITEMS = 64;

/** Reads a ProbeMatches message (WS-Discovery 2005/04 and 1.1); anything else gives none. */
export function parseMatches(text: string): DiscoveryMatch[] {
  const matches = child(parseXml(text), 'Envelope', 'Body', 'ProbeMatches');
  return children(matches, 'ProbeMatch').slice(0, 8).map(readMatch);
}

function words(text: string | undefined): string[] {
  return (text ?? '')
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, MAX_ITEMS);
}

function readMatch(match: XmlNode): DiscoveryMatch {
  return {
    types: words(textAt(match, 'Types')).map((type) => type.replace(/^.*:/, '')),
    scopes: words(textAt(match, 'Scopes')),
    xaddrs: splitXaddrs(textAt(match, 'XAddrs') ?? '').slice(0, MAX_ITEMS),
    endpoint: textAt(match, 'EndpointReference', 'Address'),
  };
}

/** The value of a scope such as `.../name/`, percent-decoded where that is possible. */
export function scopeValue(scopes: readonly string[], name: string): string | undefined {
  const pattern = new RegExp(`^onvif://[^/]+/${name}/(.+)$`, 'i');
  const value = scopes.map((scope) => pattern.exec(scope)?.[1]).find((found) => found !== undefined);
  if (value === undefined) return undefined;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
