import type { AssessmentReport, Language, ReportCamera } from '@ancam/core';
import type { Content, ContentTable } from 'pdfmake/interfaces.js';
import { deviceName, standingOf } from '../summary.ts';
import type { Standing, Summary } from '../summary.ts';
import { textsOf } from '../texts.ts';
import { BARE, GRID, PAGE } from './engine.ts';
import { head, line, prose, section, subsection } from './ink.ts';

/** Dark enough to be told apart in black and white print; words always stand beside them. */
export const COLOURS: Readonly<Record<Standing, string>> = {
  critical: '#7d1128',
  high: '#c0392b',
  medium: '#c77700',
  low: '#2b6cb0',
  info: '#5a6673',
  none: '#6b9080',
  'not-checked': '#b5bcc4',
};

const BAR = 220;

function barChart(bars: readonly { readonly standing: Standing; readonly count: number; readonly label: string }[]): Content {
  const longest = Math.max(1, ...bars.map(({ count }) => count));
  return {
    table: {
      widths: [130, BAR, 40],
      body: bars.map(({ standing, count, label }) => [
        { text: label, fontSize: 11.5, alignment: 'right' },
        { canvas: [{ type: 'rect', x: 2, y: 2, w: Math.max(0.6, (BAR - 6) * (count / longest)), h: 10, color: COLOURS[standing] }] },
        { text: String(count), fontSize: 11.5, bold: count > 0 },
      ]),
    },
    layout: BARE,
  };
}

function chart(report: AssessmentReport, summary: Summary, language: Language): Content {
  const t = textsOf(language);
  const { standing: words } = t.labels;
  const one = report.cameras.length === 1;
  const bars = one
    ? summary.severities.map(({ severity, findings }) => ({ standing: severity, count: findings, label: words[severity] }))
    : summary.standings.map(({ standing, cameras }) => ({ standing, count: cameras, label: words[standing] }));
  return { unbreakable: true, stack: [subsection(one ? t.chartFindings : t.chartCameras), barChart(bars)] };
}

function right(value: number): Content {
  return { text: String(value), alignment: 'right' };
}

function severityTable(summary: Summary, language: Language): Content {
  const t = textsOf(language);
  const { severity: words, state } = t.labels;
  const sum = (pick: (row: Summary['severities'][number]) => number): number =>
    summary.severities.reduce((total, row) => total + pick(row), 0);
  const table: ContentTable = {
    table: {
      widths: [86, 66, 58, 60, 74, PAGE.width - 344 - 51],
      headerRows: 1,
      dontBreakRows: true,
      body: [
        [head(t.severity), head(t.findingsCount), head(t.cameraCount), head(state.open), head(state.accepted), head(state.fixed)],
        ...summary.severities.map((row) => [
          { text: words[row.severity], bold: true, color: COLOURS[row.severity] },
          right(row.findings),
          right(row.cameras),
          right(row.open),
          right(row.accepted),
          right(row.fixed),
        ]),
        [
          { text: t.total, bold: true },
          right(sum((row) => row.findings)),
          { text: '–', alignment: 'right' },
          right(sum((row) => row.open)),
          right(sum((row) => row.accepted)),
          right(sum((row) => row.fixed)),
        ],
      ],
    },
    layout: GRID,
    fontSize: 11.5,
  };
  return { unbreakable: true, stack: [subsection(t.bySeverity), table] };
}

function verdictTable(summary: Summary, language: Language): Content {
  const t = textsOf(language);
  const body: Content[][] = summary.verdicts.map(({ verdict, count }) => [t.labels.verdict[verdict], right(count)]);
  return {
    unbreakable: true,
    stack: [
      subsection(t.byVerdict),
      { table: { widths: [250, 80], body: [[head(t.verdict), head(t.count)], ...body] }, layout: GRID, fontSize: 11.5 },
    ],
  };
}

function commonTable(summary: Summary, language: Language): Content[] {
  const t = textsOf(language);
  if (summary.common.length === 0) return [];
  const rows = summary.common.map(({ finding, cameras }): Content[] => [
    prose(finding.title[language], 300),
    { text: t.labels.severity[finding.severity], bold: true, color: COLOURS[finding.severity] },
    right(cameras),
  ]);
  return [
    subsection(t.common),
    {
      table: {
        widths: [PAGE.width - 90 - 62 - 26, 90, 62],
        headerRows: 1,
        keepWithHeaderRows: 1,
        dontBreakRows: true,
        body: [[head(t.weakness), head(t.severity), head(t.cameraCount)], ...rows],
      },
      layout: GRID,
      fontSize: 11.5,
    },
  ];
}

/** Summary section: picture, figures by severity and by verdict, weaknesses met on several cameras. */
export function renderSummary(report: AssessmentReport, summary: Summary, language: Language): Content[] {
  const t = textsOf(language);
  return [
    { unbreakable: true, stack: [section(`2. ${t.summary}`), chart(report, summary, language)] },
    severityTable(summary, language),
    ...(summary.doubtful === 0 ? [] : [{ text: t.doubtful(summary.doubtful), fontSize: 12, margin: [0, 4, 0, 0] } satisfies Content]),
    verdictTable(summary, language),
    ...(report.cameras.length === 1 ? [] : commonTable(summary, language)),
  ];
}

/** List of all cameras with their standing; nothing for a report on one camera. */
export function cameraList(report: AssessmentReport, language: Language): Content[] {
  const t = textsOf(language);
  if (report.cameras.length < 2) return [];
  const row = (camera: ReportCamera, index: number): Content[] => {
    const standing = standingOf(camera);
    return [
      { text: String(index + 1), alignment: 'center' },
      line(camera.address, 120),
      line(deviceName(camera) ?? t.unknown, 120),
      line([camera.name, camera.place].filter((part) => part !== undefined).join(', '), 160),
      { text: t.labels.standing[standing], bold: true, color: standing === 'not-checked' ? '#444444' : COLOURS[standing] },
      right(camera.findings.filter(({ outcome }) => outcome === 'fail').length),
    ];
  };
  return [
    section(t.list),
    {
      table: {
        widths: [24, 76, 104, PAGE.width - 318 - 51, 72, 42],
        headerRows: 1,
        dontBreakRows: true,
        body: [
          [head(t.number), head(t.address), head(t.device), head(t.nameAndPlace), head(t.worst), head(t.count)],
          ...report.cameras.map(row),
        ],
      },
      layout: GRID,
      fontSize: 10.5,
    },
  ];
}
