import type { CameraFilter, CameraRow } from '@ancam/contract';
import { SEVERITIES, formatDateTime } from '@ancam/core';
import type { Language } from '@ancam/core';
import writeExcelFile from 'write-excel-file/node';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { dayOf } from '../../day.ts';
import { refreshOpenCounts } from '../findings/open-counts.service.ts';
import * as store from './cameras.store.ts';
import { viewRow } from './cameras.view.ts';

const PAGE = 1000;

const HEADS: Record<Language, readonly string[]> = {
  vi: [
    'Tên',
    'Vị trí',
    'Địa chỉ',
    'Hãng',
    'Kiểu máy',
    'Phiên bản phần mềm',
    'Nguồn',
    'Trạng thái',
    'Nghiêm trọng',
    'Cao',
    'Trung bình',
    'Thấp',
    'Thông tin',
    'Thấy lần đầu',
    'Thấy lần cuối',
  ],
  en: [
    'Name',
    'Place',
    'Address',
    'Maker',
    'Model',
    'Firmware',
    'Source',
    'Status',
    'Critical',
    'High',
    'Medium',
    'Low',
    'Info',
    'First seen',
    'Last seen',
  ],
};
const WORDS: Record<Language, Record<string, string>> = {
  vi: { scan: 'quét mạng', hand: 'nhập tay', 'in-use': 'đang dùng', retired: 'ngừng dùng' },
  en: { scan: 'scan', hand: 'by hand', 'in-use': 'in use', retired: 'retired' },
};

function cells(row: CameraRow, language: Language): (string | number)[] {
  const word = (key: string): string => WORDS[language][key] ?? key;
  const seen = [row.firstSeenAt, row.lastSeenAt].map((at) => (at === null ? '' : formatDateTime(at)));
  const texts = [row.name, row.place, row.address, row.makerName, row.model, row.firmware].map((text) => text ?? '');
  return [...texts, word(row.source), word(row.status), ...SEVERITIES.map((severity) => row.open[severity]), ...seen];
}

/** A cell that a spreadsheet takes for a formula is given a leading apostrophe: names come from devices and strangers. */
function csvCell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : value.replace(/^([=+\-@\t\r])/, "'$1");
  return /[",;\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** CSV as spreadsheets of a Vietnamese Windows open it: UTF-8 with a byte order mark. */
function renderCsv(rows: readonly CameraRow[], language: Language): string {
  const lines = [HEADS[language], ...rows.map((row) => cells(row, language))];
  return `\uFEFF${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}

async function renderXlsx(rows: readonly CameraRow[], language: Language): Promise<Uint8Array> {
  const head = HEADS[language].map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    cells(row, language).map((value) => (typeof value === 'number' ? { value, type: Number } : { value, type: String })),
  );
  return writeExcelFile([head, ...body], { stickyRowsCount: 1 }).toBuffer();
}

/** The camera list exactly as filtered, all of it, in the order of the page. Noted in the audit. */
export async function exportList(
  context: Context,
  actor: Actor,
  query: CameraFilter & { readonly format: 'csv' | 'xlsx' | 'json'; readonly language: Language },
): Promise<{ content: string | Uint8Array; type: string }> {
  await refreshOpenCounts(context);
  const rows = await withActor(context, actor, async (work) => {
    const all: CameraRow[] = [];
    for (let cursor: string | undefined, more = true; more;) {
      const page = await store.listCameras(work.tx, query, dayOf(work.now), { cursor, limit: PAGE });
      const last = page[PAGE - 1];
      more = page.length > PAGE && last !== undefined;
      if (more && last !== undefined) cursor = store.cursorOf(query.sort, last);
      all.push(...page.slice(0, PAGE).map(viewRow));
    }
    work.audit({ action: 'camera.exported', object: 'cameras', summary: `${all.length} cameras as ${query.format}` });
    return all;
  });
  const { render, type } = FORMATS[query.format];
  return { content: await render(rows, query.language), type };
}

interface Format {
  readonly type: string;
  readonly render: (rows: readonly CameraRow[], language: Language) => string | Promise<Uint8Array>;
}

const FORMATS: Record<'csv' | 'xlsx' | 'json', Format> = {
  csv: { type: 'text/csv; charset=utf-8', render: renderCsv },
  json: { type: 'application/json', render: (rows) => JSON.stringify(rows, undefined, 1) },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', render: renderXlsx },
};
