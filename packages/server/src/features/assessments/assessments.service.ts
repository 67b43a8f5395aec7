import { AppError } from '@ancam/core';
import type { AssessmentReport, HostResult, Id, Language } from '@ancam/core';
import { renderCsv, renderHtml, renderPdf, renderXlsx } from '@ancam/documents';
import { buildAssessment } from '@ancam/scanner';
import type { AssessmentInput, HostNote } from '@ancam/scanner';
import { withActor } from '../../db/actor.ts';
import type { Actor, Work } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import * as cameras from '../cameras/assessed.service.ts';
import type { AssessedCamera } from '../cameras/assessed.service.ts';
import * as findings from '../findings/states.service.ts';
import { headOf } from '../scans/export.service.ts';
import type { ScanContext } from '../scans/scan-context.ts';
import { getRow, hostResults } from '../scans/scans.service.ts';

/** Which cameras: one, those of a scan, or all in use. */
export interface AssessmentQuery {
  readonly camera?: Id | undefined;
  readonly scan?: Id | undefined;
  readonly regulation?: string | undefined;
  readonly format: 'pdf' | 'xlsx' | 'html' | 'csv' | 'json';
  readonly language: Language;
}

type Subject = Pick<AssessmentInput, 'hosts'> & { readonly cameras: readonly AssessedCamera[]; readonly options: object };

async function subjectOf(work: Work, query: AssessmentQuery): Promise<Subject> {
  if (query.scan !== undefined) {
    const head = headOf(await getRow(work, query.scan));
    const hosts: HostResult[] = [];
    for await (const host of hostResults(work, query.scan)) hosts.push(host);
    const { authorisation, stats, notes } = head;
    const known = await cameras.listOfScan(work, query.scan);
    return { hosts, cameras: known, options: { stats, notes, ...(authorisation === undefined ? {} : { authorisation }) } };
  }
  const known = await cameras.listAssessed(work, query.camera);
  if (query.camera !== undefined && known.length === 0) throw new AppError('not-found', 'no such camera', { place: query.camera });
  return { hosts: known.map(({ host }) => host), cameras: known, options: {} };
}

/** Builds the assessment with what the register knows: names, places, purchase dates, life of findings. Noted in the audit. */
export function assess(context: ScanContext, actor: Actor, query: AssessmentQuery): Promise<AssessmentReport> {
  return withActor(context, actor, async (work) => {
    const subject = await subjectOf(work, query);
    const states = await findings.statesByCamera(
      work,
      subject.cameras.map(({ id }) => id),
      dayOf(work.now),
    );
    const hostNotes: Record<string, HostNote> = {};
    for (const { id, host, name, place, purchasedOn } of subject.cameras) {
      hostNotes[host.id] = {
        name,
        ...(place === '' ? {} : { place }),
        ...(purchasedOn === null ? {} : { purchasedAt: purchasedOn }),
        states: states.get(id) ?? {},
      };
    }
    const report = buildAssessment({
      hosts: subject.hosts,
      knowledge: context.knowledge,
      ...(query.regulation === undefined ? {} : { regulation: query.regulation }),
      asOf: work.now,
      options: {
        software: context.software,
        unit: await cameras.unitName(work),
        preparedBy: actor.name,
        ...subject.options,
        hostNotes,
      },
    });
    const object = query.camera === undefined ? (query.scan === undefined ? 'cameras' : `scan/${query.scan}`) : `camera/${query.camera}`;
    work.audit({ action: 'assessment.exported', object, summary: `${report.cameras.length} cameras as ${query.format}` });
    return report;
  });
}

/** A rendered assessment. */
export interface Rendered {
  readonly content: string | Uint8Array;
  readonly type: string;
}

/** Renders an assessment in the format asked for. */
export async function render(report: AssessmentReport, { format, language }: AssessmentQuery): Promise<Rendered> {
  const { render: content, type } = FORMATS[format];
  return { content: await content(report, language), type };
}

interface Format {
  readonly type: string;
  readonly render: (report: AssessmentReport, language: Language) => string | Uint8Array | Promise<Uint8Array>;
}

const FORMATS: Record<AssessmentQuery['format'], Format> = {
  pdf: { type: 'application/pdf', render: renderPdf },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', render: renderXlsx },
  html: { type: 'text/html; charset=utf-8', render: renderHtml },
  csv: { type: 'text/csv; charset=utf-8', render: renderCsv },
  json: { type: 'application/json', render: (report) => JSON.stringify(report, undefined, 1) },
};
