import type { Content, ContentTable, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { drawable } from '../pdf/ink.ts';
import { printPdf } from '../pdf/engine.ts';
import type { Laid, LaidCell, LaidGrid, LaidParagraph, LaidRule, LaidRun, LaidTable, Sheet } from './laid.ts';
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

/** What holds more text than this may break over pages, since it might not fit on one: to keep it whole would never end. */
const LONG = 1500;
const LONG_HEAD = 600;

/** A word that may be longer than its line: broken anywhere. The library would otherwise measure it anew for every line of it. */
const ENDLESS = /(\S{41,})/u;
/** Numbers of documents and the like: a slash or hyphen inside. */
const CODE = /^[^\s/-]+[/-]\S+$/u;

/**
 * The runs as the library wants them. In justified lines it would stretch `331/2026/NĐ-CP` at every slash and hyphen: there
 * such a word is kept whole.
 */
function texts(runs: readonly LaidRun[], justified: boolean): Content {
  return runs.flatMap(({ text, bold, italics }) =>
    drawable(text)
      .split(ENDLESS)
      .flatMap((part, index): { text: string; wordBreak?: 'break-all'; noWrap?: boolean }[] => {
        if (index % 2 === 1) return [{ text: part, wordBreak: 'break-all' }];
        if (!justified) return [{ text: part }];
        return part
          .split(/(?<=\s)(?=\S+[/-]\S)|(?<=\S[/-]\S+\s)/u)
          .map((piece) => ({ text: piece, noWrap: CODE.test(piece.replace(/ $/u, '')) }));
      })
      .filter((part) => part.text !== '')
      .map((part) => ({ ...part, bold, italics })),
  );
}

function paragraphOf(it: LaidParagraph): Content {
  return {
    text: it.runs.length === 0 ? ' ' : texts(it.runs, it.align === 'justify'),
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
  return { unbreakable: lengthOf(it) <= LONG, table: { widths: [...it.widths], body }, layout: NO_LINES };
}

function tableOf(it: LaidTable): ContentTable {
  const rows = [...it.head, ...it.rows];
  const long = it.rows.some((row) => lengthOfRow(row) > LONG);
  const head = it.head.reduce((sum, row) => sum + lengthOfRow(row), 0);
  return {
    fontSize: it.size,
    lineHeight: 1,
    table: {
      widths: it.widths.map((width) => width - 6.5),
      headerRows: head > LONG_HEAD ? 0 : it.head.length,
      keepWithHeaderRows: long || head > LONG_HEAD ? 0 : 1,
      dontBreakRows: !long && head <= LONG_HEAD,
      body: rows.map((row) =>
        row.flatMap(({ runs, align, span }): TableCell[] => [
          { text: texts(runs, false), alignment: align, colSpan: span },
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

function lengthOfRuns(runs: readonly LaidRun[]): number {
  return runs.reduce((sum, { text }) => sum + text.length, 0);
}

function lengthOfRow(row: readonly LaidCell[]): number {
  return row.reduce((sum, { runs }) => sum + lengthOfRuns(runs), 0);
}

function lengthOf(element: Laid): number {
  if (element.kind === 'table') return Infinity;
  if (element.kind === 'grid') return element.rows.flat(2).reduce((sum, part) => sum + lengthOf(part), 0);
  return element.kind === 'paragraph' ? lengthOfRuns(element.runs) : 0;
}

/** What must stay with what follows is set as one, unless that is long enough to be broken anyhow. */
function grouped(elements: readonly Laid[]): Content[] {
  const contents: Content[] = [];
  let group: Laid[] = [];
  for (const element of elements) {
    group.push(element);
    if (element.kind === 'paragraph' && element.keepNext) continue;
    const whole = group.length > 1 && group.reduce((sum, it) => sum + lengthOf(it), 0) <= LONG;
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
