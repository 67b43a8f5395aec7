import type * as Library from 'docx';
import type { IParagraphOptions, ISectionOptions, Paragraph, Table, TableRow } from 'docx';
import { strToU8, strFromU8, unzipSync, zipSync } from 'fflate';
import type { Laid, LaidCell, LaidGrid, LaidParagraph, LaidRule, LaidRun, LaidTable, Sheet } from './laid.ts';
import { layOut } from './layout.ts';
import { A4, MARGIN, SIZE } from './measures.ts';
import type { Paper } from './paper.ts';
import { tidy } from './text.ts';

/** The library is loaded when the first paper is written. */
type Docx = typeof Library;

const FONT = 'Times New Roman';

/** Twentieths of a point. */
function twips(points: number): number {
  return Math.round(points * 20);
}

function runsOf(docx: Docx, runs: readonly LaidRun[], size: number): InstanceType<Docx['TextRun']>[] {
  return runs.flatMap(({ text, bold, italics }) =>
    text
      .split('\n')
      .map((line, index) => new docx.TextRun({ text: line, bold, italics, size: size * 2, ...(index === 0 ? {} : { break: 1 }) })),
  );
}

function alignmentOf(docx: Docx, align: LaidParagraph['align']): NonNullable<IParagraphOptions['alignment']> {
  return {
    left: docx.AlignmentType.LEFT,
    center: docx.AlignmentType.CENTER,
    right: docx.AlignmentType.RIGHT,
    justify: docx.AlignmentType.BOTH,
  }[align];
}

function paragraphOf(docx: Docx, it: LaidParagraph): Paragraph {
  const first = it.first < 0 ? { hanging: twips(-it.first) } : { firstLine: twips(it.first) };
  return new docx.Paragraph({
    alignment: alignmentOf(docx, it.align),
    indent: { left: twips(it.left), ...first },
    spacing: { before: twips(it.before), after: twips(it.after), line: Math.round(240 * it.line), lineRule: docx.LineRuleType.AUTO },
    keepNext: it.keepNext,
    run: { size: it.size * 2 },
    children: runsOf(docx, it.runs, it.size),
  });
}

/** An empty line of 5 pt whose upper border is the rule. */
function ruleOf(docx: Docx, it: LaidRule): Paragraph {
  const indent = twips((it.within - it.length) / 2);
  return new docx.Paragraph({
    indent: { left: indent, right: indent },
    spacing: { before: 40, after: 0, line: 100, lineRule: docx.LineRuleType.EXACT },
    border: { top: { style: docx.BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
    run: { size: 4 },
    keepNext: true,
  });
}

function gridOf(docx: Docx, it: LaidGrid): Table {
  const rows = it.rows.map(
    (row, at) =>
      new docx.TableRow({
        cantSplit: true,
        keepNext: at < it.rows.length - 1,
        children: row.map(
          (cell, index) =>
            new docx.TableCell({
              width: { size: twips(it.widths[index] ?? 0), type: docx.WidthType.DXA },
              children:
                cell.length === 0
                  ? [new docx.Paragraph({})]
                  : cell.map((part) => (part.kind === 'rule' ? ruleOf(docx, part) : paragraphOf(docx, part))),
            }),
        ),
      }),
  );
  return tableOf(docx, it.widths, rows, 0);
}

function tableOf(docx: Docx, widths: readonly number[], rows: readonly TableRow[], padding: number): Table {
  const border =
    padding === 0 ? { style: docx.BorderStyle.NONE, size: 0, color: 'auto' } : { style: docx.BorderStyle.SINGLE, size: 4, color: '000000' };
  return new docx.Table({
    rows,
    layout: docx.TableLayoutType.FIXED,
    width: { size: twips(widths.reduce((sum, width) => sum + width, 0)), type: docx.WidthType.DXA },
    columnWidths: widths.map(twips),
    margins: {
      left: twips(padding),
      right: twips(padding),
      top: twips(padding / 2),
      bottom: twips(padding / 2),
      marginUnitType: docx.WidthType.DXA,
    },
    borders: { top: border, bottom: border, left: border, right: border, insideHorizontal: border, insideVertical: border },
  });
}

function cellsOf(docx: Docx, it: LaidTable, row: readonly LaidCell[]): InstanceType<Docx['TableCell']>[] {
  return row.map(
    ({ runs, align, span }, index) =>
      new docx.TableCell({
        columnSpan: span,
        width: {
          size: twips(span > 1 ? it.widths.reduce((sum, width) => sum + width, 0) : (it.widths[index] ?? 0)),
          type: docx.WidthType.DXA,
        },
        children: [new docx.Paragraph({ alignment: alignmentOf(docx, align), children: runsOf(docx, runs, it.size) })],
      }),
  );
}

function linedTable(docx: Docx, it: LaidTable): Table {
  const rows = [
    ...it.head.map((row) => new docx.TableRow({ tableHeader: true, cantSplit: true, children: cellsOf(docx, it, row) })),
    ...it.rows.map((row) => new docx.TableRow({ cantSplit: true, children: cellsOf(docx, it, row) })),
  ];
  return tableOf(docx, it.widths, rows, 3);
}

function elementOf(docx: Docx, element: Laid): Paragraph | Table {
  if (element.kind === 'paragraph') return paragraphOf(docx, element);
  if (element.kind === 'rule') return ruleOf(docx, element);
  return element.kind === 'grid' ? gridOf(docx, element) : linedTable(docx, element);
}

function sectionOf(docx: Docx, sheet: Sheet, smallPrint: string | undefined): ISectionOptions {
  const anew = sheet.pages === 'anew';
  const number = new docx.Paragraph({
    alignment: docx.AlignmentType.CENTER,
    children: [new docx.TextRun({ children: [docx.PageNumber.CURRENT], size: SIZE.page * 2 })],
  });
  const foot =
    smallPrint === undefined
      ? undefined
      : new docx.Footer({
          children: [
            new docx.Paragraph({
              alignment: docx.AlignmentType.CENTER,
              children: runsOf(docx, [{ text: tidy(smallPrint), bold: false, italics: false }], SIZE.small),
            }),
          ],
        });
  return {
    properties: {
      titlePage: anew,
      page: {
        size: {
          width: twips(A4.width),
          height: twips(A4.height),
          orientation: sheet.landscape ? docx.PageOrientation.LANDSCAPE : docx.PageOrientation.PORTRAIT,
        },
        margin: {
          top: twips(MARGIN.top),
          bottom: twips(MARGIN.bottom),
          left: twips(MARGIN.left),
          right: twips(MARGIN.right),
          header: twips(MARGIN.header),
          footer: twips(MARGIN.footer),
        },
        ...(anew ? { pageNumbers: { start: 1 } } : {}),
      },
    },
    headers: { default: new docx.Header({ children: [number] }), first: new docx.Header({ children: [new docx.Paragraph({})] }) },
    ...(foot === undefined ? {} : { footers: { default: foot, first: foot } }),
    children: sheet.elements.map((element) => elementOf(docx, element)),
  };
}

/** The library writes the moment of writing into the file: here it is the day of the paper, so equal papers give equal bytes. */
function dated(bytes: Uint8Array, day: string | undefined): Uint8Array {
  const parts = unzipSync(bytes);
  const moment = new Date(day ?? 0).toISOString();
  const core = parts['docProps/core.xml'];
  if (core !== undefined) parts['docProps/core.xml'] = strToU8(strFromU8(core).replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/gu, moment));
  return zipSync(parts, { mtime: '1980-01-01T12:00:00Z' });
}

/** What a file says of itself beside its sheets. */
interface DocxHead {
  readonly title: string;
  readonly creator: string;
  /** Language of the text, by which it is spelled and read aloud. */
  readonly language: 'vi-VN' | 'en-GB';
  readonly smallPrint?: string | undefined;
  /** ISO day or date-time. */
  readonly day?: string | undefined;
}

/** Sheets as DOCX in Times New Roman. Equal sheets give equal bytes. */
export async function writeDocx(sheets: readonly Sheet[], head: DocxHead): Promise<Uint8Array> {
  const docx = await import('docx');
  const file = new docx.Document({
    title: tidy(head.title),
    creator: tidy(head.creator),
    lastModifiedBy: 'AnCam',
    styles: { default: { document: { run: { font: FONT, size: SIZE.body * 2, language: { value: head.language } } } } },
    sections: sheets.map((sheet) => sectionOf(docx, sheet, head.smallPrint)),
  });
  return dated(new Uint8Array(await docx.Packer.toArrayBuffer(file)), head.day);
}

/** An official paper as DOCX. Throws `input.invalid` where the day is none. */
export async function renderDocx(paper: Paper): Promise<Uint8Array> {
  const { name: title, letterhead, smallPrint } = paper;
  return writeDocx(layOut(paper), { title, creator: letterhead.body, language: 'vi-VN', smallPrint, day: letterhead.day });
}
