import type { AssessmentFormat } from '@ancam/contract';
import type { AssessmentReport, HostResult, Language, ScanStats } from '@ancam/core';
import {
  hdfPieces,
  ndjsonPieces,
  nmapPieces,
  renderAssessmentDocx,
  renderAssessmentPdf,
  renderCsv,
  renderHtml,
  renderXlsx,
  sarifPieces,
} from '@ancam/documents';
import type { KnowledgeIndex } from '@ancam/knowledge';
import { checkNotes } from '@ancam/scanner';

/** An assessment to be written, with the hosts that it rests on. */
interface Written {
  readonly report: AssessmentReport;
  readonly hosts: readonly HostResult[];
  /** By which it was made. */
  readonly knowledge: KnowledgeIndex;
  readonly language: Language;
}

interface Format {
  readonly type: string;
  readonly ending?: string;
  readonly render: (written: Written) => string | Uint8Array | Promise<Uint8Array>;
}

const joined = (pieces: Iterable<string>): string => [...pieces].join('');
const exchange = (written: Written) => ({ ...written, checks: checkNotes(written.knowledge, written.report.regulation) });

/** Figures of what is written, where it is no scan. */
function statsOf({ report, hosts }: Written): ScanStats {
  const all = hosts.length;
  return report.stats ?? { addresses: all, excluded: 0, silent: 0, alive: all, cameras: all, connects: 0, exchanges: 0 };
}

function nmapText(written: Written): string {
  const { report, hosts, language } = written;
  const times = hosts.map(({ startedAt, finishedAt }) => [startedAt, finishedAt] as const);
  const startedAt = times.map(([from]) => from).toSorted()[0] ?? report.preparedAt;
  const finishedAt =
    times
      .map(([, to]) => to)
      .toSorted()
      .at(-1) ?? report.preparedAt;
  const targets = hosts.map(({ address }) => address);
  const head = { software: report.software, startedAt, finishedAt, stats: statsOf(written), plan: { targets } };
  return joined(nmapPieces(hosts, { head, checks: exchange(written).checks, language }));
}

/** How an assessment is written in each format. */
export const FORMATS: Readonly<Record<AssessmentFormat, Format>> = {
  pdf: { type: 'application/pdf', render: ({ report, language }) => renderAssessmentPdf(report, language) },
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    render: ({ report, language }) => renderAssessmentDocx(report, language),
  },
  xlsx: {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    render: ({ report, language }) => renderXlsx(report, language),
  },
  html: { type: 'text/html; charset=utf-8', render: ({ report, language }) => renderHtml(report, language) },
  csv: { type: 'text/csv; charset=utf-8', render: ({ report, language }) => renderCsv(report, language) },
  json: { type: 'application/json', render: ({ report }) => JSON.stringify(report, undefined, 1) },
  ndjson: { type: 'application/x-ndjson', render: ({ report }) => joined(ndjsonPieces(report)) },
  sarif: { type: 'application/sarif+json', render: (written) => joined(sarifPieces(exchange(written))) },
  hdf: { type: 'application/json', ending: 'hdf.json', render: (written) => joined(hdfPieces(exchange(written))) },
  nmap: { type: 'application/xml', ending: 'xml', render: nmapText },
};
