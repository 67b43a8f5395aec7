import { limitsText, messageText } from '@ancam/core';
import type { AssessmentReport, Language } from '@ancam/core';
import type { Content } from 'pdfmake/interfaces.js';
import { formatDate, formatMoment, formatOfficialDate } from '../dates.ts';
import { summarise } from '../summary.ts';
import type { Summary } from '../summary.ts';
import { textsOf } from '../texts.ts';
import { renderCamera } from './camera.ts';
import { renderCatalogue, renderDenseCamera } from './dense.ts';
import { GRID, makePdf, PAGE } from './engine.ts';
import { head, line, prose, section, subsection } from './ink.ts';
import { pairs } from './pairs.ts';
import { cameraList, renderSummary } from './summary.ts';

/** With more cameras than this, requirements that the network cannot show are counted per camera and listed once. */
const FULL_TABLES = 5;

/** With more cameras than this, explanations are printed once and each camera takes a third of a page. */
const FULL_CAMERAS = 40;

function letterhead(report: AssessmentReport, language: Language): Content[] {
  const t = textsOf(language);
  const date = t.dated(report.place === undefined ? undefined : line(report.place, 80), formatOfficialDate(report.preparedAt, language));
  const unit: Content[] =
    report.unit === undefined
      ? []
      : [
          { text: line(report.unit, 200).toLocaleUpperCase('vi'), bold: true, alignment: 'center' },
          { canvas: [{ type: 'line', x1: 0, y1: 2, x2: 80, y2: 2, lineWidth: 0.7 }], alignment: 'center' },
        ];
  return [
    {
      columns: [
        { width: 200, stack: unit },
        { width: PAGE.width - 200, text: date, italics: true, alignment: 'right' },
      ],
    },
    {
      text: prose(report.title[language], 300).toLocaleUpperCase('vi'),
      bold: true,
      fontSize: 15,
      alignment: 'center',
      margin: [0, 22, 0, 2],
    },
    { text: line(report.regulation.name), alignment: 'center', bold: true },
    { canvas: [{ type: 'line', x1: PAGE.width / 2 - 45, y1: 3, x2: PAGE.width / 2 + 45, y2: 3, lineWidth: 0.7 }], margin: [0, 0, 0, 6] },
  ];
}

function general(report: AssessmentReport, language: Language): Content[] {
  const t = textsOf(language);
  const { authorisation, regulation } = report;
  const rows: [string, Content][] = [
    [t.preparedAt, formatMoment(report.preparedAt)],
    [
      t.regulation,
      {
        text: [
          { text: line(regulation.name), bold: true },
          ` – ${prose(regulation.title[language], 400)} (${t.validFrom(formatDate(regulation.validFrom))})`,
        ],
      },
    ],
    [
      t.authorisation,
      authorisation === undefined
        ? t.noAuthorisation
        : t.grantedBy(line(authorisation.grantedBy), line(authorisation.document), formatDate(authorisation.validUntil)),
    ],
  ];
  if (authorisation !== undefined) rows.push([t.passwordTest, authorisation.factoryPasswordTest ? t.yes : t.no]);
  if (report.bounds !== undefined) rows.push([t.bounds, limitsText(report.bounds, language)]);
  if (report.unit !== undefined) rows.unshift([t.unit, line(report.unit)]);
  if (report.preparedBy !== undefined) rows.push([t.preparedBy, line(report.preparedBy)]);
  rows.push([t.software, line(report.software)], [t.knowledge, line(report.knowledge)]);
  return [section(`1. ${t.general}`), pairs(rows)];
}

function scanFigures(report: AssessmentReport, language: Language): Content[] {
  const { stats } = report;
  const t = textsOf(language);
  if (stats === undefined) return [];
  const cells = (name: keyof typeof stats): Content[] => [
    { text: t.stats[name] },
    { text: stats[name].toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB'), alignment: 'right' },
  ];
  const body = [
    [...cells('addresses'), ...cells('silent')],
    [...cells('alive'), ...cells('excluded')],
    [...cells('cameras'), ...cells('exchanges')],
  ];
  return [subsection(t.scan), { table: { widths: [158, 42, PAGE.width - 158 - 42 - 42 - 35, 42], body }, layout: GRID, fontSize: 11.5 }];
}

function statement(language: Language): Content {
  const t = textsOf(language);
  return {
    table: {
      widths: [PAGE.width - 19],
      body: [[{ text: [{ text: `${t.reading}. `, bold: true }, t.statement], alignment: 'justify' }]],
    },
    layout: {
      ...GRID,
      paddingLeft: () => 9,
      paddingRight: () => 9,
      paddingTop: () => 6,
      paddingBottom: () => 6,
      fillColor: () => '#f6f4ec',
    },
    fontSize: 12.5,
    margin: [0, 10, 0, 0],
    unbreakable: true,
  };
}

function outstanding(summary: Summary, language: Language): Content[] {
  const t = textsOf(language);
  if (summary.outstanding.length === 0) return [];
  const rows = summary.outstanding.map(({ requirement, cameras }): Content[] => [
    line(requirement.requirement, 60),
    line(requirement.title[language]),
    prose(requirement.needs[language], 600),
    { text: String(cameras), alignment: 'right' },
  ]);
  return [
    section(t.outstanding),
    {
      table: {
        widths: [58, 170, PAGE.width - 58 - 170 - 48 - 34, 48],
        headerRows: 1,
        dontBreakRows: true,
        body: [[head(t.requirement), head(t.title), head(t.needs), head(t.cameraCount)], ...rows],
      },
      layout: GRID,
      fontSize: 11,
    },
  ];
}

function closing(report: AssessmentReport, language: Language): Content[] {
  const t = textsOf(language);
  const notes: Content[] =
    report.notes.length === 0
      ? []
      : [section(`3. ${t.notes}`), { ul: report.notes.map((note) => prose(messageText(note, language), 600)), fontSize: 12.5 }];
  return [
    ...notes,
    {
      unbreakable: true,
      margin: [PAGE.width / 2, 18, 0, 0],
      alignment: 'center',
      stack: [
        { text: t.signature, bold: true },
        { text: t.signHere, italics: true },
        { text: report.preparedBy === undefined ? '' : line(report.preparedBy, 120), bold: true, margin: [0, 54, 0, 0] },
      ],
    },
  ];
}

/** The assessment as an A4 PDF: report of a page or two, then an annex with every camera. */
export async function renderAssessmentPdf(report: AssessmentReport, language: Language): Promise<Uint8Array> {
  const t = textsOf(language);
  const summary = summarise(report);
  const full = report.cameras.length <= FULL_TABLES;
  const dense = report.cameras.length > FULL_CAMERAS;
  return makePdf({
    title: line(report.title[language]),
    ...(report.unit === undefined ? {} : { author: line(report.unit) }),
    date: report.preparedAt,
    language,
    content: [
      ...letterhead(report, language),
      ...general(report, language),
      ...scanFigures(report, language),
      statement(language),
      ...renderSummary(report, summary, language),
      ...closing(report, language),
      { text: t.annex.toLocaleUpperCase('vi'), bold: true, fontSize: 14, alignment: 'center', pageBreak: 'before' },
      { text: t.details.toLocaleUpperCase('vi'), bold: true, alignment: 'center', margin: [0, 0, 0, 6], outline: true },
      ...cameraList(report, language),
      ...(dense ? renderCatalogue(summary, language) : []),
      ...report.cameras.flatMap((camera, index) =>
        dense ? renderDenseCamera(camera, index + 1, language) : renderCamera(camera, index + 1, full, language),
      ),
      ...(full ? [] : outstanding(summary, language)),
    ],
    footer: {
      margin: [PAGE.left, 18, PAGE.right, 0],
      fontSize: 8,
      color: '#555555',
      columns: [
        { width: PAGE.width - 90, text: `${t.dataHash}: ${line(report.dataHash, 100)}` },
        { width: 90, text: line(report.software, 30), alignment: 'right' },
      ],
    },
  });
}
