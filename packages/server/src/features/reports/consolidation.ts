import { CONSOLIDATES, ReportContent } from '@ancam/contract';
import type { ReportCell, ReportFault, ReportFigure, ReportTable } from '@ancam/contract';
import type { Id } from '@ancam/core';
import { formFaults } from '@ancam/law';
import type { Law } from '@ancam/law';
import { childrenOf } from '../units/subtree.service.ts';
import type { ChildUnit } from '../units/subtree.service.ts';
import type { Fill, Filled, Filling, ReportQuestion } from './content.ts';
import { column, entry, figure, row, words } from './parts.ts';
import { listOfUnits } from './reports.store.ts';
import type { ReportRecord } from './reports.store.ts';
import { yearlyForm } from './yearly.ts';

/** States in which a report of a unit below counts as having come. */
const ARRIVED: ReadonlySet<string> = new Set(['submitted', 'accepted']);
const STATES: Readonly<Record<string, ReportCell>> = {
  draft: words('Đang lập', 'Draft'),
  checked: words('Đã kiểm tra', 'Checked'),
  frozen: words('Đã chốt số liệu', 'Frozen'),
  submitted: words('Đã gửi', 'Submitted'),
  accepted: words('Đã tiếp nhận', 'Accepted'),
  returned: words('Bị trả lại', 'Returned'),
};

/** Figures that the list of units shows. */
const SHOWN: ReadonlySet<string> = new Set(['systems', 'approved', 'open', 'terminals', 'T', 'H', 'A', 'P', 'K']);

/** A unit below with its report, where one has come. */
interface Below {
  readonly unit: ChildUnit;
  readonly report: ReportRecord | undefined;
  readonly content: ReportContent | undefined;
}

/** The name of the entry that says why a consolidation goes without a unit. */
export function missingEntry(unit: Id): string {
  return `missing:${unit}`;
}

async function readBelow({ work }: Filling, question: ReportQuestion): Promise<Below[]> {
  const kind = CONSOLIDATES[question.kind] ?? question.kind;
  const units = await childrenOf(work, question.subject.id);
  const reports = await listOfUnits(work.tx, { kind, from: question.from, to: question.to, units: units.map(({ id }) => id) });
  const ofUnit = new Map(reports.map((report) => [report.subject_id, report]));
  return units.map((unit) => {
    const report = ofUnit.get(unit.id);
    const arrived = report !== undefined && ARRIVED.has(report.state) && report.content !== null;
    return { unit, report, content: arrived ? ReportContent.parse(JSON.parse(report.content ?? '')) : undefined };
  });
}

function plus<T extends { readonly value: number } | null>(a: T, b: T): T {
  return a === null || b === null ? (a ?? b) : { ...a, value: a.value + b.value };
}

/** Figures of the same name together, with their wholes and what lies outside. */
function summed(parts: readonly (readonly ReportFigure[])[]): ReportFigure[] {
  const sums = new Map<string, ReportFigure>();
  for (const each of parts.flat()) {
    const sum = sums.get(each.id);
    const added = sum && { ...sum, value: sum.value + each.value, of: plus(sum.of, each.of), outside: plus(sum.outside, each.outside) };
    sums.set(each.id, added ?? each);
  }
  return [...sums.values()];
}

/** Tables of the same name one below the other; a column that counts the rows counts on. */
function joined(parts: readonly (readonly ReportTable[])[]): ReportTable[] {
  const tables = new Map<string, ReportTable>();
  for (const each of parts.flat()) {
    const before = tables.get(each.id);
    tables.set(each.id, before === undefined ? each : { ...before, note: before.note ?? each.note, rows: [...before.rows, ...each.rows] });
  }
  return [...tables.values()].map((table) => {
    const counted = table.columns.findIndex(({ id }) => id === '1');
    if (counted < 0) return table;
    return {
      ...table,
      rows: table.rows.map((each, n) => ({ ...each, cells: each.cells.map((cell, at) => (at === counted ? n + 1 : cell)) })),
    };
  });
}

function unitsTable(below: readonly Below[], figures: readonly ReportFigure[]): ReportTable {
  const shown = figures.filter(({ id }) => SHOWN.has(id));
  return {
    id: 'below',
    title: words('Báo cáo của các đơn vị trực thuộc', 'Reports of the units below'),
    note: null,
    columns: [
      column('unit', words('Đơn vị', 'Unit')),
      column('state', words('Tình trạng báo cáo', 'State of the report')),
      column('on', words('Ngày gửi', 'Sent on'), 'date'),
      ...shown.map(({ id, title }) => column(id, title, 'number')),
    ],
    rows: below.map(({ unit, report, content }) => {
      const values = shown.map(({ id }) => content?.figures.find((each) => each.id === id)?.value ?? null);
      const state = report === undefined ? words('Chưa lập', 'Nothing begun') : (STATES[report.state] ?? report.state);
      const about =
        content === undefined || report === undefined
          ? ({ kind: 'units', id: unit.id } as const)
          : ({ kind: 'reports', id: report.id } as const);
      return row(about, [unit.name, state, report?.sent_on ?? null, ...values], [content === undefined ? 'missing-units' : 'reported']);
    }),
  };
}

/** What must hold of the whole: each system once, the counters in their order, each report with its hash. */
function wholeFaults(
  law: Law,
  figures: readonly ReportFigure[],
  tables: readonly ReportTable[],
  sources: Filled['sources'],
): ReportFault[] {
  const form = yearlyForm(law);
  const rows = tables.find(({ id }) => id === 'systems')?.rows ?? [];
  const named = rows.map(({ about, cells }) => ({
    id: about?.id ?? null,
    name: typeof cells[1] === 'string' ? cells[1] : null,
    level: null,
  }));
  const head = {
    level1: 0,
    level2: 0,
    level3: 0,
    level4: 0,
    level5: 0,
    ...Object.fromEntries(figures.map(({ id, value }) => [id, value])),
  };
  const record = { head, lists: { systems: named, sources: sources.map(({ hash }) => ({ hash })) } };
  const rules = form.rules.filter(({ id }) => id === 'order' || id === 'roll-up');
  return formFaults({ ...form, rules }, record).map(({ rule, severity, text, basis, list = '', row: at = null, column: where }) => ({
    rule,
    severity,
    text,
    basis,
    at: { table: list, row: at, column: where, name: at === null ? '' : (named[at - 1]?.name ?? '') },
  }));
}

/** A consolidation: the reports of the units directly below, and what the unit itself answers for, counted in the register. */
export function fillConsolidation(fill: Fill): Fill {
  return async (filling, question) => {
    const own = await fill(filling, { ...question, kind: CONSOLIDATES[question.kind] ?? question.kind, exact: true });
    const below = await readBelow(filling, question);
    const arrived = below.filter(({ content }) => content !== undefined);
    const awaited = below.filter(({ content }) => content === undefined);
    const figures = summed([own.figures, ...arrived.map(({ content }) => content?.figures ?? [])]);
    const sources = arrived.flatMap(({ unit, report }) =>
      report === undefined
        ? []
        : [{ id: report.id, unit: unit.id, name: unit.name, version: report.version, state: report.state, hash: report.hash ?? '' }],
    );
    const tables = joined([own.tables, ...arrived.map(({ content }) => content?.tables ?? [])]);
    const title = words(`Tổng hợp: ${own.title.vi}`, `Consolidation: ${own.title.en}`);
    const missing = awaited.map(({ unit }) => ({ unit: unit.id, name: unit.name, noted: question.entries[missingEntry(unit.id)] ?? '' }));
    const whole = { of: { title: words('đơn vị trực thuộc', 'units below'), value: below.length }, table: 'below' };
    return {
      title,
      clause: own.clause,
      figures: [
        figure('reported', words('Đơn vị đã báo cáo', 'Units that have reported'), arrived.length, whole),
        figure('missing-units', words('Đơn vị chưa báo cáo', 'Units that have not'), awaited.length, whole),
        ...figures,
      ],
      tables: [unitsTable(below, figures), ...tables],
      entries: [
        ...awaited.map(({ unit }) =>
          entry(
            question,
            missingEntry(unit.id),
            words(`${unit.name}: vì sao thiếu báo cáo`, `${unit.name}: why its report is missing`),
            'line',
            true,
          ),
        ),
        ...own.entries,
      ],
      faults: [...own.faults, ...wholeFaults(filling.law, figures, tables, sources)],
      sources,
      missing,
    };
  };
}
