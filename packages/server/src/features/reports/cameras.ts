import type { FigureNode, FigureSet, Figures, ReportFigure, ReportTable } from '@ancam/contract';
import { citeAll } from '@ancam/law';
import { camerasBySystem } from '../cameras/by-system.service.ts';
import { figuresOf } from '../figures/reading.service.ts';
import type { Fill, Filling, ReportQuestion } from './content.ts';
import { readLines } from './lines.ts';
import { column, dayText, entry, figure, row, words } from './parts.ts';

/** Kept: one made for each comparison takes longer than the query. */
const BY_NAME = new Intl.Collator('vi');
const RETIRED = words('camera ngừng dùng', 'cameras retired');
const IN_USE = words('Camera đang dùng', 'Cameras in use');
const COUNTED = [
  ['paperless', words('Thiếu giấy chứng nhận xuất xứ hoặc chất lượng', 'Without papers of origin or quality')],
  ['warned', words('Thuộc diện cảnh báo', 'Warned of')],
  ['abroad', words('Lưu dữ liệu ở nước ngoài', 'Stored abroad')],
  ['unidentified', words('Chưa rõ hãng', 'Maker unknown')],
  ['unchecked', words('Chưa kiểm tra', 'Not checked')],
  ['critical', words('Có điểm nghiêm trọng', 'With critical findings')],
  ['high', words('Có điểm mức cao', 'With high findings')],
] as const;

function camerasFigures({ cameras, retired, ...rest }: FigureSet): ReportFigure[] {
  const whole = { of: { title: IN_USE, value: cameras }, outside: { title: RETIRED, value: retired }, table: 'units' };
  return [
    figure('cameras', IN_USE, cameras, { outside: whole.outside, table: 'units' }),
    ...COUNTED.map(([name, title]) => figure(name, title, rest[name], whole)),
  ];
}

function unitsTable({ own, node, children, on }: Figures, question: ReportQuestion): ReportTable {
  const cells = (name: string, figures: FigureSet) => [name, figures.cameras, ...COUNTED.map(([id]) => figures[id])];
  const below = (child: FigureNode) =>
    row(child.unit === null ? null : { kind: 'units', id: child.unit }, cells(child.name, child.figures), ['cameras']);
  const note = words(`Số liệu camera của ngày ${dayText(on)}.`, `The cameras are those of ${dayText(on)}.`);
  return {
    id: 'units',
    title: words('Camera theo đơn vị', 'Cameras by unit'),
    // Who answers today for what stands there today: no reading of today knows the cameras of another day.
    note: on === question.asOf ? null : note,
    columns: [
      column('unit', words('Đơn vị', 'Unit')),
      column('cameras', IN_USE, 'number'),
      ...COUNTED.map(([id, title]) => column(id, title, 'number')),
    ],
    rows: [
      row(node.unit === null ? null : { kind: 'units', id: node.unit }, cells(`${node.name} (riêng đơn vị)`, own), ['cameras']),
      ...children.map(below),
    ],
  };
}

async function systemsTable(filling: Filling, question: ReportQuestion): Promise<ReportTable> {
  const { mode, subject } = question;
  const shape = {
    id: 'systems',
    title: words('Camera theo hệ thống thông tin', 'Cameras by system'),
    columns: [
      column('system', words('Hệ thống', 'System')),
      column('owner', words('Đơn vị', 'Unit')),
      column('level', words('Cấp độ', 'Level'), 'number'),
      column('cameras', IN_USE, 'number'),
      column('paperless', COUNTED[0][1], 'number'),
      column('warned', COUNTED[1][1], 'number'),
      column('abroad', COUNTED[2][1], 'number'),
    ],
  };
  if (mode === 'as-of') {
    const note = words('Ảnh chụp hằng ngày ghi theo đơn vị, không theo hệ thống.', 'The snapshots of past days tell units, not systems.');
    return { ...shape, note, rows: [] };
  }
  const lines = new Map((await readLines(filling, question)).map((line) => [line.id, line]));
  const counts = await camerasBySystem(filling.work, { paths: subject.paths, mode });
  const named = counts
    .map((count) => ({ ...count, line: count.system_id === null ? undefined : lines.get(count.system_id) }))
    .toSorted((a, b) => BY_NAME.compare(a.line?.owner ?? '', b.line?.owner ?? ''))
    .map(({ system_id: id, line, cameras, paperless, warned, abroad }) => {
      const name =
        id === null ? words('Không thuộc hệ thống nào', 'Of no system') : (line?.name ?? words('Hệ thống khác', 'Another system'));
      return row(id === null ? null : { kind: 'systems', id }, [
        name,
        line?.owner ?? null,
        line?.level ?? null,
        cameras,
        paperless,
        warned,
        abroad,
      ]);
    });
  return { ...shape, note: null, rows: named };
}

/** The annex that lists cameras by unit and by system, with papers, warnings and levels. */
export const fillCameras: Fill = async (filling, question) => {
  const { context, law, work } = filling;
  const { mode, asOf, subject } = question;
  const figures = await figuresOf(context, work, { axis: 'scope', unit: subject.id, mode, ...(mode === 'as-of' ? { on: asOf } : {}) });
  return {
    title: words('Phụ lục số liệu camera giám sát', 'Annex: surveillance cameras'),
    clause: citeAll(law, [{ document: 'ct-23-2022' }]),
    figures: camerasFigures(figures.node.figures),
    tables: [unitsTable(figures, question), await systemsTable(filling, question)],
    entries: [entry(question, 'remarks', words('Ghi chú', 'Remarks'))],
    faults: [],
    sources: [],
    missing: [],
  };
};
