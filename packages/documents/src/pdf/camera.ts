import type { Language, ReportCamera, ReportFinding, ReportRequirement } from '@ancam/core';
import type { Content, ContentTable, CustomTableLayout, TableCell } from 'pdfmake/interfaces.js';
import { formatDate, formatMoment } from '../dates.ts';
import { evidenceLines } from '../evidence.ts';
import { noFindingsText } from '../no-findings.ts';
import { judgementLines } from '../judgements.ts';
import { deviceName, sortFindings } from '../summary.ts';
import { identityRows as deviceRows } from '../identity-rows.ts';
import { textsOf } from '../texts.ts';
import { GRID, PAGE } from './engine.ts';
import { head, line, prose, subsection } from './ink.ts';
import { pairs } from './pairs.ts';
import { COLOURS } from './summary.ts';

/** A finding with less text than this fits on a page for certain and is kept together. */
const KEEP_TOGETHER = 2500;
/** Rows of a first table that may be kept together with its heading. */
const SHORT_TABLE = 10;

/** First lines of a list, at most `limit`, with a count of the rest; the table files and the result file hold all of them. */
export function firstLines(lines: readonly string[], language: Language, limit = 8): readonly string[] {
  const rest = lines.length - limit;
  return [...lines.slice(0, limit).map((text) => line(text)), ...(rest > 0 ? [textsOf(language).more(rest)] : [])];
}

function identityRows(camera: ReportCamera, language: Language): [string, Content][] {
  const t = textsOf(language);
  const { identity } = camera;
  const rows: [string, Content][] = [];
  const add = (name: string, value: string | undefined): void => {
    if (value !== undefined && value !== '') rows.push([name, line(value)]);
  };
  add(t.nameAndPlace, [camera.name, camera.place].filter((part) => part !== undefined).join(', '));
  add(t.kind, t.labels.kind[identity.kind]);
  add(t.device, deviceName(camera) ?? t.unknown);
  for (const [label, value] of deviceRows(identity, language)) add(label, value);
  add(t.confidence, `${Math.round(identity.confidence * 100)} % – ${t.labels.strength[identity.strength]}`);
  const reasons = identity.evidence.map(({ about, value, class: kind, fact }) => {
    const port = fact.port === undefined ? '' : `, ${t.onPort(fact.port)}`;
    return `${t.labels.about[about]}: ${value} (${t.labels.evidenceClass[kind]}: ${fact.name}${port})`;
  });
  if (reasons.length > 0) rows.push([t.evidenceOfIdentity, { stack: firstLines(reasons, language).map((text) => ({ text })) }]);
  if (camera.scannedAt !== undefined) add(t.scannedAt, formatMoment(camera.scannedAt));
  add(t.basis, t.labels.basis[camera.basis]);
  if (camera.requirements.length > 0) add(t.conformity, t.labels.conformity[camera.conformity]);
  return rows;
}

function cardLayout(colour: string): CustomTableLayout {
  return {
    hLineWidth: (index, node) => (index === 0 || index === node.table.body.length ? 0.5 : 0),
    vLineWidth: (index) => (index === 0 ? 3.5 : 0.5),
    hLineColor: () => '#c5ccd4',
    vLineColor: (index) => (index === 0 ? colour : '#c5ccd4'),
    paddingLeft: () => 8,
    paddingRight: () => 6,
    paddingTop: (index) => (index === 0 ? 4 : 1.5),
    paddingBottom: () => 2.5,
  };
}

export function stateText(finding: ReportFinding, language: Language): string | undefined {
  const t = textsOf(language);
  if (finding.state === undefined) return undefined;
  const { status, reason, until } = finding.state;
  const parts = [
    t.labels.state[status],
    reason === undefined ? undefined : line(reason),
    until === undefined ? undefined : t.until(formatDate(until)),
  ];
  return parts.filter((part) => part !== undefined).join('; ');
}

function findingCard(finding: ReportFinding, index: number, language: Language): ContentTable {
  const t = textsOf(language);
  const colour = COLOURS[finding.severity];
  const notes = [
    finding.outcome === 'fail' ? undefined : t.labels.outcome[finding.outcome],
    finding.certainty === undefined ? undefined : t.labels.certainty[finding.certainty],
  ].filter((note) => note !== undefined);
  const evidence = firstLines(evidenceLines(finding, language), language).join('\n');
  const rows: [string, string | undefined][] = [
    [t.clauses, finding.clauses.map((clause) => line(clause, 120)).join('; ')],
    [t.evidence, evidence],
    [t.explanation, prose(finding.explanation[language])],
    [t.remedy, prose(finding.remedy[language])],
    [t.state, stateText(finding, language)],
  ];
  const shown = rows.filter(([, value]) => value !== undefined && value !== '');
  const title: Content = {
    text: [
      { text: `${index}. ` },
      { text: `[${t.labels.severity[finding.severity]}] `, color: colour },
      { text: prose(finding.title[language], 300) },
      ...(notes.length === 0 ? [] : [{ text: ` (${notes.join(', ')})`, bold: false, italics: true }]),
    ],
    bold: true,
    fontSize: 12.5,
  };
  const length = shown.reduce((sum, [, value]) => sum + (value?.length ?? 0), 0);
  return {
    table: {
      widths: [PAGE.width - 18.5],
      body: [
        [title],
        ...shown.map(([name, value]) => [{ text: [{ text: `${name}: `, bold: true }, { text: value ?? '' }], fontSize: 12 }]),
      ],
    },
    layout: cardLayout(colour),
    unbreakable: length < KEEP_TOGETHER,
    margin: [0, 0, 0, 6],
  };
}

/** Marks in the tables for requirement texts that still have to be compared with the official text. */
const MARKS = { found: '', inferred: '\u00A0*', recalled: '\u00A0**' } as const;

function groupsOf(rows: readonly ReportRequirement[], language: Language): Map<string, ReportRequirement[]> {
  const groups = new Map<string, ReportRequirement[]>();
  for (const row of rows) {
    const name = prose(row.group[language], 200);
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return groups;
}

/** What the scan says, and under it what people concluded. */
function verdictCell(requirement: ReportRequirement, language: Language): Content {
  const scan: Content = { text: textsOf(language).labels.verdict[requirement.verdict], bold: requirement.verdict === 'indication' };
  const judged = judgementLines(requirement, language);
  if (judged.length === 0) return scan;
  return { stack: [scan, ...firstLines(judged, language).map((text, index) => ({ text, bold: index === judged.length - 1 }))] };
}

/** One table per group, set close, so that a group name never stands alone at the foot of a page. */
function requirementTables(rows: readonly ReportRequirement[], withNeeds: boolean, language: Language): ContentTable[] {
  const t = textsOf(language);
  const widths = withNeeds ? [62, 150, 92] : [62, 205];
  const rest = PAGE.width - widths.reduce((sum, width) => sum + width, 0) - (widths.length + 1) * 8.6;
  const titles = [t.requirement, t.title, t.verdict, ...(withNeeds ? [t.needs] : [])];
  return [...groupsOf(rows, language)].map(([name, members], index): ContentTable => {
    const group = { text: name, bold: true, colSpan: titles.length, fillColor: '#f3f5f8' };
    const body: TableCell[][] = [
      ...(index === 0 ? [titles.map((title) => head(title))] : []),
      [group, ...titles.slice(1).map(() => '')],
      ...members.map((requirement): TableCell[] => [
        line(requirement.requirement, 60),
        `${prose(requirement.title[language])}${MARKS[requirement.confidence]}`,
        verdictCell(requirement, language),
        ...(withNeeds ? [prose(requirement.needs[language], 400)] : []),
      ]),
    ];
    return {
      table: { widths: [...widths, rest], headerRows: index === 0 ? 2 : 1, keepWithHeaderRows: 1, dontBreakRows: true, body },
      layout: GRID,
      fontSize: 11,
      margin: [0, index === 0 ? 0 : -0.5, 0, 0],
    };
  });
}

function markNotes(rows: readonly ReportRequirement[], language: Language): Content[] {
  const { confidence } = textsOf(language).labels;
  const used = (['inferred', 'recalled'] as const).filter((level) => rows.some((row) => row.confidence === level));
  return used.map((level) => ({
    text: `${MARKS[level].trim()} ${confidence[level]}`,
    italics: true,
    fontSize: 10.5,
    margin: [0, 2, 0, 0],
  }));
}

function requirementPart(camera: ReportCamera, full: boolean, language: Language): Content[] {
  const t = textsOf(language);
  const rows = full
    ? camera.requirements
    : camera.requirements.filter(({ verdict, judgements }) => verdict !== 'not-visible' || judgements.length > 0);
  const hidden = camera.requirements.length - rows.length;
  if (camera.requirements.length === 0) return [];
  const [first, ...others] = requirementTables(rows, full, language);
  const opening = [subsection(t.requirements), ...(first === undefined ? [] : [first])];
  return [
    { unbreakable: first !== undefined && first.table.body.length < SHORT_TABLE, stack: opening },
    ...others,
    ...markNotes(rows, language),
    ...(hidden === 0 ? [] : [{ text: t.hiddenRows(hidden), italics: true, fontSize: 11.5, margin: [0, 3, 0, 0] } satisfies Content]),
  ];
}

/** The heading of the findings stays with the first of them, unless that one is too long for a page. */
function findingPart(camera: ReportCamera, language: Language): Content[] {
  const t = textsOf(language);
  const [first, ...others] = sortFindings(camera.findings).map((finding, index) => findingCard(finding, index + 1, language));
  if (first === undefined) return [subsection(t.findings), { text: noFindingsText(camera, language), fontSize: 12 }];
  return [{ unbreakable: first.unbreakable === true, stack: [subsection(t.findings), first] }, ...others];
}

/** One camera of the annex: what it is and why, findings by severity, requirements. `full` lists every requirement. */
export function renderCamera(camera: ReportCamera, number: number, full: boolean, language: Language): Content[] {
  const name = deviceName(camera);
  const heading = line(`${number}. ${camera.address}${name === undefined ? '' : ` – ${name}`}`, 200);
  return [
    {
      unbreakable: true,
      stack: [
        { text: heading, bold: true, fontSize: 13.5, margin: [0, 14, 0, 4], outline: true },
        pairs(identityRows(camera, language), 118),
      ],
    },
    ...findingPart(camera, language),
    ...requirementPart(camera, full, language),
  ];
}
