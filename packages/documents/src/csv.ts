import type { AssessmentReport, Language, ReportCamera, ReportFinding } from '@ancam/core';
import { cleanText } from './clean.ts';
import { findingCells, findingColumns } from './rows.ts';
import { sortFindings } from './summary.ts';

/** Spreadsheets run a cell that starts with one of these (also full-width) as a formula; an apostrophe keeps it text. */
const FORMULA_START = /^\s*[=+\-@＝＋－＠]/u;

function field(value: string): string {
  const text = cleanText(value);
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function line(values: readonly string[]): string {
  return `${values.map(field).join(',')}\r\n`;
}

/** Findings of all cameras as CSV: UTF-8 with byte order mark, CRLF, every field quoted (RFC 4180), no cell a formula. */
export function renderCsv(report: AssessmentReport, language: Language): string {
  const rows = report.cameras.flatMap((camera: ReportCamera) =>
    sortFindings(camera.findings).map((finding: ReportFinding) => line(findingCells(camera, finding, language))),
  );
  return `\uFEFF${line(findingColumns(language).map(({ title }) => title))}${rows.join('')}`;
}
