import { XMLParser } from 'fast-xml-parser';

/** A parsed element: text, or children by local name. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] };

const MAX_DEPTH = 48;
const MAX_XML_BYTES = 262_144;

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: MAX_DEPTH,
});

/**
 * Parses XML of a device without namespaces or attributes. Document types, entities of their own, too deep or too large texts
 * and broken XML give undefined.
 */
export function parseXml(text: string): XmlNode | undefined {
  if (text.length > MAX_XML_BYTES || /<!(?:DOCTYPE|ENTITY)/i.test(text)) return undefined;
  try {
    // the parser's answer has just this shape with the options above
    return parser.parse(text) as XmlNode;
  } catch {
    return undefined;
  }
}

/** The first child of this name at the path given. */
export function child(node: XmlNode | undefined, ...path: string[]): XmlNode | undefined {
  let current = node;
  for (const name of path) {
    if (current === undefined || typeof current === 'string') return undefined;
    const next: XmlNode | readonly XmlNode[] | undefined = Object.hasOwn(current, name) ? current[name] : undefined;
    current = isList(next) ? next[0] : next;
  }
  return current;
}

/** All children of this name. */
export function children(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (node === undefined || typeof node === 'string' || !Object.hasOwn(node, name)) return [];
  const found = node[name];
  if (found === undefined) return [];
  return isList(found) ? found : [found];
}

/** Text at the path given, predefined entities resolved; undefined where there is none. */
export function textAt(node: XmlNode | undefined, ...path: string[]): string | undefined {
  const found = child(node, ...path);
  return typeof found === 'string' && found !== '' ? plain(found) : undefined;
}

function isList(value: XmlNode | readonly XmlNode[] | undefined): value is readonly XmlNode[] {
  return Array.isArray(value);
}

const PREDEFINED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };

function plain(text: string): string {
  return text.replaceAll(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => PREDEFINED[name] ?? '');
}
