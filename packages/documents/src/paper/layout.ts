import { formatDate } from '../dates.ts';
import type { Laid, LaidParagraph, Sheet } from './laid.ts';
import { centred, layBlock, paragraph } from './layout-blocks.ts';
import { citedNumber, layAddressees, layEnd, layGrounds, layHead, layTitle } from './layout-head.ts';
import { TURNED, UPRIGHT } from './measures.ts';
import { roman, startCounters } from './numbering.ts';
import type { Counters } from './numbering.ts';
import type { Annex, Block, Paper } from './paper.ts';
import { capitals, closed, runsOf, SHORT_BLANK, tidy, withEnd } from './text.ts';

interface Flow {
  readonly sheets: { landscape: boolean; pages: Sheet['pages']; elements: Laid[] }[];
  readonly counters: Counters;
}

function current(flow: Flow, landscape: boolean): Laid[] {
  const last = flow.sheets.at(-1);
  if (last?.landscape === landscape) return last.elements;
  const elements: Laid[] = [];
  flow.sheets.push({ landscape, pages: last === undefined ? 'anew' : 'on', elements });
  return elements;
}

function pour(flow: Flow, blocks: readonly Block[], landscape: boolean): void {
  for (const block of blocks) {
    if (block.kind === 'wide') pour(flow, block.blocks, true);
    else current(flow, landscape).push(...layBlock(block, flow.counters, landscape ? TURNED : UPRIGHT));
  }
}

/** The text ends with `./.`; after a table on a line of its own. */
function closeText(elements: Laid[]): void {
  const at = elements.findLastIndex((element) => element.kind === 'table' || (element.kind === 'paragraph' && element.runs.length > 0));
  const last = elements[at];
  if (last?.kind === 'paragraph') elements[at] = { ...last, runs: withEnd(last.runs, (text) => closed(text, './.')), keepNext: true };
  else elements.push(paragraph(runsOf('./.'), { keepNext: true }));
}

function citation(paper: Paper): string {
  const { title, letterhead } = paper;
  const type = title.kind === 'letter' ? 'Công văn' : tidy(title.type);
  const blankDay = `${SHORT_BLANK} tháng ${SHORT_BLANK} năm ${SHORT_BLANK}`;
  const day = letterhead.day === undefined ? blankDay : formatDate(letterhead.day);
  return `(Kèm theo ${type} số ${citedNumber(letterhead)} ngày ${day} của ${tidy(letterhead.body)})`;
}

function layAnnex(paper: Paper, annex: Annex, number: number, count: number): Sheet[] {
  const flow: Flow = { sheets: [], counters: startCounters() };
  const landscape = annex.landscape === true;
  const head: LaidParagraph[] = [
    centred(count === 1 ? 'Phụ lục' : `Phụ lục ${roman(number)}`, { bold: true, keepNext: true }),
    centred(capitals(annex.title), { bold: true, keepNext: true }),
    centred(citation(paper), { italics: true, after: 10, keepNext: true }),
  ];
  current(flow, landscape).push(...head);
  pour(flow, annex.blocks, landscape);
  return flow.sheets;
}

/** Lays a paper out on sheets. Throws `input.invalid` where the day is none. */
export function layOut(paper: Paper): Sheet[] {
  const flow: Flow = { sheets: [], counters: startCounters() };
  const { annexes = [] } = paper;
  current(flow, false).push(layHead(paper), ...layTitle(paper), ...layAddressees(paper.addressees ?? []), ...layGrounds(paper));
  pour(flow, paper.body, false);
  const end = current(flow, false);
  closeText(end);
  end.push(paragraph([], { size: 8, after: 0, line: 1, keepNext: true }), layEnd(paper));
  return [...flow.sheets, ...annexes.flatMap((annex, index) => layAnnex(paper, annex, index + 1, annexes.length))];
}
