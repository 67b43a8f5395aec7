import type { CameraFilter, CameraRow } from '@ancam/contract';
import { SEVERITIES } from '@ancam/core';
import type { Language, Severity, Text } from '@ancam/core';
import type { OutColumn, RowValues } from '@ancam/sheets';
import type { Context } from '../../context.ts';
import type { Actor } from '../../db/actor.ts';
import { EXPORT_PAGE, exportRows } from '../../export-rows.ts';
import { refreshOpenCounts } from '../findings/open-counts.service.ts';
import { CAMERA_FORM } from './camera-columns.ts';
import { viewRow } from './cameras.view.ts';
import { listExported } from './export.store.ts';
import type { ExportedCamera } from './export.store.ts';
import { questionOf, readPage, wayToAll } from './list.service.ts';

const SEVERITY_TITLES: Readonly<Record<Severity, Text>> = {
  critical: { vi: 'Nghiêm trọng', en: 'Critical' },
  high: { vi: 'Cao', en: 'High' },
  medium: { vi: 'Trung bình', en: 'Medium' },
  low: { vi: 'Thấp', en: 'Low' },
  info: { vi: 'Thông tin', en: 'Info' },
};

/** Columns that the import of cameras has, as it has them: the file can be mended and imported. */
const IMPORTED: readonly OutColumn[] = CAMERA_FORM.columns.map(({ key, title, kind, choices, width }) => ({
  key,
  title,
  kind,
  ...(choices === undefined ? {} : { choices }),
  ...(width === undefined ? {} : { width }),
}));

/** Columns of the exported list. */
const COLUMNS: readonly OutColumn[] = [
  ...IMPORTED,
  {
    key: 'source',
    title: { vi: 'Nguồn', en: 'Source' },
    kind: 'enum',
    choices: [
      { value: 'scan', title: { vi: 'quét mạng', en: 'scan' } },
      { value: 'hand', title: { vi: 'nhập tay', en: 'by hand' } },
    ],
  },
  {
    key: 'status',
    title: { vi: 'Trạng thái', en: 'Status' },
    kind: 'enum',
    choices: [
      { value: 'in-use', title: { vi: 'đang dùng', en: 'in use' } },
      { value: 'retired', title: { vi: 'ngừng dùng', en: 'retired' } },
      { value: 'proposed', title: { vi: 'chờ xác nhận', en: 'to be accepted' } },
      { value: 'not-ours', title: { vi: 'không thuộc đơn vị', en: 'not ours' } },
    ],
  },
  ...SEVERITIES.map((severity) => ({ key: severity, title: SEVERITY_TITLES[severity], kind: 'number' as const, width: 12 })),
  {
    key: 'warned',
    title: { vi: 'Cảnh báo', en: 'Warning' },
    kind: 'enum',
    choices: [
      { value: 'possible', title: { vi: 'có thể bị cảnh báo', en: 'possibly warned of' } },
      { value: 'certain', title: { vi: 'chắc chắn bị cảnh báo', en: 'certainly warned of' } },
    ],
  },
  {
    key: 'papers',
    title: { vi: 'Giấy tờ', en: 'Papers' },
    kind: 'enum',
    choices: [{ value: 'missing', title: { vi: 'thiếu giấy tờ xuất xứ hoặc chất lượng', en: 'without origin or quality paper' } }],
  },
  { key: 'firstSeenAt', title: { vi: 'Thấy lần đầu', en: 'First seen' }, kind: 'moment' },
  { key: 'lastSeenAt', title: { vi: 'Thấy lần cuối', en: 'Last seen' }, kind: 'moment' },
];

const TITLE: Text = { vi: 'Camera', en: 'Cameras' };

function valuesOf(row: CameraRow, more: ExportedCamera | undefined): RowValues {
  const { name, place, address, makerName: maker, model, firmware, source, status, firstSeenAt, lastSeenAt } = row;
  const told = { name, place, address, maker, model, firmware, storageLocation: row.storage };
  const flags = { warned: row.warned === 'no' ? null : row.warned, papers: row.paperless ? 'missing' : null };
  return { ...more, ...told, source, status, ...row.open, ...flags, firstSeenAt, lastSeenAt };
}

/** The camera list exactly as filtered, all of it, in the order of the page, as a stream. Noted in the audit. */
export async function exportList(
  context: Context,
  actor: Actor,
  query: CameraFilter & { readonly format: 'csv' | 'xlsx' | 'json'; readonly language: Language },
): Promise<{ content: AsyncIterable<Uint8Array>; type: string }> {
  await refreshOpenCounts(context);
  const { format, language } = query;
  return exportRows<string>(context, actor, {
    format,
    language,
    title: TITLE[language],
    columns: COLUMNS,
    audit: { action: 'camera.exported', object: 'cameras', summary: `cameras as ${format}` },
    page: async (work, cursor) => {
      const question = await questionOf(work, query);
      // Every row that the filter has: here the search does not stop at the first thousand.
      const way = await wayToAll(context, work, question);
      const { items, next } = await readPage(work, way, question, { cursor, limit: EXPORT_PAGE });
      const more = await listExported(
        work.tx,
        items.map(({ id }) => id),
      );
      return { rows: items.map((row) => valuesOf(viewRow(row), more.get(row.id))), next: next ?? undefined };
    },
  });
}
