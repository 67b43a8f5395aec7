import { formatOfficialDate } from '../dates.ts';
import type { Laid, LaidGrid, LaidParagraph, LaidRule } from './laid.ts';
import { centred, paragraph } from './layout-blocks.ts';
import { ADDRESSEE, GAP, HEAD_COLUMNS, SIGNATURE_COLUMNS, SIGNATURE_ROOM, SIZE, UPRIGHT } from './measures.ts';
import { paperNumber } from './numbering.ts';
import type { Letterhead, Paper, Signature } from './paper.ts';
import { BLANK, capitals, closed, longestLine, runsOf, SHORT_BLANK, tidy } from './text.ts';

const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

/** Length of the motto at 14 pt, which the rule under it must have. */
const MOTTO_LENGTH = 171.4;

function ruleUnder(text: string, size: number, within: number): LaidRule {
  return { kind: 'rule', length: longestLine(text, size, true, within) * 0.42, within };
}

/** `Quảng Ngãi, ngày 05 tháng 4 năm 2023`; dots where place or day are not known yet. */
function placeAndDay({ place, day }: Letterhead): string {
  const blankDay = `ngày ${SHORT_BLANK} tháng ${SHORT_BLANK} năm ${SHORT_BLANK}`;
  return `${place === undefined ? BLANK : tidy(place)}, ${day === undefined ? blankDay : formatOfficialDate(day, 'vi')}`;
}

/** Number and symbol as they stand on the paper and are cited. */
export function citedNumber({ number, symbol }: Letterhead): string {
  return `${number === undefined ? SHORT_BLANK : paperNumber(tidy(number))}/${symbol === undefined ? SHORT_BLANK : tidy(symbol)}`;
}

/** Boxes 1 to 4, and 5b of a letter. */
export function layHead(paper: Paper): LaidGrid {
  const { letterhead } = paper;
  const body = capitals(letterhead.body);
  const superior = letterhead.superior === undefined ? [] : [centred(capitals(letterhead.superior), { size: SIZE.nation })];
  const about = paper.title.kind === 'letter' ? [centred(`V/v ${paper.title.abstract}`, { size: SIZE.letterAbstract, before: GAP })] : [];
  const [left, right] = HEAD_COLUMNS;
  return {
    kind: 'grid',
    widths: HEAD_COLUMNS,
    rows: [
      [
        [...superior, centred(body, { size: SIZE.nation, bold: true }), ruleUnder(body, SIZE.nation, left)],
        [
          centred(NATION, { size: SIZE.nation, bold: true }),
          centred(MOTTO, { size: SIZE.motto, bold: true }),
          { kind: 'rule', length: MOTTO_LENGTH, within: right },
        ],
      ],
      [
        [centred(`Số: ${citedNumber(letterhead)}`, { size: SIZE.number, before: 4 }), ...about],
        [centred(placeAndDay(letterhead), { size: SIZE.place, italics: true, before: 4 })],
      ],
    ],
  };
}

/** Box 5a. */
export function layTitle(paper: Paper): Laid[] {
  if (paper.title.kind === 'letter') return [];
  const abstract = tidy(paper.title.abstract);
  return [
    centred(capitals(paper.title.type), { bold: true, before: 14, keepNext: true }),
    centred(abstract, { bold: true, keepNext: true }),
    ruleUnder(abstract, SIZE.body, UPRIGHT),
  ];
}

/** Box 9a: one receiver on the line of the label, several under it with dashes. */
export function layAddressees(addressees: readonly string[]): Laid[] {
  const label = 'Kính gửi:';
  const [only, ...others] = addressees;
  if (only === undefined) return [];
  if (others.length === 0) {
    const hang = 60;
    return [
      paragraph(runsOf(`${label} ${closed(tidy(only), '.')}`), {
        align: 'left',
        left: ADDRESSEE.label + hang,
        first: -hang,
        before: 14,
        after: 14,
      }),
    ];
  }
  return [
    paragraph(runsOf(label), { align: 'left', left: ADDRESSEE.label, first: 0, before: 14, after: 2, keepNext: true }),
    ...addressees.map((name, index) => {
      const last = index === addressees.length - 1;
      const line = `- ${closed(tidy(name), last ? '.' : ';')}`;
      return paragraph(runsOf(line), { align: 'left', left: ADDRESSEE.list + 8, first: -8, after: last ? 14 : 2 });
    }),
  ];
}

/** Line of competence, grounds and formula. */
export function layGrounds(paper: Paper): Laid[] {
  const { grounds = [] } = paper;
  const competence = paper.competence === undefined ? [] : [centred(capitals(paper.competence), { bold: true, before: 12, after: 10 })];
  const formula =
    paper.formula === undefined ? [] : [centred(capitals(paper.formula), { bold: true, before: 6, after: 10, keepNext: true })];
  const lines = grounds.map((ground, index) =>
    paragraph(runsOf(closed(tidy(ground), index === grounds.length - 1 ? '.' : ';'), { italics: true })),
  );
  return [...competence, ...lines, ...formula];
}

function signatureLines(signature: Signature): LaidParagraph[] {
  return signature.lines.map(({ prefix, text }) =>
    centred(prefix === undefined ? capitals(text) : `${prefix} ${capitals(text)}`, { bold: true, keepNext: true }),
  );
}

/** Boxes 7a, 7b and 9b: receivers on the left, on the height of the office of who signs. */
export function layEnd(paper: Paper): LaidGrid {
  const receivers = paper.recipients.map((name, index) => {
    const line = `- ${closed(tidy(name), index === paper.recipients.length - 1 ? '.' : ';')}`;
    return paragraph(runsOf(line), { align: 'left', size: SIZE.receiver, first: 0, after: 0, line: 1 });
  });
  const label = paragraph(runsOf('Nơi nhận:', { bold: true, italics: true }), {
    align: 'left',
    size: SIZE.receivers,
    first: 0,
    after: 0,
    line: 1,
  });
  const name = centred(paper.signature.name ?? BLANK, { bold: true, before: SIGNATURE_ROOM });
  return {
    kind: 'grid',
    widths: SIGNATURE_COLUMNS,
    rows: [[receivers.length === 0 ? [] : [label, ...receivers], [...signatureLines(paper.signature), name]]],
  };
}
