import type { Content, ContentTable, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { drawable } from '../pdf/ink.ts';
import { printPdf } from '../pdf/engine.ts';
import type { Laid, LaidGrid, LaidParagraph, LaidRule, LaidRun, LaidTable, Sheet } from './laid.ts';
import { layOut } from './layout.ts';
import { MARGIN, SIZE } from './measures.ts';
import type { Paper } from './paper.ts';
import { tidy } from './text.ts';

const NO_LINES: CustomTableLayout = {
  hLineWidth: () => 0,
  vLineWidth: () => 0,
  paddingTop: () => 0,
  paddingBottom: () => 0,
  paddingLeft: () => 0,
  paddingRight: () => 0,
};

const LINES: CustomTableLayout = {
  hLineWidth: () => 0.5,
  vLineWidth: () => 0.5,
  paddingTop: () => 2,
  paddingBottom: () => 2,
  paddingLeft: () => 3,
  paddingRight: () => 3,
};

/** Rows with more text than this may break over pages, since they might not fit on one. */
const LONG_ROW = 1500;

function texts(runs: readonly LaidRun[]): Content {
  return runs.map(({ text, bold, italics }) => ({ text: drawable(text), bold, italics }));
}

/** Numbers of documents and the like: words with a slash or hyphen inside, up to a length that fits on a line. */
const CODE = /((?<!\S)[^\s/-]+[/-]\S{1,40}(?!\S)\s?)/u;

/** In justified lines the library would stretch `331/2026/NĐ-CP` at every slash and hyphen: such a word is kept whole. */
function justified(runs: readonly LaidRun[]): Content {
  return runs.flatMap(({ text, bold, italics }) =>
    drawable(text)
      .split(CODE)
      .map((part, index) => ({ text: part, bold, italics, noWrap: index % 2 === 1 }))
      .filter((part) => part.text !== ''),
  );
}

function paragraphOf(it: LaidParagraph): Content {
  const filled = it.align === 'justify' ? justified(it.runs) : texts(it.runs);
  return {
    text: it.runs.length === 0 ? ' ' : filled,
    fontSize: it.size,
    lineHeight: it.line,
    alignment: it.align,
    leadingIndent: it.first,
    margin: [it.left, it.before, 0, it.after],
  };
}

function ruleOf(it: LaidRule): Content {
  const start = (it.within - it.length) / 2;
  return { canvas: [{ type: 'line', x1: start, y1: 0, x2: start + it.length, y2: 0, lineWidth: 0.75 }], margin: [0, 3, 0, 5] };
}

function gridOf(it: LaidGrid): Content {
  const body = it.rows.map((row) => row.map((cell): TableCell => ({ stack: cell.map(elementOf) })));
  return { unbreakable: true, table: { widths: [...it.widths], body }, layout: NO_LINES };
}

function tableOf(it: LaidTable): ContentTable {
  const rows = [...it.head, ...it.rows];
  const long = it.rows.some((row) => row.reduce((sum, { runs }) => sum + runs.reduce((n, { text }) => n + text.length, 0), 0) > LONG_ROW);
  return {
    fontSize: it.size,
    lineHeight: 1,
    table: {
      widths: it.widths.map((width) => width - 6.5),
      headerRows: it.head.length,
      keepWithHeaderRows: long ? 0 : 1,
      dontBreakRows: !long,
      body: rows.map((row) =>
        row.flatMap(({ runs, align, span }): TableCell[] => [
          { text: texts(runs), alignment: align, colSpan: span },
          ...Array.from({ length: span - 1 }, (): TableCell => ({})),
        ]),
      ),
    },
    layout: LINES,
  };
}

function elementOf(element: Laid): Content {
  if (element.kind === 'paragraph') return paragraphOf(element);
  if (element.kind === 'rule') return ruleOf(element);
  return element.kind === 'grid' ? gridOf(element) : tableOf(element);
}

/** Page numbers in the middle of the upper margin, not on the first page of a count; the library asks page by page, in order. */
function pageNumbers(): (page: number) => Content {
  let first: number | undefined;
  return (page) => {
    first ??= page;
    const number = page - first + 1;
    if (number === 1) return '';
    return { text: String(number), fontSize: SIZE.page, alignment: 'center', margin: [MARGIN.left, MARGIN.header, MARGIN.right, 0] };
  };
}

function lengthOf(element: Laid): number {
  if (element.kind === 'table') return Infinity;
  return element.kind === 'paragraph' ? element.runs.reduce((sum, { text }) => sum + text.length, 0) : 0;
}

/** What must stay with what follows is set as one, unless that is long enough to be broken anyhow. */
function grouped(elements: readonly Laid[]): Content[] {
  const contents: Content[] = [];
  let group: Laid[] = [];
  for (const element of elements) {
    group.push(element);
    if (element.kind === 'paragraph' && element.keepNext) continue;
    const whole = group.length > 1 && group.reduce((sum, it) => sum + lengthOf(it), 0) <= LONG_ROW;
    if (whole) contents.push({ unbreakable: true, stack: group.map(elementOf) });
    else contents.push(...group.map(elementOf));
    group = [];
  }
  return [...contents, ...group.map(elementOf)];
}

function sectionsOf(sheets: readonly Sheet[]): Content[] {
  let header = pageNumbers();
  return sheets.map((sheet) => {
    if (sheet.pages === 'anew') header = pageNumbers();
    return { section: grouped(sheet.elements), pageOrientation: sheet.landscape ? 'landscape' : 'portrait', header };
  });
}

function smallPrint(text: string): Content {
  const margin: [number, number, number, number] = [MARGIN.left, MARGIN.footer, MARGIN.right, 0];
  return { text: drawable(tidy(text)), fontSize: SIZE.small, alignment: 'center', margin };
}

/**
 * An official paper as PDF: Tinos embedded, which has the widths of Times New Roman. Equal papers give equal bytes: the
 * day inside the file is that of the paper, the first of all days where it has none yet.
 */
export async function renderPdf(paper: Paper): Promise<Uint8Array> {
  const day = new Date(paper.letterhead.day ?? 0);
  const title = tidy(paper.name);
  const { smallPrint: small } = paper;
  return printPdf({
    content: sectionsOf(layOut(paper)),
    pageSize: 'A4',
    pageMargins: [MARGIN.left, MARGIN.top, MARGIN.right, MARGIN.bottom],
    version: '1.7',
    language: 'vi-VN',
    displayTitle: true,
    info: { title, author: tidy(paper.letterhead.body), creator: 'AnCam', producer: 'AnCam', creationDate: day, modDate: day },
    defaultStyle: { font: 'Tinos', fontSize: SIZE.body },
    ...(small === undefined ? {} : { footer: () => smallPrint(small) }),
  });
}
