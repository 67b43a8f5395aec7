import type { Language } from '@ancam/core';
import type { Content } from 'pdfmake/interfaces.js';
import { formatDate, formatOfficialDate } from '../dates.ts';
import { letterTexts } from '../letter-texts.ts';
import { BARE, makePdf, PAGE } from './engine.ts';
import { line, prose } from './ink.ts';

/** What the head of a unit allows; dates are ISO dates. Every target is printed: what is not on paper is not allowed. */
export interface AuthorisationLetter {
  readonly unit: string;
  /** Body above the unit, printed over it. */
  readonly superiorUnit?: string;
  /** Where the letter is dated from, e.g. `Vĩnh Long`. */
  readonly place: string;
  readonly date: string;
  /** Number and symbol, e.g. `05/GUQ-UBND`; left blank for the clerk where absent. */
  readonly documentNumber?: string;
  /** Person or unit who is allowed to scan, as it should stand in the letter. */
  readonly holder: string;
  /** Addresses, ranges, nets or names as given to the scan. */
  readonly targets: readonly string[];
  readonly excluded: readonly string[];
  readonly period: { readonly from: string; readonly until: string };
  readonly factoryPasswordTest: boolean;
  /** Whom to call during the scan. */
  readonly contact: string;
  /** Office of the signer in capitals, e.g. `CHỦ TỊCH`, and the full name. */
  readonly signerTitle?: string;
  readonly signerName?: string;
}

const LEFT = 176;
const RIGHT = PAGE.width - LEFT - 8;

function capitals(value: string, limit: number): string {
  return line(value, limit).toLocaleUpperCase('vi');
}

/** Short rule under a centred line. */
function rule(length: number): Content {
  return { canvas: [{ type: 'line', x1: 0, y1: 2, x2: length, y2: 2, lineWidth: 0.8 }], alignment: 'center' };
}

/** Boxes 1 to 4 of the layout in annex I of ND 30/2020: state name and motto, body, number, place and date. */
function letterhead(letter: AuthorisationLetter, language: Language): Content {
  const t = letterTexts(language);
  const superior: Content[] = letter.superiorUnit === undefined ? [] : [{ text: capitals(letter.superiorUnit, 200), fontSize: 12 }];
  const number = letter.documentNumber === undefined ? t.numberBlank : line(letter.documentNumber, 60);
  const date = t.dated(line(letter.place, 80), formatOfficialDate(letter.date, language));
  return {
    table: {
      widths: [LEFT, RIGHT],
      body: [
        [
          { stack: [...superior, { text: capitals(letter.unit, 200), bold: true, fontSize: 12 }, rule(60)], alignment: 'center' },
          {
            stack: [{ text: t.country, bold: true, fontSize: 12, noWrap: true }, { text: t.motto, bold: true, fontSize: 13 }, rule(166)],
            alignment: 'center',
          },
        ],
        [
          { text: `${t.numberLabel} ${number}`, alignment: 'center', margin: [0, 4, 0, 0] },
          { text: date, italics: true, alignment: 'center', margin: [0, 4, 0, 0] },
        ],
      ],
    },
    layout: BARE,
  };
}

function paragraph(text: string, italics = false): Content {
  return { text, italics, alignment: 'justify', margin: [0, 0, 0, 6], leadingIndent: 28.35 };
}

/** Addresses are set flush left: justified, a line of few long words would be torn apart. */
function article(number: number, name: string, text: string, sentences: boolean): Content {
  return {
    text: [{ text: `${number}. ${name}: `, bold: true }, text],
    alignment: sentences ? 'justify' : 'left',
    margin: [0, 0, 0, 6],
    leadingIndent: 28.35,
  };
}

function listed(values: readonly string[]): string {
  return `${values.map((value) => line(value, 260)).join('; ')}.`;
}

function signatures(letter: AuthorisationLetter, language: Language): Content {
  const t = letterTexts(language);
  return {
    unbreakable: true,
    margin: [0, 8, 0, 0],
    table: {
      widths: [LEFT + 30, RIGHT - 30],
      body: [
        [
          {
            stack: [
              { text: t.receivers, bold: true, italics: true, fontSize: 12 },
              ...t.copies(line(letter.holder, 200)).map((text) => ({ text, fontSize: 11 })),
            ],
          },
          {
            alignment: 'center',
            stack: [
              { text: letter.signerTitle === undefined ? t.head : capitals(letter.signerTitle, 160), bold: true },
              { text: t.sign, italics: true },
              { text: letter.signerName === undefined ? '' : line(letter.signerName, 120), bold: true, margin: [0, 72, 0, 0] },
            ],
          },
        ],
      ],
    },
    layout: BARE,
  };
}

/** Printable letter by which the head of a unit authorises a scan, in the layout of ND 30/2020, annex I. */
export async function renderAuthorisationLetter(letter: AuthorisationLetter, language: Language): Promise<Uint8Array> {
  const t = letterTexts(language);
  const articles: readonly (readonly [string, string])[] = [
    [t.holder, `${line(letter.holder)}.`],
    [t.work, t.workText],
    [t.targets, listed(letter.targets)],
    [t.excluded, letter.excluded.length === 0 ? t.nothingExcluded : listed(letter.excluded)],
    [t.period, t.periodText(formatDate(letter.period.from), formatDate(letter.period.until))],
    [t.password, letter.factoryPasswordTest ? t.passwordYes : t.passwordNo],
    [t.duties, t.dutiesText],
    [t.contact, `${prose(letter.contact, 300)}./.`],
  ];
  return makePdf({
    title: `${t.kind} – ${line(letter.unit)}`,
    author: line(letter.unit),
    date: letter.date,
    language,
    lineHeight: 1,
    content: [
      letterhead(letter, language),
      { text: t.kind, bold: true, fontSize: 14, alignment: 'center', margin: [0, 18, 0, 0] },
      { text: t.subject, bold: true, fontSize: 14, alignment: 'center' },
      rule(110),
      { text: '', margin: [0, 0, 0, 10] },
      paragraph(t.basis, true),
      paragraph(t.need, true),
      paragraph(t.grants(line(letter.unit))),
      ...articles.map(([name, text], index) =>
        article(index + 1, name, text, text === t.workText || text === t.dutiesText || text === t.passwordYes),
      ),
      signatures(letter, language),
      ...(t.translation === undefined
        ? []
        : [{ text: t.translation, italics: true, fontSize: 10, margin: [0, 14, 0, 0] } satisfies Content]),
    ],
  });
}
