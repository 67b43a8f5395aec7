import { limitsText, messageText } from '@ancam/core';
import type { AssessmentReport, Language, ReportCamera } from '@ancam/core';
import type { CellObject, Row, Sheet } from 'write-excel-file/node';
import { cleanText, clip } from './clean.ts';
import { formatDate, formatMoment } from './dates.ts';
import { findingCells, findingColumns } from './rows.ts';
import type { Column } from './rows.ts';
import { judgementLines } from './judgements.ts';
import { deviceName, sortFindings, standingOf, summarise } from './summary.ts';
import { labels, textsOf } from './texts.ts';

type Table = Sheet<Buffer>;

/** A cell of a spreadsheet file holds at most this many characters (ECMA-376 implementations refuse the file otherwise). */
const CELL_LIMIT = 32_767;

/** Every cell that is not a count is written as a string, never as a formula or a date that a locale could turn around. */
function cell(value: string | number, style: CellObject = {}): CellObject {
  const look: CellObject = { alignVertical: 'top', wrap: true, ...style };
  if (typeof value === 'number') return { ...look, type: Number, value };
  return { ...look, type: String, value: clip(cleanText(value), CELL_LIMIT) };
}

function heading(value: string): CellObject {
  return cell(value, { fontWeight: 'bold', backgroundColor: '#DDE5EE', alignVertical: 'center' });
}

function list(name: string, columns: readonly Column[], rows: readonly (readonly (string | number)[])[]): Table {
  return {
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
    orientation: 'landscape',
    data: [columns.map(({ title }) => heading(title)), ...rows.map((row): Row => row.map((value) => cell(value)))],
  };
}

function pair(name: string, value: string | number): Row {
  return [cell(name), cell(value, { align: 'left' })];
}

function part(name: string): Row[] {
  return [[null], [heading(name), heading('')]];
}

function summarySheet(report: AssessmentReport, language: Language): Table {
  const t = textsOf(language);
  const words = labels(language);
  const summary = summarise(report);
  const { authorisation, regulation, stats } = report;
  return {
    sheet: t.sheets.summary,
    columns: [{ width: 44 }, { width: 90 }],
    stickyRowsCount: 1,
    data: [
      [cell(report.title[language], { fontWeight: 'bold', fontSize: 14, wrap: false })],
      ...part(t.general),
      pair(t.unit, report.unit ?? t.unknown),
      pair(t.preparedAt, formatMoment(report.preparedAt)),
      pair(t.preparedBy, report.preparedBy ?? ''),
      pair(t.regulation, `${regulation.name} – ${regulation.title[language]} (${t.validFrom(formatDate(regulation.validFrom))})`),
      pair(
        t.authorisation,
        authorisation === undefined
          ? t.noAuthorisation
          : t.grantedBy(authorisation.grantedBy, authorisation.document, formatDate(authorisation.validUntil)),
      ),
      ...(authorisation === undefined ? [] : [pair(t.passwordTest, authorisation.factoryPasswordTest ? t.yes : t.no)]),
      ...(report.bounds === undefined ? [] : [pair(t.bounds, limitsText(report.bounds, language))]),
      pair(t.knowledge, report.knowledge),
      pair(t.software, report.software),
      pair(t.dataHash, report.dataHash),
      pair(t.reading, t.statement),
      ...(stats === undefined ? [] : part(t.scan)),
      ...(stats === undefined
        ? []
        : [
            pair(t.stats.addresses, stats.addresses),
            pair(t.stats.excluded, stats.excluded),
            pair(t.stats.silent, stats.silent),
            pair(t.stats.alive, stats.alive),
            pair(t.stats.cameras, stats.cameras),
          ]),
      ...part(t.chartCameras),
      ...summary.standings.map(({ standing, cameras }) => pair(words.standing[standing], cameras)),
      ...part(t.bySeverity),
      ...summary.severities.map(({ severity, findings }) => pair(words.severity[severity], findings)),
      ...part(t.byVerdict),
      ...summary.verdicts.map(({ verdict, count }) => pair(words.verdict[verdict], count)),
      ...(report.notes.length === 0 ? [] : part(t.notes)),
      ...report.notes.map((note): Row => [cell(''), cell(messageText(note, language))]),
    ],
  };
}

function camerasSheet(report: AssessmentReport, language: Language): Table {
  const t = textsOf(language);
  const words = labels(language);
  const columns = [
    { title: t.address, width: 18 },
    { title: t.name, width: 20 },
    { title: t.place, width: 24 },
    { title: t.kind, width: 16 },
    { title: t.device, width: 30 },
    { title: t.firmware, width: 18 },
    { title: t.serial, width: 28 },
    { title: t.mac, width: 16 },
    { title: t.confidence, width: 24 },
    { title: t.scannedAt, width: 17 },
    { title: t.worst, width: 20 },
    { title: t.findingsCount, width: 12 },
    { title: t.basis, width: 50 },
    { title: t.conformity, width: 50 },
  ];
  const row = (camera: ReportCamera): readonly (string | number)[] => [
    camera.address,
    camera.name ?? '',
    camera.place ?? '',
    words.kind[camera.identity.kind],
    deviceName(camera) ?? t.unknown,
    camera.identity.firmware ?? '',
    camera.identity.serial ?? '',
    camera.identity.mac ?? '',
    `${Math.round(camera.identity.confidence * 100)} % – ${words.strength[camera.identity.strength]}`,
    camera.scannedAt === undefined ? '' : formatMoment(camera.scannedAt),
    words.standing[standingOf(camera)],
    camera.findings.filter(({ outcome }) => outcome === 'fail').length,
    words.basis[camera.basis],
    camera.requirements.length === 0 ? '' : words.conformity[camera.conformity],
  ];
  return list(t.sheets.cameras, columns, report.cameras.map(row));
}

function requirementsSheet(report: AssessmentReport, language: Language): Table {
  const t = textsOf(language);
  const words = labels(language);
  const columns = [
    { title: t.address, width: 18 },
    { title: t.name, width: 20 },
    { title: t.group, width: 34 },
    { title: t.requirement, width: 12 },
    { title: t.title, width: 54 },
    { title: t.verdict, width: 34 },
    { title: t.judgements, width: 60 },
    { title: t.conclusion, width: 28 },
    { title: t.needs, width: 44 },
    { title: t.checks, width: 34 },
    { title: t.source, width: 30 },
  ];
  const rows = report.cameras.flatMap((camera) =>
    camera.requirements.map((requirement) => [
      camera.address,
      camera.name ?? '',
      requirement.group[language],
      requirement.requirement,
      requirement.title[language],
      words.verdict[requirement.verdict],
      judgementLines({ ...requirement }, language)
        .slice(0, -1)
        .join('\n'),
      words.reached[requirement.standing],
      requirement.needs[language],
      requirement.checks.join('\n'),
      words.confidence[requirement.confidence],
    ]),
  );
  return list(t.sheets.requirements, columns, rows);
}

/** The assessment as a workbook: summary, cameras, findings, one row per camera and requirement. */
export async function renderXlsx(report: AssessmentReport, language: Language): Promise<Uint8Array> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const t = textsOf(language);
  const findings = report.cameras.flatMap((camera) =>
    sortFindings(camera.findings).map((finding) => findingCells(camera, finding, language)),
  );
  const sheets = [
    summarySheet(report, language),
    camerasSheet(report, language),
    list(t.sheets.findings, findingColumns(language), findings),
    requirementsSheet(report, language),
  ];
  return new Uint8Array(await writeXlsxFile(sheets, { fontFamily: 'Times New Roman', fontSize: 12 }).toBuffer());
}
