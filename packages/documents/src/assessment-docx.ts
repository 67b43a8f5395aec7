import { limitsText, messageText } from '@ancam/core';
import type { AssessmentReport, Language, ReportCamera, ReportFinding, ReportRequirement } from '@ancam/core';
import { clip } from './clean.ts';
import { formatDate, formatMoment, formatOfficialDate } from './dates.ts';
import { evidenceLines } from './evidence.ts';
import { identityRows } from './identity-rows.ts';
import { judgementLines } from './judgements.ts';
import { noFindingsText } from './no-findings.ts';
import { writeDocx } from './paper/docx.ts';
import type { Laid, LaidCell, LaidTable } from './paper/laid.ts';
import { centred, paragraph } from './paper/layout-blocks.ts';
import { TURNED, UPRIGHT } from './paper/measures.ts';
import { capitals, runsOf } from './paper/text.ts';
import { deviceName, sortFindings, summarise } from './summary.ts';
import { textsOf } from './texts.ts';

/** What a device says of itself has no end of its own; the table files hold all of it. */
const CELL_LIMIT = 1200;
const EVIDENCE_LINES = 8;
const SIZE = 11.5;

type Row = readonly string[];

function cell(text: string, bold = false, align: LaidCell['align'] = 'left', span = 1): LaidCell {
  return { runs: runsOf(clip(text, CELL_LIMIT), { bold }), align, span };
}

/** A table with weights of its columns; without a head where none is given. */
function table(width: number, weights: readonly number[], head: Row | undefined, rows: readonly Row[]): LaidTable {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return {
    kind: 'table',
    widths: weights.map((weight) => (width * weight) / total),
    size: SIZE,
    head: head === undefined ? [] : [head.map((title) => cell(title, true, 'center'))],
    rows: rows.map((row) => row.map((text, at) => cell(text, head === undefined && at === 0))),
  };
}

const gap = (): Laid => paragraph([], { size: 6, after: 0, line: 1 });
const heading = (text: string): Laid => paragraph(runsOf(clip(text, 300), { bold: true }), { first: 0, before: 8, keepNext: true });

function general(report: AssessmentReport, language: Language): Laid[] {
  const t = textsOf(language);
  const { authorisation, regulation, stats } = report;
  const rows: (readonly [string, string | undefined])[] = [
    [t.unit, report.unit],
    [t.preparedAt, formatMoment(report.preparedAt)],
    [t.preparedBy, report.preparedBy],
    [t.regulation, `${regulation.name} – ${regulation.title[language]} (${t.validFrom(formatDate(regulation.validFrom))})`],
    [
      t.authorisation,
      authorisation === undefined
        ? t.noAuthorisation
        : t.grantedBy(authorisation.grantedBy, authorisation.document, formatDate(authorisation.validUntil)),
    ],
    [t.bounds, report.bounds === undefined ? undefined : limitsText(report.bounds, language)],
    [t.stats.addresses, stats === undefined ? undefined : String(stats.addresses)],
    [t.stats.alive, stats === undefined ? undefined : String(stats.alive)],
    [t.stats.cameras, stats === undefined ? undefined : String(stats.cameras)],
    [t.software, report.software],
    [t.knowledge, report.knowledge],
    [t.dataHash, report.dataHash],
  ];
  const known = rows.flatMap(([name, value]): Row[] => (value === undefined ? [] : [[name, value]]));
  return [heading(`1. ${t.general}`), table(UPRIGHT, [1, 2.2], undefined, known)];
}

const count = (name: string, value: number): Row => [name, String(value)];

function summary(report: AssessmentReport, language: Language): Laid[] {
  const t = textsOf(language);
  const { labels } = t;
  const { severities, verdicts, standings } = summarise(report);
  return [
    heading(`2. ${t.summary}`),
    table(
      UPRIGHT,
      [3, 1],
      [t.chartCameras, t.cameraCount],
      standings.map((each) => count(labels.standing[each.standing], each.cameras)),
    ),
    gap(),
    table(
      UPRIGHT,
      [3, 1],
      [t.bySeverity, t.findingsCount],
      severities.map((each) => count(labels.severity[each.severity], each.findings)),
    ),
    gap(),
    table(
      UPRIGHT,
      [3, 1],
      [t.byVerdict, t.count],
      verdicts.map((each) => count(labels.verdict[each.verdict], each.count)),
    ),
    ...(report.notes.length === 0 ? [] : [heading(t.notes)]),
    ...report.notes.slice(0, 50).map((note) => paragraph(runsOf(`- ${clip(messageText(note, language), CELL_LIMIT)}`), { first: 0 })),
  ];
}

function identity(camera: ReportCamera, language: Language): Row[] {
  const t = textsOf(language);
  const { labels } = t;
  const { confidence, strength, kind } = camera.identity;
  const rows: (readonly [string, string])[] = [
    [t.nameAndPlace, [camera.name, camera.place].filter((part) => part !== undefined).join(', ')],
    [t.kind, labels.kind[kind]],
    [t.device, deviceName(camera) ?? t.unknown],
    ...identityRows(camera.identity, language),
    [t.confidence, `${Math.round(confidence * 100)} % – ${labels.strength[strength]}`],
    [t.scannedAt, camera.scannedAt === undefined ? '' : formatMoment(camera.scannedAt)],
    [t.basis, labels.basis[camera.basis]],
    [t.conformity, camera.requirements.length === 0 ? '' : labels.conformity[camera.conformity]],
  ];
  return rows.filter(([, value]) => value !== '');
}

function findingRow(finding: ReportFinding, language: Language): Row {
  const t = textsOf(language);
  const { labels } = t;
  const evidence = evidenceLines(finding, language);
  const rest = evidence.length - EVIDENCE_LINES;
  return [
    labels.severity[finding.severity],
    [finding.title[language], finding.outcome === 'fail' ? '' : labels.outcome[finding.outcome], finding.clauses.join('; ')]
      .filter((part) => part !== '')
      .join('\n'),
    [...evidence.slice(0, EVIDENCE_LINES).map((text) => clip(text, 200)), ...(rest > 0 ? [t.more(rest)] : [])].join('\n'),
    finding.remedy[language],
  ];
}

function requirementRow(requirement: ReportRequirement, language: Language): Row {
  const { labels, noJudgement } = textsOf(language);
  const judged = judgementLines(requirement, language).slice(0, -1);
  return [
    requirement.requirement,
    requirement.title[language],
    labels.verdict[requirement.verdict],
    judged.length === 0 ? noJudgement : judged.join('\n'),
    labels.reached[requirement.standing],
  ];
}

function cameraPart(camera: ReportCamera, number: number, language: Language): Laid[] {
  const t = textsOf(language);
  const name = deviceName(camera);
  const findings = sortFindings(camera.findings).map((finding) => findingRow(finding, language));
  const requirements = camera.requirements.map((requirement) => requirementRow(requirement, language));
  return [
    heading(`${number}. ${camera.address}${name === undefined ? '' : ` – ${name}`}`),
    table(TURNED, [1, 3.4], undefined, identity(camera, language)),
    gap(),
    ...(findings.length === 0
      ? [paragraph(runsOf(noFindingsText(camera, language)), { first: 0 })]
      : [table(TURNED, [1, 2.6, 2.6, 3], [t.severity, t.weakness, t.evidence, t.remedy], findings)]),
    gap(),
    ...(requirements.length === 0
      ? []
      : [table(TURNED, [0.7, 3, 1.8, 3.4, 1.5], [t.requirement, t.title, t.verdict, t.judgements, t.conclusion], requirements)]),
  ];
}

/** The assessment as DOCX, to be worked on further: summary upright, the cameras on turned pages. */
export function renderAssessmentDocx(report: AssessmentReport, language: Language): Promise<Uint8Array> {
  const t = textsOf(language);
  const place = report.place === undefined ? undefined : clip(report.place, 80);
  const front: Laid[] = [
    ...(report.unit === undefined ? [] : [centred(capitals(clip(report.unit, 200)), { bold: true })]),
    paragraph(runsOf(t.dated(place, formatOfficialDate(report.preparedAt, language)), { italics: true }), { align: 'right', first: 0 }),
    centred(capitals(report.title[language]), { bold: true, before: 14 }),
    centred(report.regulation.name, { bold: true, after: 8 }),
    ...general(report, language),
    gap(),
    paragraph(runsOf([{ text: `${t.reading}. `, bold: true }, { text: t.statement }]), { first: 0 }),
    ...summary(report, language),
    paragraph(runsOf(t.signature, { bold: true }), { align: 'right', first: 0, before: 14, keepNext: true }),
    paragraph(runsOf(t.signHere, { italics: true }), { align: 'right', first: 0 }),
  ];
  const cameras = report.cameras.flatMap((camera, index) => cameraPart(camera, index + 1, language));
  const annex: Laid[] = [centred(capitals(`${t.annex}: ${t.details}`), { bold: true, after: 6, keepNext: true }), ...cameras];
  const sheets = [
    { landscape: false, pages: 'anew' as const, elements: front },
    ...(cameras.length === 0 ? [] : [{ landscape: true, pages: 'on' as const, elements: annex }]),
  ];
  return writeDocx(sheets, {
    title: report.title[language],
    creator: report.unit ?? 'AnCam',
    language: language === 'vi' ? 'vi-VN' : 'en-GB',
    smallPrint: `${t.dataHash}: ${report.dataHash}`,
    day: report.preparedAt,
  });
}
