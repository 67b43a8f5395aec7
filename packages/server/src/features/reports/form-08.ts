import type { ReportContent, ReportFault, ReportTable } from '@ancam/contract';
import type { Id } from '@ancam/core';
import type { FormRecord, LawForm } from '@ancam/knowledge';
import { formFaults, reportOfYear } from '@ancam/law';
import type { FormFault, Law } from '@ancam/law';
import type { ReportQuestion } from './content.ts';
import type { SystemLine } from './lines.ts';

/** The counters of part 1, and the sums by level. */
export interface Counters {
  readonly T: number;
  readonly C: number;
  readonly H: number;
  readonly A: number;
  readonly P: number;
  readonly K: number;
  readonly levels: readonly number[];
}

const LEVELS = [1, 2, 3, 4, 5] as const;
const PARTS = ['mandate', 'representative', 'address', 'contact'] as const;

/** Names of the entries of a row and of part 2. */
export const ENTRY = {
  expected: (id: Id): string => `expected-approval:${id}`,
  full: (id: Id): string => `expected-full:${id}`,
  reason: (id: Id): string => `last-year:${id}`,
  bylaw: (id: Id): string => `bylaw:${id}`,
  owner: (id: Id, part: (typeof PARTS)[number]): string => `owner:${id}:${part}`,
  unit: (part: 'name' | (typeof PARTS)[number]): string => `security-unit:${part}`,
};

/** Which counters count a system. */
export function countedBy(line: SystemLine): (keyof Omit<Counters, 'levels'>)[] {
  const status = line.dossier?.status;
  const approved = status === 'approved';
  return [
    'T',
    ...(line.level !== null || status !== undefined ? (['C'] as const) : []),
    ...(status !== undefined ? (['H'] as const) : []),
    ...(approved || status === 'appraised' ? (['A'] as const) : []),
    ...(approved ? (['P'] as const) : []),
    ...(approved && line.checkedOn !== null ? (['K'] as const) : []),
  ];
}

export function countersOf(lines: readonly SystemLine[]): Counters {
  const counted = lines.map(countedBy);
  const count = (name: keyof Omit<Counters, 'levels'>): number => counted.filter((names) => names.includes(name)).length;
  const levels = LEVELS.map((level) => lines.filter((line) => line.level === level).length);
  return { T: count('T'), C: count('C'), H: count('H'), A: count('A'), P: count('P'), K: count('K'), levels };
}

/** Column 12 by the checks on record. */
export function checksOf({ checkedBefore, checkedOn }: SystemLine): 'before' | 'periodic' | 'both' | null {
  if (checkedBefore !== null && checkedOn !== null) return 'both';
  if (checkedOn !== null) return 'periodic';
  return checkedBefore === null ? null : 'before';
}

const NONE = { number: null, on: null, issuer: null };

function written(question: ReportQuestion, name: string): string | null {
  const value = question.entries[name] ?? '';
  return value === '' ? null : value;
}

function documentFields({ decision, bylaw }: SystemLine): FormRecord['head'] {
  const { number: decisionNumber, on: decisionOn, issuer: decisionIssuer } = decision ?? NONE;
  const { number: bylawNumber, on: bylawOn } = bylaw ?? NONE;
  return { decisionNumber, decisionOn, decisionIssuer, bylawNumber, bylawOn };
}

function systemRow(question: ReportQuestion, line: SystemLine, n: number): FormRecord['head'] {
  const { from, to } = question;
  return {
    id: line.id,
    no: n + 1,
    name: line.name,
    owner: line.owner,
    operator: line.operator,
    level: line.level,
    status: line.dossier?.status ?? null,
    ...documentFields(line),
    issuerParty: line.issuerParty,
    expectedApproval: written(question, ENTRY.expected(line.id)),
    deployment: line.deployment,
    expectedFull: written(question, ENTRY.full(line.id)),
    checks: checksOf(line),
    checkedOn: line.checkedOn,
    checkedByAnother: line.checkedByAnother,
    newInPeriod: line.live_on !== null && line.live_on >= from && line.live_on <= to,
    unmet: line.unmet === null ? null : line.unmet.length,
    candidate: line.level === 5,
    inAnnex1: line.level === 5,
  };
}

/** Systems of the report a year ago, and what has become of them. */
function lastYear(question: ReportQuestion, lines: readonly SystemLine[]): FormRecord['lists'][string] {
  const before = tableOf(question.previous, 'systems');
  const now = new Map(lines.map((line) => [line.id, line]));
  return rowsByColumn(before).map(({ id, name, level, status }) => {
    const line = now.get(id);
    return {
      name,
      present: line !== undefined,
      level,
      levelNow: line?.level ?? null,
      approved: status === APPROVED,
      approvedNow: line?.dossier?.status === 'approved',
      reason: written(question, ENTRY.reason(id)),
    };
  });
}

const APPROVED = 'Đã được phê duyệt';

function tableOf(content: ReportContent | undefined, id: string): ReportTable | undefined {
  return content?.tables.find((table) => table.id === id);
}

interface PastRow {
  readonly id: Id;
  readonly name: string;
  readonly level: number | null;
  /** In Vietnamese, as the form has it. */
  readonly status: string | null;
}

/** The rows of form 08 as they were reported: columns 2, 5 and 6. */
function rowsByColumn(table: ReportTable | undefined): PastRow[] {
  if (table === undefined) return [];
  const at = (column: string): number => table.columns.findIndex(({ id }) => id === column);
  return table.rows.flatMap(({ about, cells }) => {
    const [name, level, status] = [cells[at('2')], cells[at('5')], cells[at('6')]];
    if (about === null) return [];
    const word = typeof status === 'object' && status !== null ? status.vi : null;
    return [{ id: about.id, name: typeof name === 'string' ? name : '', level: typeof level === 'number' ? level : null, status: word }];
  });
}

/** Whether a reason is asked for a system of last year: it is gone, stands lower, or lost its approval. */
export function changedSince(question: ReportQuestion, lines: readonly SystemLine[]): { readonly id: Id; readonly name: string }[] {
  const now = new Map(lines.map((line) => [line.id, line]));
  return rowsByColumn(tableOf(question.previous, 'systems')).filter(({ id, level, status }) => {
    const line = now.get(id);
    if (line === undefined) return true;
    const lowered = level !== null && line.level !== null && line.level < level;
    return lowered || (status === APPROVED && line.dossier?.status !== 'approved');
  });
}

/** Owners that column 3 names, each once. */
export function ownersOf(lines: readonly SystemLine[]): { readonly id: Id; readonly name: string }[] {
  return [...new Map(lines.map(({ owner_id: id, owner: name }) => [id, { id, name }])).values()];
}

/** A report in the shape that the rules of form 08 look at. */
export function formRecord(
  law: Law,
  question: ReportQuestion,
  lines: readonly SystemLine[],
  sources: ReportContent['sources'],
): FormRecord {
  const { levels, ...counters } = countersOf(lines);
  const due = reportOfYear(law, Number(question.to.slice(0, 4)));
  const lastDay = due.dues.at(-1)?.lastDay ?? null;
  const systems = lines.map((line, n) => systemRow(question, line, n));
  const part = (name: string) => written(question, name);
  return {
    head: {
      ...counters,
      ...Object.fromEntries(LEVELS.map((level, n) => [`level${level}`, levels[n] ?? 0])),
      D: part('D'),
      from: question.from,
      to: question.to,
      asOf: question.asOf,
      lastDay,
      reportedOn: question.today,
    },
    lists: {
      systems,
      owners: ownersOf(lines).map(({ id, name }) => ({
        name,
        ...Object.fromEntries(PARTS.map((each) => [each, part(ENTRY.owner(id, each))])),
      })),
      securityUnits: [Object.fromEntries((['name', ...PARTS] as const).map((each) => [each, part(ENTRY.unit(each))]))],
      unmet: lines.flatMap((line) =>
        (line.unmet ?? []).map(({ id, due: on }) => ({
          system: line.id,
          requirement: id,
          due: on,
          expectedFull: part(ENTRY.full(line.id)),
        })),
      ),
      bylaws: lines.flatMap((line) => (line.bylaw === null ? [] : [{ system: line.id, bylawNumber: line.bylaw.number }])),
      lastYear: lastYear(question, lines),
      sources: sources.map(({ hash }) => ({ hash })),
    },
  };
}

/** The rules that a report breaks, with the name of the system where a row is meant. */
export function faultsOf(form: LawForm, record: FormRecord): ReportFault[] {
  return formFaults(form, record).map((fault) => ({
    rule: fault.rule,
    severity: fault.severity,
    text: fault.text,
    basis: fault.basis,
    at: { table: fault.list ?? '', row: fault.row ?? null, column: fault.column, name: nameAt(record, fault) },
  }));
}

function nameAt(record: FormRecord, { list, row }: FormFault): string {
  const name = list === undefined || row === undefined ? undefined : record.lists[list]?.[row - 1]?.['name'];
  return typeof name === 'string' ? name : '';
}
