import { FIGURE_NAMES } from '@ancam/contract';
import type { FigureName, FigureQuery, Figures } from '@ancam/contract';
import type { Language, Text } from '@ancam/core';
import { TABLE_TYPES, writeTable } from '@ancam/sheets';
import type { OutColumn, RowValues } from '@ancam/sheets';
import type { Context } from '../../context.ts';
import { withActor } from '../../db/actor.ts';
import type { Actor } from '../../db/actor.ts';
import { refreshOpenCounts } from '../findings/open-counts.service.ts';
import { figuresOf } from './reading.service.ts';

const TITLES: Record<FigureName, Text> = {
  cameras: { vi: 'Camera đang dùng', en: 'Cameras in use' },
  retired: { vi: 'Ngừng dùng', en: 'Retired' },
  unchecked: { vi: 'Chưa kiểm tra', en: 'Not checked' },
  unidentified: { vi: 'Chưa rõ hãng', en: 'Maker unknown' },
  critical: { vi: 'Nghiêm trọng', en: 'Critical' },
  high: { vi: 'Cao', en: 'High' },
  medium: { vi: 'Trung bình', en: 'Medium' },
  low: { vi: 'Thấp', en: 'Low' },
  info: { vi: 'Thông tin', en: 'Info' },
  clean: { vi: 'Không có điểm mở', en: 'None open' },
  findings: { vi: 'Điểm chưa phù hợp đang mở', en: 'Open findings' },
  warned: { vi: 'Có cảnh báo', en: 'Warned' },
  paperless: { vi: 'Thiếu giấy tờ', en: 'Without papers' },
  abroad: { vi: 'Lưu dữ liệu ở nước ngoài', en: 'Stored abroad' },
  systems: { vi: 'Hệ thống', en: 'Systems' },
  systems_operating: { vi: 'Hệ thống đang vận hành', en: 'Systems operating' },
};

const MODES: Record<Figures['mode'], Text> = {
  restated: { vi: 'theo đơn vị phụ trách hôm nay', en: 'by who answers today' },
  'as-recorded': { vi: 'theo đơn vị đã ghi nhận', en: 'as recorded' },
  'as-of': { vi: 'theo ngày', en: 'as of the day' },
};
const WHOLE: Text = { vi: 'Toàn bộ', en: 'Total' };
const OWN: Text = { vi: 'Riêng đơn vị', en: 'The unit itself' };

const COLUMNS: readonly OutColumn[] = [
  { key: 'name', kind: 'text', title: { vi: 'Đơn vị', en: 'Unit' }, width: 40 },
  ...FIGURE_NAMES.map((key): OutColumn => ({ key, kind: 'number', title: TITLES[key], width: 14 })),
  { key: 'mode', kind: 'text', title: { vi: 'Cách đọc', en: 'Reading' }, width: 30 },
  { key: 'on', kind: 'date', title: { vi: 'Số liệu ngày', en: 'Figures of' }, width: 14 },
];

/** The figures of a page as a file: the node, what it answers for itself, what lies below; each row names mode and day. Audited. */
export async function exportFigures(
  context: Context,
  actor: Actor,
  query: FigureQuery & { readonly format: 'csv' | 'xlsx' | 'json'; readonly language: Language },
): Promise<{ readonly content: AsyncIterable<Uint8Array>; readonly type: string }> {
  await refreshOpenCounts(context);
  const figures = await withActor(context, actor, async (work) => {
    const read = await figuresOf(context, work, query);
    work.audit({
      action: 'figures.exported',
      object: `figures/${read.node.path.slice(1)}`,
      summary: `${read.mode} ${read.on} as ${query.format}`,
    });
    return read;
  });
  const { format, language } = query;
  return {
    content: writeTable(rowsOf(figures, language), { format, language, columns: COLUMNS, sheet: figures.node.name || WHOLE[language] }),
    type: TABLE_TYPES[format],
  };
}

// oxlint-disable-next-line typescript/require-await -- the writer takes rows as they come
async function* rowsOf({ node, own, children, mode, on }: Figures, language: Language): AsyncGenerator<RowValues> {
  const read = { mode: MODES[mode][language], on };
  yield { name: node.name || WHOLE[language], ...node.figures, ...read };
  if (children.length > 0) yield { name: OWN[language], ...own, ...read };
  for (const child of children) yield { name: child.name, ...child.figures, ...read };
}
