import { REQUIREMENT_VERDICTS } from '@ancam/core';
import type { Language, ReportCamera, ReportFinding } from '@ancam/core';
import type { Content, TableCell } from 'pdfmake/interfaces.js';
import { evidenceLines } from '../evidence.ts';
import { noFindingsText } from '../no-findings.ts';
import { deviceName, sortFindings } from '../summary.ts';
import type { Summary } from '../summary.ts';
import { textsOf } from '../texts.ts';
import { firstLines, stateText } from './camera.ts';
import { GRID, PAGE } from './engine.ts';
import { head, line, prose, section } from './ink.ts';
import { COLOURS } from './summary.ts';

/** A camera with less text than this fits on a page for certain and is kept together. */
const KEEP_TOGETHER = 1200;

/** Explanation and remedy of each weakness, printed once for all cameras that show it. */
export function renderCatalogue(summary: Summary, language: Language): Content[] {
  const t = textsOf(language);
  if (summary.common.length === 0) return [];
  const entries = summary.common.map(({ finding }): Content => ({
    margin: [0, 0, 0, 6],
    fontSize: 12,
    stack: [
      {
        text: [
          { text: `[${t.labels.severity[finding.severity]}] `, color: COLOURS[finding.severity] },
          prose(finding.title[language], 300),
        ],
        bold: true,
      },
      ...(finding.clauses.length === 0 ? [] : [`${t.clauses}: ${finding.clauses.map((clause) => line(clause, 120)).join('; ')}`]),
      `${t.explanation}: ${prose(finding.explanation[language])}`,
      `${t.remedy}: ${prose(finding.remedy[language])}`,
    ],
  }));
  return [section(t.catalogue), ...entries];
}

function findingTable(findings: readonly ReportFinding[], language: Language): Content {
  const t = textsOf(language);
  const widths = [66, 132, PAGE.width - 66 - 132 - 84 - 34.5, 84];
  const rows = findings.map((finding): TableCell[] => [
    { text: t.labels.severity[finding.severity], bold: true, color: COLOURS[finding.severity] },
    `${prose(finding.title[language], 300)}${finding.outcome === 'fail' ? '' : ` (${t.labels.outcome[finding.outcome]})`}`,
    firstLines(evidenceLines(finding, language), language, 4).join('\n'),
    finding.outcome === 'fail' ? (stateText(finding, language) ?? t.labels.state.open) : '',
  ]);
  return {
    table: {
      widths,
      headerRows: 1,
      dontBreakRows: true,
      body: [[head(t.severity), head(t.weakness), head(t.evidence), head(t.state)], ...rows],
    },
    layout: GRID,
    fontSize: 10.5,
    margin: [0, 2, 0, 0],
  };
}

function requirementLines(camera: ReportCamera, language: Language): Content[] {
  const t = textsOf(language);
  const shown = REQUIREMENT_VERDICTS.filter((verdict) => verdict !== 'not-visible').flatMap((verdict): Content[] => {
    const ids = camera.requirements.filter((row) => row.verdict === verdict).map((row) => line(row.requirement, 60));
    return ids.length === 0 ? [] : [{ text: [{ text: `${t.labels.verdict[verdict]}: `, bold: true }, ids.join(', ')] }];
  });
  const hidden = camera.requirements.filter(({ verdict }) => verdict === 'not-visible').length;
  const rest: Content[] = hidden === 0 ? [] : [{ text: t.hiddenRows(hidden), italics: true }];
  return [{ stack: [...shown, ...rest], fontSize: 11, margin: [0, 3, 0, 0] }];
}

/** One of very many cameras: identity in two lines, a table of findings, requirement numbers by verdict. */
export function renderDenseCamera(camera: ReportCamera, number: number, language: Language): Content[] {
  const t = textsOf(language);
  const { identity } = camera;
  const name = deviceName(camera);
  const findings = sortFindings(camera.findings);
  const known: readonly (readonly [string, string | undefined])[] = [
    [t.nameAndPlace, [camera.name, camera.place].filter((part) => part !== undefined).join(', ')],
    [t.firmware, identity.firmware],
    [t.serial, identity.serial],
    [t.mac, identity.mac?.replace(/(..)(?=.)/g, '$1:')],
    [t.confidence, `${Math.round(identity.confidence * 100)} % – ${t.labels.strength[identity.strength]}`],
  ];
  const facts = known.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [`${label}: ${line(value, 160)}`]));
  const heading: Content = {
    text: line(`${number}. ${camera.address}${name === undefined ? '' : ` – ${name}`}`, 200),
    bold: true,
    margin: [0, 10, 0, 1],
    outline: true,
  };
  const body = findings.length === 0 ? { text: noFindingsText(camera, language), fontSize: 11 } : findingTable(findings, language);
  const length = findings.reduce((sum, each) => sum + each.title[language].length + evidenceLines(each, language).join().length, 0);
  return [
    { unbreakable: length < KEEP_TOGETHER, stack: [heading, { text: facts.join('; '), fontSize: 11 }, body] },
    ...requirementLines(camera, language),
  ];
}
