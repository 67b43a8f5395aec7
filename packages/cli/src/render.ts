import { AppError } from '@ancam/core';
import type { AssessmentReport, HostResult, Language, ScanResult } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { buildAssessment } from '@ancam/scanner';
import type { Pieces } from './output.ts';

export const FORMATS = ['table', 'json', 'ndjson', 'csv', 'html', 'pdf'] as const;
export type Format = (typeof FORMATS)[number];

/** Options that every command with a result has. */
export interface OutputOptions {
  readonly language: Language;
  readonly format?: Format;
  readonly output?: string;
}

const NOT_ON_SCREEN = {
  vi: 'Thêm --output TỆP.pdf, hoặc chuyển hướng đầu ra.',
  en: 'Add --output FILE.pdf, or redirect the output.',
};

/** The format asked for, else the one that the name of the output file tells, else the table. Throws `input.invalid` for a PDF on a terminal. */
export function formatOf({ format, output }: OutputOptions): Format {
  const ending = output?.split('.').pop()?.toLowerCase();
  const chosen = format ?? FORMATS.find((each) => each === ending) ?? 'table';
  if (chosen === 'pdf' && output === undefined && process.stdout.isTTY) {
    throw new AppError('input.invalid', 'a PDF is not for a terminal', { place: '--format pdf', fix: NOT_ON_SCREEN });
  }
  return chosen;
}

/** What there is to show. */
export interface Shown {
  readonly result: ScanResult;
  readonly knowledge: KnowledgeIndex;
  /** List hosts that are no cameras in the table too. */
  readonly all: boolean;
}

/** The result in the format. JSON carries everything; the other formats show the assessment of the cameras. */
export async function renderResult(shown: Shown, format: Format, options: OutputOptions): Promise<Pieces> {
  const { language, output } = options;
  if (format === 'json') return jsonPieces(shown.result);
  if (format === 'ndjson') return ndjsonPieces(shown.result);
  if (format === 'table') {
    const { renderTable } = await import('./table.ts');
    const screen = { colour: output === undefined && usesColour(), columns: output === undefined ? process.stdout.columns : undefined };
    return [renderTable(shown.result, assess(shown), shown.all ? otherHosts(shown.result) : [], language, screen)];
  }
  const { renderCsv, renderHtml, renderPdf } = await import('@ancam/documents');
  const render = { csv: renderCsv, html: renderHtml, pdf: renderPdf }[format];
  return [await render(assess(shown), language)];
}

/** The assessment of a result as it stood when the scan ended. */
export function assess({ result, knowledge }: Pick<Shown, 'result' | 'knowledge'>): AssessmentReport {
  const { hosts, software, stats, notes, authorisation, finishedAt, startedAt } = result;
  const noted = authorisation === undefined ? {} : { authorisation };
  return buildAssessment({ hosts, knowledge, asOf: finishedAt ?? startedAt, options: { software, stats, notes, ...noted } });
}

/** True where a camera or recorder of the result failed a check. */
export function hasFindings(hosts: readonly HostResult[]): boolean {
  return hosts.some((host) => isCamera(host) && host.checks.some((check) => check.outcome === 'fail'));
}

function otherHosts(result: ScanResult): readonly HostResult[] {
  return result.hosts.filter((host) => !isCamera(host));
}

function isCamera({ identity }: HostResult): boolean {
  return identity.kind === 'camera' || identity.kind === 'recorder';
}

function usesColour(): boolean {
  return process.stdout.isTTY && process.stdout.hasColors();
}

/** One host a line, so that a large file can be read by eye and by line tools. */
function* jsonPieces({ hosts, ...head }: ScanResult): Iterable<string> {
  yield `${JSON.stringify(head).slice(0, -1)},"hosts":[`;
  for (const [at, host] of hosts.entries()) yield `${at === 0 ? '' : ','}\n${JSON.stringify(host)}`;
  yield '\n]}\n';
}

/** First the head of the scan, then one host a line. */
function* ndjsonPieces({ hosts, ...head }: ScanResult): Iterable<string> {
  yield `${JSON.stringify(head)}\n`;
  for (const host of hosts) yield `${JSON.stringify(host)}\n`;
}
