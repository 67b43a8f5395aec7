import { XMLParser } from 'fast-xml-parser';
import { strFromU8, unzipSync } from 'fflate';

/** A paragraph as the file says it, lengths in points. */
export interface DocxParagraph {
  readonly text: string;
  readonly section: number;
  readonly inTable: boolean;
  readonly sizes: readonly number[];
  readonly bold: boolean;
  readonly italics: boolean;
  readonly align: string;
  readonly firstLine: number;
  readonly after: number;
  readonly before: number;
  /** Factor of single spacing. */
  readonly line: number;
  /** Border over an empty paragraph, less its indents. */
  readonly rule: { readonly left: number; readonly right: number } | undefined;
}

export interface DocxSection {
  readonly width: number;
  readonly height: number;
  readonly margins: Readonly<Record<'top' | 'bottom' | 'left' | 'right' | 'header', number>>;
  readonly titlePage: boolean;
  readonly pageStart: number | undefined;
}

export interface DocxFile {
  readonly parts: readonly string[];
  readonly xml: Readonly<Record<string, string>>;
  readonly paragraphs: readonly DocxParagraph[];
  readonly sections: readonly DocxSection[];
  /** Heads repeated on each page, and all rows, of the tables with borders. */
  readonly tables: readonly { readonly headRows: number; readonly rows: number; readonly unsplit: boolean }[];
  readonly fonts: readonly string[];
}

type Node = Record<string, unknown>;

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  processEntities: true,
});

function nameOf(node: Node): string {
  return Object.keys(node).find((key) => key !== ':@') ?? '';
}

function childrenOf(node: Node | undefined): Node[] {
  const value = node === undefined ? undefined : node[nameOf(node)];
  return Array.isArray(value) ? (value as Node[]) : []; // the parser keeps children in arrays
}

function child(node: Node | undefined, name: string): Node | undefined {
  return childrenOf(node).find((each) => nameOf(each) === name);
}

function attribute(node: Node | undefined, name: string): string | undefined {
  const attributes = node?.[':@'] as Record<string, string> | undefined; // attributes of a node, by the parser
  return attributes?.[`w:${name}`];
}

function number(node: Node | undefined, name: string): number {
  return Number(attribute(node, name) ?? 0);
}

function textOf(node: Node): string {
  if (nameOf(node) === '#text') return String(node['#text']);
  if (nameOf(node) === 'w:br') return '\n';
  return childrenOf(node).map(textOf).join('');
}

function on(properties: Node | undefined, name: string): boolean {
  const node = child(properties, name);
  return node !== undefined && attribute(node, 'val') !== 'false' && attribute(node, 'val') !== '0';
}

function paragraphOf(node: Node, section: number, inTable: boolean): DocxParagraph {
  const properties = child(node, 'w:pPr');
  const runs = childrenOf(node).filter((each) => nameOf(each) === 'w:r');
  const spacing = child(properties, 'w:spacing');
  const indent = child(properties, 'w:ind');
  const border = child(child(properties, 'w:pBdr'), 'w:top');
  const styles = runs.filter((run) => textOf(run) !== '').map((run) => child(run, 'w:rPr'));
  return {
    text: runs.map(textOf).join(''),
    section,
    inTable,
    sizes: styles.map((style) => number(child(style, 'w:sz'), 'val') / 2),
    bold: styles.length > 0 && styles.every((style) => on(style, 'w:b')),
    italics: styles.length > 0 && styles.every((style) => on(style, 'w:i')),
    align: { both: 'justify' }[attribute(child(properties, 'w:jc'), 'val') ?? ''] ?? attribute(child(properties, 'w:jc'), 'val') ?? 'left',
    firstLine: number(indent, 'firstLine') / 20,
    after: number(spacing, 'after') / 20,
    before: number(spacing, 'before') / 20,
    line: number(spacing, 'line') / 240,
    rule: border === undefined ? undefined : { left: number(indent, 'left') / 20, right: number(indent, 'right') / 20 },
  };
}

function sectionOf(node: Node): DocxSection {
  const [size, margin] = [child(node, 'w:pgSz'), child(node, 'w:pgMar')];
  const start = attribute(child(node, 'w:pgNumType'), 'start');
  const of = (name: string): number => number(margin, name) / 20;
  return {
    width: number(size, 'w') / 20,
    height: number(size, 'h') / 20,
    margins: { top: of('top'), bottom: of('bottom'), left: of('left'), right: of('right'), header: of('header') },
    titlePage: on(node, 'w:titlePg'),
    pageStart: start === undefined ? undefined : Number(start),
  };
}

/** Reads a file back with a parser that the renderer does not use. */
export function readDocx(bytes: Uint8Array): DocxFile {
  const parts = unzipSync(bytes);
  const xml = Object.fromEntries(Object.entries(parts).map(([name, data]) => [name, strFromU8(data)]));
  const document: unknown = parser.parse(xml['word/document.xml'] ?? '');
  const root = (document as Node[]).find((node) => nameOf(node) === 'w:document'); // an array by preserveOrder
  const paragraphs: DocxParagraph[] = [];
  const sections: DocxSection[] = [];
  const tables: { headRows: number; rows: number; unsplit: boolean }[] = [];
  const visit = (node: Node, inTable: boolean): void => {
    const name = nameOf(node);
    if (name === 'w:p') {
      paragraphs.push(paragraphOf(node, sections.length, inTable));
      const section = child(child(node, 'w:pPr'), 'w:sectPr');
      if (section !== undefined) sections.push(sectionOf(section));
    } else if (name === 'w:sectPr') sections.push(sectionOf(node));
    else {
      if (name === 'w:tbl') {
        const rows = childrenOf(node)
          .filter((each) => nameOf(each) === 'w:tr')
          .map((row) => child(row, 'w:trPr'));
        tables.push({
          headRows: rows.filter((row) => on(row, 'w:tblHeader')).length,
          rows: rows.length,
          unsplit: rows.every((row) => on(row, 'w:cantSplit')),
        });
      }
      for (const each of childrenOf(node)) visit(each, inTable || name === 'w:tbl');
    }
  };
  for (const node of childrenOf(child(root, 'w:body'))) visit(node, false);
  const fonts = [...`${xml['word/document.xml']}${xml['word/styles.xml']}`.matchAll(/<w:rFonts [^>]*w:ascii="([^"]+)"/gu)].map(
    (match) => match[1] ?? '',
  );
  return { parts: Object.keys(parts), xml, paragraphs, sections, tables, fonts: [...new Set(fonts)] };
}
