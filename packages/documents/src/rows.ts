import type { Language, ReportCamera, ReportFinding } from '@ancam/core';
import { formatDate, formatMoment } from './dates.ts';
import { evidenceLines } from './evidence.ts';
import { deviceName } from './summary.ts';
import { textsOf } from './texts.ts';

/** A column of a table file; width in characters. */
export interface Column {
  readonly title: string;
  readonly width: number;
}

/** Columns of the findings table, the same in CSV and XLSX. */
export function findingColumns(language: Language): readonly Column[] {
  const t = textsOf(language);
  return [
    { title: t.address, width: 18 },
    { title: t.name, width: 20 },
    { title: t.place, width: 24 },
    { title: t.device, width: 30 },
    { title: t.firmware, width: 18 },
    { title: t.scannedAt, width: 17 },
    { title: t.severity, width: 14 },
    { title: t.outcome, width: 18 },
    { title: t.certainty, width: 18 },
    { title: t.check, width: 26 },
    { title: t.weakness, width: 44 },
    { title: t.clauses, width: 28 },
    { title: t.evidence, width: 50 },
    { title: t.explanation, width: 60 },
    { title: t.remedy, width: 60 },
    { title: t.state, width: 18 },
    { title: t.reason, width: 30 },
    { title: t.deadline, width: 12 },
  ];
}

/** Cells of one finding in the order of `findingColumns`; lists are joined by line breaks, unknown values are empty. */
export function findingCells(camera: ReportCamera, finding: ReportFinding, language: Language): readonly string[] {
  const { labels } = textsOf(language);
  const { identity } = camera;
  return [
    camera.address,
    camera.name ?? '',
    camera.place ?? '',
    deviceName(camera) ?? '',
    identity.firmware ?? '',
    camera.scannedAt === undefined ? '' : formatMoment(camera.scannedAt),
    labels.severity[finding.severity],
    labels.outcome[finding.outcome],
    finding.certainty === undefined ? '' : labels.certainty[finding.certainty],
    finding.check,
    finding.title[language],
    finding.clauses.join('\n'),
    evidenceLines(finding, language).join('\n'),
    finding.explanation[language],
    finding.remedy[language],
    labels.state[finding.state?.status ?? 'open'],
    finding.state?.reason ?? '',
    finding.state?.until === undefined ? '' : formatDate(finding.state.until),
  ];
}
