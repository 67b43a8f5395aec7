import { renderDocx, renderPdf, renderWorkbook } from '@ancam/documents';
import type { WorkSheet } from '@ancam/documents';
import type { ReportCell, ReportContent, ReportFormat } from '@ancam/contract';
import type { Id, Language } from '@ancam/core';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { noteRead } from '../../db/note-read.ts';
import { download } from '../../http/download.ts';
import { canonicalJson } from './canonical.ts';
import { paperOf } from './paper.ts';
import { dayText } from './parts.ts';
import { MODE_CHOICES } from './report-table.ts';
import { contentOf, getRow } from './reports.service.ts';
import type { ReportRecord } from './reports.store.ts';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

interface Shown {
  readonly row: ReportRecord;
  readonly content: ReportContent;
  readonly language: Language;
}

const WORDS = {
  vi: {
    head: 'Báo cáo',
    field: 'Mục',
    value: 'Nội dung',
    figures: 'Số liệu',
    figure: 'Chỉ tiêu',
    count: 'Số lượng',
    of: 'Trên tổng số',
    whole: 'Tổng số là',
    outside: 'Nằm ngoài',
    outsideOf: 'Nằm ngoài là',
    share: 'Tỷ lệ %',
    texts: 'Nội dung viết',
    faults: 'Kiểm tra số liệu',
  },
  en: {
    head: 'Report',
    field: 'Field',
    value: 'Value',
    figures: 'Figures',
    figure: 'Figure',
    count: 'Count',
    of: 'Of',
    whole: 'The whole',
    outside: 'Outside',
    outsideOf: 'What is outside',
    share: 'Share %',
    texts: 'Texts',
    faults: 'Checks',
  },
} as const;
const HEAD = {
  vi: [
    'Tên báo cáo',
    'Đơn vị',
    'Kỳ báo cáo',
    'Số liệu đến ngày',
    'Cách đọc',
    'Lần',
    'Trạng thái',
    'Số, ký hiệu',
    'Ngày văn bản',
    'Mã băm SHA-256 của số liệu',
  ],
  en: ['Report', 'Unit', 'Period', 'Figures as of', 'Reading', 'Version', 'State', 'Number', 'Dated', 'SHA-256 of the data'],
} as const;

/** The share of a whole in percent with one decimal; null where there is no whole. */
function shareOf({ value, of }: ReportContent['figures'][number]): number | null {
  return of === null || of.value === 0 ? null : Math.round((value * 1000) / of.value) / 10;
}

function headSheet({ row, content, language }: Shown): WorkSheet {
  const mode = MODE_CHOICES.find(({ value }) => value === content.mode)?.title[language] ?? content.mode;
  const period = `${dayText(content.period.from)} - ${dayText(content.period.to)}`;
  const hash = row.hash ?? { vi: 'chưa chốt số liệu', en: 'not frozen' }[language];
  const values = [
    content.title[language],
    content.subject.name,
    period,
    dayText(content.asOf),
    mode,
    row.version,
    row.state,
    row.number,
    dayText(row.dated),
    hash,
  ];
  const t = WORDS[language];
  return {
    name: t.head,
    columns: [
      { title: t.field, width: 34 },
      { title: t.value, width: 90 },
    ],
    rows: HEAD[language].map((title, n) => [title, values[n] ?? null]),
  };
}

function figuresSheet({ content, language }: Shown): WorkSheet {
  const t = WORDS[language];
  return {
    name: t.figures,
    columns: [t.figure, t.count, t.of, t.whole, t.share, t.outside, t.outsideOf].map((title, n) => ({
      title,
      width: n % 2 === 0 ? 44 : 12,
    })),
    rows: content.figures.map((each) => [
      each.title[language],
      each.value,
      each.of?.value ?? null,
      each.of?.title[language] ?? null,
      shareOf(each),
      each.outside?.value ?? null,
      each.outside?.title[language] ?? null,
    ]),
  };
}

function cellOf(cell: ReportCell, kind: string, language: Language): string | number | null {
  if (typeof cell === 'object' && cell !== null) return cell[language];
  return kind === 'date' && typeof cell === 'string' ? dayText(cell) : cell;
}

/** The sheets of a report: what it is, its figures, each table, texts, and the rules that it breaks. */
function sheetsOf(shown: Shown): WorkSheet[] {
  const { content, language } = shown;
  const t = WORDS[language];
  const tables = content.tables.map(({ title, columns, rows }, n) => ({
    name: `${n + 1} ${title[language]}`,
    columns: columns.map(({ title: name, kind }) => ({ title: name[language], width: kind === 'text' ? 34 : 14 })),
    rows: rows.map(({ cells }) => cells.map((cell, at) => cellOf(cell, columns[at]?.kind ?? 'text', language))),
  }));
  const pairs = [
    { title: t.field, width: 60 },
    { title: t.value, width: 90 },
  ];
  const texts = content.entries.filter(({ value }) => value !== '');
  return [
    headSheet(shown),
    figuresSheet(shown),
    ...tables,
    {
      name: t.texts,
      columns: pairs,
      rows: texts.map(({ title, value, kind }) => [title[language], kind === 'date' ? dayText(value) : value]),
    },
    {
      name: t.faults,
      columns: pairs,
      rows: content.faults.map(({ text, at }) => [text[language], [at.name, at.row, at.column].filter(Boolean).join(' · ')]),
    },
  ];
}

/** A report as a file. JSON is the content whose hash the report carries, so that anybody can work the hash out. Audited. */
export async function reportFile(
  context: Context,
  actor: Actor,
  id: Id,
  { format, language }: { readonly format: ReportFormat; readonly language: Language },
): Promise<Response> {
  const shown = await withActor(context, actor, async (work) => {
    const row = await getRow(work, id);
    noteRead(work, 'report', [row]);
    work.audit({
      action: 'report.exported',
      object: `report/${id}`,
      summary: `${row.kind} ${row.subject_name} ${row.period_to} as ${format}`,
    });
    return { row, content: await contentOf(context, work, row), language };
  });
  const { row, content } = shown;
  const name = `ancam-${row.kind}-${row.period_to}-v${row.version}.${format}`;
  if (format === 'json') return download(row.content ?? canonicalJson(content), 'application/json', name);
  if (format === 'xlsx') return download(await renderWorkbook(sheetsOf(shown)), XLSX, name);
  const { paper } = paperOf(content, row);
  return format === 'docx' ? download(await renderDocx(paper), DOCX, name) : download(await renderPdf(paper), 'application/pdf', name);
}
