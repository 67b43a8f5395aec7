import { AppError, boundsRun, printableJson } from '@ancam/core';
import type { AssessmentReport, HostResult, Language, ScanHead } from '@ancam/core';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { buildAssessment, checkNotes, regulationInForce } from '@ancam/scanner';
import { isCamera } from './host-store.ts';
import type { HostStore } from './host-store.ts';
import type { Pieces } from './output.ts';

export const FORMATS = ['table', 'json', 'ndjson', 'csv', 'html', 'pdf', 'docx', 'xlsx', 'sarif', 'hdf', 'nmap'] as const;
export type Format = (typeof FORMATS)[number];

/** Endings of file names that are not the name of their format. */
const ENDINGS: Readonly<Record<string, Format>> = { xml: 'nmap' };
/** Bytes that no screen shows. */
const BINARY: ReadonlySet<Format> = new Set(['pdf', 'docx', 'xlsx']);

/** Options that every command with a result has. */
export interface OutputOptions {
  readonly language: Language;
  readonly format?: Format;
  readonly output?: string;
}

const NOT_ON_SCREEN = {
  vi: 'Thêm --output TỆP, hoặc chuyển hướng đầu ra.',
  en: 'Add --output FILE, or redirect the output.',
};

/** The format asked for, else the one that the name of the output file tells, else the table. Throws `input.invalid` for bytes on a terminal. */
export function formatOf({ format, output }: OutputOptions): Format {
  const ending = output?.split('.').pop()?.toLowerCase();
  const chosen = format ?? FORMATS.find((each) => each === ending) ?? ENDINGS[ending ?? ''] ?? 'table';
  if (BINARY.has(chosen) && output === undefined && process.stdout.isTTY) {
    throw new AppError('input.invalid', `${chosen} is not for a terminal`, { place: `--format ${chosen}`, fix: NOT_ON_SCREEN });
  }
  return chosen;
}

/** What there is to show. */
export interface Shown {
  readonly head: ScanHead;
  readonly hosts: HostStore;
  readonly knowledge: KnowledgeIndex;
  /** List hosts that are no cameras in the table too. */
  readonly all: boolean;
}

/** The result in the format. JSON carries everything; the other formats show the assessment of the cameras. */
export async function renderResult(shown: Shown, format: Format, options: OutputOptions): Promise<Pieces> {
  const { language, output } = options;
  if (format === 'json') return jsonPieces(shown);
  if (format === 'ndjson') return ndjsonPieces(shown);
  if (format === 'table') {
    const { renderTable } = await import('./table.ts');
    const screen = { colour: output === undefined && usesColour(), columns: output === undefined ? process.stdout.columns : undefined };
    return [renderTable(shown.head, assess(shown), shown.all ? otherHosts(shown.hosts) : [], language, screen)];
  }
  const documents = await import('@ancam/documents');
  if (format === 'nmap') {
    const { knowledge, head, hosts } = shown;
    return documents.nmapPieces(hosts, {
      head,
      checks: checkNotes(knowledge, regulationInForce(knowledge, head.finishedAt ?? head.startedAt)),
      language,
    });
  }
  const report = assess(shown);
  if (format === 'sarif' || format === 'hdf') {
    const input = { report, hosts: shown.hosts, checks: checkNotes(shown.knowledge, report.regulation), language };
    return format === 'sarif' ? documents.sarifPieces(input) : documents.hdfPieces(input);
  }
  const { renderAssessmentDocx, renderAssessmentPdf, renderCsv, renderHtml, renderXlsx } = documents;
  const render = { csv: renderCsv, html: renderHtml, pdf: renderAssessmentPdf, docx: renderAssessmentDocx, xlsx: renderXlsx }[format];
  return [await render(report, language)];
}

/** The assessment of a result as it stood when the scan ended. Transcripts are left out: no report shows them. */
function assess({ head, hosts, knowledge }: Shown): AssessmentReport {
  const { software, stats, notes, authorisation, finishedAt, startedAt } = head;
  const bounds = boundsRun(head);
  const cameras: HostResult[] = [];
  for (const host of hosts) if (isCamera(host)) cameras.push({ ...host, observations: [] });
  const noted = { ...(authorisation === undefined ? {} : { authorisation }), ...(bounds === undefined ? {} : { bounds }) };
  return buildAssessment({
    hosts: cameras,
    knowledge,
    asOf: finishedAt ?? startedAt,
    options: { software, stats, notes, ...noted },
  });
}

function otherHosts(hosts: HostStore): readonly HostResult[] {
  const others: HostResult[] = [];
  for (const host of hosts) if (!isCamera(host)) others.push({ ...host, observations: [] });
  return others;
}

function usesColour(): boolean {
  return process.stdout.isTTY && process.stdout.hasColors();
}

/** One host a line, so that a large file can be read by eye and by line tools. */
function* jsonPieces({ head, hosts }: Shown): Pieces {
  yield `${printableJson(JSON.stringify(head)).slice(0, -1)},"hosts":[`;
  let first = true;
  for (const line of hosts.lines()) {
    yield first ? '\n' : ',\n';
    yield line;
    first = false;
  }
  yield '\n]}\n';
}

/** First the head of the scan, then one host a line. */
function* ndjsonPieces({ head, hosts }: Shown): Pieces {
  yield `${printableJson(JSON.stringify(head))}\n`;
  for (const line of hosts.lines()) {
    yield line;
    yield '\n';
  }
}
