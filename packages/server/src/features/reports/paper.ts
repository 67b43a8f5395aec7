import { cameraAnnex, consolidatedReport, directiveReport, form08 } from '@ancam/documents';
import type { CitedDocument, DataFigure, DataTable, FilledPaper, Party08, Row08 } from '@ancam/documents';
import { CONSOLIDATES } from '@ancam/contract';
import type { ReportCell, ReportContent, ReportTable } from '@ancam/contract';
import { ENTRY } from './form-08.ts';
import { paperHead, textOf } from './paper-head.ts';
import { FORM_WORDS } from './parts.ts';
import type { ReportRecord } from './reports.store.ts';
import { kindOf } from './reports.view.ts';

/** Papers are written in Vietnamese. */
function cellOf(cell: ReportCell): string | number | null {
  return typeof cell === 'object' && cell !== null ? cell.vi : cell;
}

function dataTable({ title, note, columns, rows }: ReportTable): DataTable {
  return {
    title: title.vi,
    note: note?.vi,
    columns: columns.map((each) => ({ title: each.title.vi, kind: each.kind })),
    rows: rows.map(({ cells }) => cells.map(cellOf)),
  };
}

function dataFigure({ title, value, of, outside }: ReportContent['figures'][number]): DataFigure {
  return {
    title: title.vi,
    value,
    of: of && { title: of.title.vi, value: of.value },
    outside: outside && { title: outside.title.vi, value: outside.value },
  };
}

function valueOf(content: ReportContent, id: string): number | null {
  return content.figures.find((each) => each.id === id)?.value ?? null;
}

function tableOf(content: ReportContent, id: string): ReportTable | undefined {
  return content.tables.find((each) => each.id === id);
}

/** A row of a table by the ids of its columns. */
function cellsOf(table: ReportTable): ReadonlyMap<string, ReportCell>[] {
  return table.rows.map(({ cells }) => new Map(table.columns.map(({ id }, n) => [id, cells[n] ?? null])));
}

function text(cells: ReadonlyMap<string, ReportCell>, id: string): string | null {
  const cell = cellOf(cells.get(id) ?? null);
  return cell === null ? null : String(cell);
}

/** The code of a word of the form, as the table was filled with it. */
function codeOf<Code extends string>(all: Readonly<Record<Code, { readonly vi: string }>>, word: string | null): Code | null {
  const codes = Object.keys(all) as Code[]; // the keys of the record
  return codes.find((code) => all[code].vi === word) ?? null;
}

/** A document as `documentText` wrote it into a cell. */
function cited(cell: string | null): CitedDocument | null {
  if (cell === null) return null;
  const [number = '', day = '', ...issuer] = cell.split(', ');
  return { number, day: day.split('/').toReversed().join('-'), issuer: issuer.join(', ') };
}

function row08(cells: ReadonlyMap<string, ReportCell>): Row08 {
  const level = cells.get('5');
  return {
    name: text(cells, '2'),
    owner: text(cells, '3'),
    operator: text(cells, '4'),
    level: typeof level === 'number' ? level : null,
    status: codeOf(FORM_WORDS.status, text(cells, '6')),
    decision: cited(text(cells, '7')),
    bylaw: cited(text(cells, '8')),
    expectedApproval: text(cells, '9'),
    deployment: codeOf(FORM_WORDS.deployment, text(cells, '10')),
    expectedFull: text(cells, '11'),
    checks: codeOf(FORM_WORDS.checks, text(cells, '12')),
  };
}

const PARTS = ['mandate', 'representative', 'address', 'contact'] as const;

/** The owners of part 2: those whose particulars the entries hold. */
function ownersOf(content: ReportContent): { owner: Party08; securityUnit: Party08 }[] {
  const part = (id: string): string => textOf(content, id);
  const securityUnit = { name: part(ENTRY.unit('name')), ...Object.fromEntries(PARTS.map((each) => [each, part(ENTRY.unit(each))])) };
  const owners = content.entries.flatMap(({ id, title }) => {
    const owner = /^owner:(.+):representative$/u.exec(id)?.[1];
    return owner === undefined ? [] : [{ id: owner, name: title.vi.slice(0, title.vi.lastIndexOf(': ')) }];
  });
  return owners.map(({ id, name }) => ({
    owner: { name, ...Object.fromEntries(PARTS.map((each) => [each, part(ENTRY.owner(id, each))])) },
    securityUnit,
  }));
}

/** Tables of form 08 that have a place of their own on its paper. */
const ANNEXED: ReadonlySet<string> = new Set(['systems', 'bylaws', 'unmet']);

/** An annex, which the paper numbers itself. */
function annexTable(table: ReportTable): DataTable {
  const { title, ...rest } = dataTable(table);
  const named = title.replace(/^Phụ lục \d+: /u, '');
  return { ...rest, title: named.charAt(0).toLocaleUpperCase('vi') + named.slice(1) };
}

function yearlyPaper(content: ReportContent, row: ReportRecord): FilledPaper {
  const systems = tableOf(content, 'systems');
  const unmet = tableOf(content, 'unmet');
  const bylaws = tableOf(content, 'bylaws');
  const { T, C, H, A, P, K } = Object.fromEntries(content.figures.map(({ id, value }) => [id, value]));
  const listed = systems === undefined ? [] : cellsOf(systems);
  const fifth = listed.filter((cells) => cells.get('5') === 5).map((cells) => [text(cells, '2'), text(cells, '3')]);
  const candidates: DataTable = {
    title: 'Hệ thống đề nghị đưa vào Danh mục hệ thống thông tin quan trọng về an ninh quốc gia',
    columns: ['Hệ thống', 'Chủ quản'].map((title) => ({ title, kind: 'text' })),
    rows: fifth,
  };
  return form08({
    ...paperHead(content, row),
    counters: { T, C, H, A, P, K, D: textOf(content, 'D') },
    owners: ownersOf(content),
    rows: listed.map(row08),
    annexes: {
      candidates,
      bylaws: bylaws && annexTable(bylaws),
      requirements: unmet && annexTable(unmet),
      others: content.tables.filter(({ id }) => !ANNEXED.has(id)).map(dataTable),
    },
  });
}

function directivePaper(content: ReportContent, row: ReportRecord): FilledPaper {
  const documents = tableOf(content, 'documents');
  const open = tableOf(content, 'open');
  const levels = Object.fromEntries(['1', '2', '3', '4', '5'].map((level) => [level, valueOf(content, `level${level}`) ?? 0]));
  const questions = open === undefined ? [] : cellsOf(open).flatMap((cells) => text(cells, 'question') ?? []);
  return directiveReport({
    ...paperHead(content, row),
    asOf: content.asOf,
    guidance:
      documents === undefined
        ? []
        : cellsOf(documents).map((cells) => ({
            number: text(cells, 'number'),
            day: text(cells, 'on'),
            issuer: text(cells, 'issuer'),
            excerpt: text(cells, 'excerpt'),
            basis: text(cells, 'basis'),
          })),
    counted: {
      systems: valueOf(content, 'systems'),
      approved: valueOf(content, 'approved'),
      levels,
      unlevelled: valueOf(content, 'unlevelled'),
      deployed: valueOf(content, 'deployed'),
      open: valueOf(content, 'open'),
      terminals: valueOf(content, 'terminals'),
    },
    questions: [...new Set(questions)],
    direction: textOf(content, 'direction'),
    results: textOf(content, 'results'),
    difficulties: textOf(content, 'difficulties'),
    proposals: textOf(content, 'proposals'),
    tables: content.tables.filter(({ id, rows }) => id !== 'documents' && rows.length > 0).map(dataTable),
  });
}

/** A report as an official paper, by its kind, with what is still missing on it. */
export function paperOf(content: ReportContent, row: ReportRecord): FilledPaper {
  const kind = kindOf(row);
  if (kind === 'yearly') return yearlyPaper(content, row);
  if (kind === 'directive') return directivePaper(content, row);
  const data = {
    ...paperHead(content, row),
    period: content.period,
    asOf: content.asOf,
    figures: content.figures.map(dataFigure),
    tables: content.tables.filter(({ rows }) => rows.length > 0).map(dataTable),
    remarks: textOf(content, kind === 'cameras' ? 'remarks' : 'results'),
  };
  if (CONSOLIDATES[kind] === undefined) return cameraAnnex(data);
  const subject = content.title.vi.replace(/^Tổng hợp: /u, '').replace(/^Báo cáo /u, '');
  const silent = content.missing.map(({ name, noted }) => ({ name, why: noted }));
  return consolidatedReport({
    ...data,
    subject: subject.charAt(0).toLocaleLowerCase('vi') + subject.slice(1),
    silent,
    reported: content.sources.length,
  });
}
