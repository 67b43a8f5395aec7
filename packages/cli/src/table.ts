import { styleText } from 'node:util';
import Table from 'cli-table3';
import { SEVERITIES, factText, boundsRun, formatDateTime, limitsText, messageText } from '@ancam/core';
import type { AssessmentReport, HostResult, Language, ReportCamera, ReportFinding, ScanHead, Severity } from '@ancam/core';
import { labels } from '@ancam/documents';
import { say } from './language.ts';
import { clean } from './printable.ts';
import { TABLE_TEXTS as TEXTS } from './table-texts.ts';

/** What the terminal can show. `columns` is undefined where the output is no terminal: then nothing is cut. */
export interface Screen {
  readonly colour: boolean;
  readonly columns: number | undefined;
}

type Style = Parameters<typeof styleText>[0];

const STYLES: Readonly<Record<Severity, Style>> = {
  critical: ['bold', 'red'],
  high: 'red',
  medium: 'yellow',
  low: 'cyan',
  info: 'dim',
};

/** Findings named in the table row itself; the rest are counted. */
const WORST_SHOWN = 2;

/** The cameras as a table, then the findings by camera with their remedies, then the count. Ends with a line break. */
export function renderTable(
  head: ScanHead,
  report: AssessmentReport,
  others: readonly HostResult[],
  language: Language,
  screen: Screen,
): string {
  const paint = (style: Style, text: string): string => (screen.colour ? styleText(style, text, { validateStream: false }) : text);
  const parts: string[] = [];
  if (report.cameras.length > 0) {
    parts.push(cameraTable(report.cameras, language, screen, paint));
    for (const camera of report.cameras) {
      const text = cameraFindings(camera, language, paint);
      if (text !== '') parts.push(text);
    }
  }
  if (others.length > 0) parts.push(otherTable(others, language, screen));
  parts.push(summaryLines(head, report, language));
  return `${parts.join('\n\n')}\n`;
}

type Paint = (style: Style, text: string) => string;

function cameraTable(cameras: readonly ReportCamera[], language: Language, screen: Screen, paint: Paint): string {
  const words = TEXTS.columns;
  const head = [words.address, words.maker, words.model, words.firmware, words.confidence, words.findings].map((text) => text[language]);
  const table = newTable(head, screen, [0, 0, 0, 0, 0, 1]);
  for (const camera of cameras) {
    const { identity } = camera;
    table.push([
      clean(camera.address),
      clean(identity.makerName ?? identity.maker ?? '?'),
      clean(identity.model ?? '?'),
      clean(identity.firmware ?? '?'),
      `${Math.round(identity.confidence * 100)}% ${say(language, TEXTS.strength[identity.strength])}`,
      worstFindings(failed(camera), language, paint),
    ]);
  }
  return table.toString();
}

function newTable(head: readonly string[], screen: Screen, flexible: readonly number[]): Table.Table {
  const width = screen.columns === undefined ? undefined : flexibleWidth(screen.columns);
  return new Table({
    head: [...head],
    style: { head: [], border: [], compact: true },
    wordWrap: true,
    ...(width === undefined ? {} : { colWidths: flexible.map((share) => (share === 0 ? null : width)) }),
  });
}

/** Room of the last column: what the others leave on a usual screen. */
function flexibleWidth(columns: number): number {
  return Math.max(30, columns - 95);
}

function failed(camera: ReportCamera): readonly ReportFinding[] {
  const findings = camera.findings.filter((finding) => finding.outcome === 'fail');
  return findings.toSorted((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.check.localeCompare(b.check));
}

function worstFindings(findings: readonly ReportFinding[], language: Language, paint: Paint): string {
  if (findings.length === 0) return say(language, TEXTS.noFindings);
  const worst = findings.slice(0, WORST_SHOWN).map((finding) => paint(STYLES[finding.severity], finding.title[language]));
  const rest = findings.length - worst.length;
  return [...worst, ...(rest > 0 ? [say(language, TEXTS.more, { count: rest })] : [])].join('\n');
}

function cameraFindings(camera: ReportCamera, language: Language, paint: Paint): string {
  const findings = failed(camera);
  const doubtful = camera.findings.filter((finding) => finding.outcome === 'inconclusive' || finding.outcome === 'error');
  if (findings.length === 0 && doubtful.length === 0) return '';
  const { makerName, maker, model } = camera.identity;
  const name = [makerName ?? maker, model]
    .filter((part) => part !== undefined)
    .map(clean)
    .join(' ');
  const lines = [paint('bold', `${clean(camera.address)}${name === '' ? '' : ` · ${name}`}`)];
  for (const finding of findings) {
    const severity = labels(language).severity[finding.severity];
    lines.push(
      `  ${paint(STYLES[finding.severity], `[${severity}]`)} ${finding.title[language]} (${finding.check}${certainty(finding, language)})`,
    );
    const [evidence] = finding.evidence;
    if (evidence !== undefined) lines.push(`      ${say(language, TEXTS.evidence)}: ${clean(factText(evidence, language))}`);
    if (finding.clauses.length > 0) lines.push(`      ${say(language, TEXTS.clauses)}: ${finding.clauses.join('; ')}`);
    lines.push(`      ${say(language, TEXTS.remedy)}: ${finding.remedy[language]}`);
  }
  for (const [reason, members] of Map.groupBy(doubtful, (finding) => finding.reason)) {
    const why = reason === undefined ? '' : ` (${clean(messageText(reason, language))})`;
    lines.push(paint('dim', `  ${say(language, TEXTS.doubtful, { why, checks: members.map(({ check }) => check).join(', ') })}`));
  }
  return lines.join('\n');
}

function certainty(finding: ReportFinding, language: Language): string {
  if (finding.certainty === undefined || finding.certainty === 'confirmed') return '';
  return `, ${labels(language).certainty[finding.certainty]}`;
}

function otherTable(hosts: readonly HostResult[], language: Language, screen: Screen): string {
  const words = TEXTS.columns;
  const table = newTable(
    [words.address, words.kind, words.openPorts].map((text) => text[language]),
    screen,
    [0, 0, 0],
  );
  for (const host of hosts) {
    const ports = host.facts.filter((fact) => fact.name === 'tcp.open').map((fact) => String(fact.value));
    table.push([clean(host.address), labels(language).kind[host.identity.kind], ports.join(', ')]);
  }
  return `${say(language, TEXTS.others)}\n${table.toString()}`;
}

function summaryLines(head: ScanHead, report: AssessmentReport, language: Language): string {
  const affected = report.cameras.filter((camera) => failed(camera).length > 0).length;
  const findings = report.cameras.reduce((sum, camera) => sum + failed(camera).length, 0);
  const bounds = boundsRun(head);
  const lines = [
    say(language, TEXTS.summary, { ...head.stats, affected, findings }),
    say(language, TEXTS.ended, {
      status: TEXTS.status[head.status][language],
      from: formatDateTime(head.startedAt),
      to: formatDateTime(head.finishedAt ?? head.startedAt),
      regulation: report.regulation.name,
    }),
    ...(bounds === undefined ? [] : [say(language, TEXTS.bounds, { bounds: limitsText(bounds, language) })]),
    ...head.notes.map((note) => say(language, TEXTS.note, { note: clean(messageText(note, language)) })),
  ];
  return lines.join('\n');
}
