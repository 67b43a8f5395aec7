import type { Laid, LaidCell, LaidParagraph, LaidRun, LaidTable } from './laid.ts';
import { GAP, INDENT, LINE, SIZE } from './measures.ts';
import { pointLetter, roman } from './numbering.ts';
import type { Counters } from './numbering.ts';
import type { Block, DivisionUnit, Inline, PaperTable } from './paper.ts';
import { capitals, linesOfRuns, runsOf } from './text.ts';

type Style = Partial<Omit<LaidParagraph, 'kind' | 'runs'>>;

/** A paragraph of the body: justified, first line indented, 6 pt after it; `style` says what differs. */
export function paragraph(runs: readonly LaidRun[], style: Style = {}): LaidParagraph {
  return {
    kind: 'paragraph',
    runs,
    size: SIZE.body,
    align: 'justify',
    left: 0,
    first: INDENT,
    before: 0,
    after: GAP,
    line: LINE,
    keepNext: false,
    ...style,
  };
}

/** A line in the middle of its column. */
export function centred(text: string, style: Style & { readonly bold?: boolean; readonly italics?: boolean } = {}): LaidParagraph {
  const { bold = false, italics = false, ...rest } = style;
  return paragraph(runsOf(text, { bold, italics }), { align: 'center', first: 0, after: 0, line: 1, ...rest });
}

/** Units below each, which begin anew with it. */
const BELOW = {
  Phần: { chapter: 0, section: 0, subsection: 0, clause: 0, point: 0 },
  Chương: { section: 0, subsection: 0, clause: 0, point: 0 },
  Mục: { subsection: 0, clause: 0, point: 0 },
  'Tiểu mục': { clause: 0, point: 0 },
} as const;

const COUNTED = { Phần: 'part', Chương: 'chapter', Mục: 'section', 'Tiểu mục': 'subsection' } as const;

/** Counts a division and gives its number as printed. */
function divisionNumber(unit: DivisionUnit, counters: Counters): string {
  Object.assign(counters, BELOW[unit]);
  const number = ++counters[COUNTED[unit]];
  return unit === 'Phần' || unit === 'Chương' ? roman(number) : String(number);
}

/** A paragraph for each line that was written. */
function paragraphs(runs: readonly LaidRun[]): LaidParagraph[] {
  return linesOfRuns(runs).map((line) => paragraph(line));
}

function numbered(label: string, text: Inline): LaidParagraph[] {
  return paragraphs([...runsOf(`${label} `), ...runsOf(text)]);
}

function clause(block: Extract<Block, { kind: 'clause' }>, counters: Counters): LaidParagraph[] {
  counters.point = 0;
  const label = `${++counters.clause}.`;
  if (block.title === undefined) return numbered(label, block.text ?? '');
  const title = runsOf([{ text: `${label} ` }, { text: block.title }], { bold: true });
  if (block.text === undefined) return [paragraph(title, { keepNext: true })];
  return paragraphs([...title, ...runsOf(' '), ...runsOf(block.text)]);
}

function cell(text: Inline, align: LaidCell['align'], style: { readonly bold?: boolean } = {}): LaidCell {
  return { runs: runsOf(text, style), align, span: 1 };
}

function table(block: PaperTable, width: number): LaidTable {
  const total = block.columns.reduce((sum, column) => sum + column.weight, 0);
  const head = [block.columns.map(({ title }) => cell(title, 'center', { bold: true }))];
  if (block.numbered === true) head.push(block.columns.map((_, index) => cell(`(${index + 1})`, 'center')));
  const rows = block.rows.map((row) => block.columns.map(({ align = 'left' }, index) => cell(row[index] ?? '', align)));
  const none: LaidCell = { runs: runsOf(block.empty ?? 'Không có', { italics: true }), align: 'center', span: block.columns.length };
  return {
    kind: 'table',
    widths: block.columns.map(({ weight }) => (width * weight) / total),
    size: block.columns.length > 8 ? SIZE.denseTable : SIZE.table,
    head,
    rows: rows.length === 0 ? [[none]] : rows,
  };
}

/** Lays out one block that is not `wide` in a column of `width` points. */
export function layBlock(block: Exclude<Block, { kind: 'wide' }>, counters: Counters, width: number): Laid[] {
  switch (block.kind) {
    case 'division': {
      const label = `${block.unit} ${divisionNumber(block.unit, counters)}`;
      return [
        centred(label, { bold: true, before: GAP, keepNext: true }),
        centred(capitals(block.title), { bold: true, after: GAP, keepNext: true }),
      ];
    }
    case 'heading':
      Object.assign(counters, { clause: 0, point: 0 });
      return [paragraph(runsOf(block.text, { bold: true }), { before: 2, keepNext: true })];
    case 'article':
      Object.assign(counters, { clause: 0, point: 0 });
      return [paragraph(runsOf([{ text: `Điều ${++counters.article}. ` }, { text: block.title }], { bold: true }), { keepNext: true })];
    case 'clause':
      return clause(block, counters);
    case 'point':
      return numbered(`${pointLetter(++counters.point)})`, block.text);
    case 'paragraph':
      return paragraphs(runsOf(block.text));
    case 'item':
      return numbered('-', block.text);
    case 'table':
      return [table(block, width), paragraph([], { size: 4, after: 0, line: 1 })];
    default:
      return block satisfies never;
  }
}
