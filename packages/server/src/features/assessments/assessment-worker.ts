import { HostResult } from '@ancam/core';
import type { AssessmentReport, Language } from '@ancam/core';
import { renderAssessmentPdf, renderCsv, renderHtml, renderXlsx } from '@ancam/documents';
import { loadKnowledge } from '@ancam/knowledge';
import { buildAssessment } from '@ancam/scanner';
import { serveThread } from '../../thread.ts';
import type { AssessmentJob, Rendered } from './assessment-job.ts';

interface Format {
  readonly type: string;
  readonly render: (report: AssessmentReport, language: Language) => string | Uint8Array | Promise<Uint8Array>;
}

const FORMATS: Record<AssessmentJob['format'], Format> = {
  pdf: { type: 'application/pdf', render: renderAssessmentPdf },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', render: renderXlsx },
  html: { type: 'text/html; charset=utf-8', render: renderHtml },
  csv: { type: 'text/csv; charset=utf-8', render: renderCsv },
  json: { type: 'application/json', render: (report) => JSON.stringify(report, undefined, 1) },
};

await serveThread(async (job: AssessmentJob): Promise<Rendered> => {
  const { regulation, asOf, options, hostNotes } = job;
  const report = buildAssessment({
    hosts: job.hosts.map((text) => HostResult.parse(JSON.parse(text))),
    knowledge: job.knowledge ?? loadKnowledge(),
    ...(regulation === undefined ? {} : { regulation }),
    asOf,
    options: { ...options, hostNotes },
  });
  const { render, type } = FORMATS[job.format];
  return { content: await render(report, job.language), type };
});
