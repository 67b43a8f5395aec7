import type { DutyRollup, DutyRow, RollupDuty } from '@ancam/contract';
import type { Language, Text } from '@ancam/core';
import type { Law } from '@ancam/law';
import type { OutColumn, RowValues } from '@ancam/sheets';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

/** Words of the states in files. */
const STATES: Readonly<Record<keyof RollupDuty['units'], Text>> = {
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  'in-progress': { vi: 'Đang làm', en: 'In progress' },
  'not-due': { vi: 'Chưa đến hạn', en: 'Not due' },
  'met-late': { vi: 'Đạt, muộn', en: 'Met late' },
  met: { vi: 'Đạt', en: 'Met' },
};
const ORDER = ['met', 'met-late', 'in-progress', 'not-due', 'overdue'] as const;

export const ROLLUP_COLUMNS: readonly OutColumn[] = [
  column('duty', 'id', 'Mã', 'Id'),
  column('title', 'text', 'Nghĩa vụ', 'Duty', { width: 50 }),
  ...ORDER.map((state) => column(state, 'number', STATES[state].vi, STATES[state].en)),
  column('owing', 'number', 'Đơn vị phải làm', 'Units owing'),
  column('outside', 'number', 'Ngoài phạm vi', 'Outside'),
  column('complete', 'number', 'Hoàn thành (% đơn vị phải làm)', 'Complete (% of units owing)'),
  column('timely', 'number', 'Đúng hạn (% đơn vị đã xong hoặc quá hạn)', 'In time (% of units done or overdue)'),
  column('targets', 'number', 'Việc phải làm', 'Things to be done'),
  column('done', 'number', 'Việc đã xong', 'Things done'),
  column('node', 'text', 'Phạm vi', 'Scope', { width: 36 }),
  column('reading', 'text', 'Theo hạn của', 'Days set by', { width: 30 }),
  column('on', 'date', 'Tính đến ngày', 'As of'),
  column('how', 'text', 'Cách tính', 'How', { width: 30 }),
];

const OWN: Text = { vi: 'hạn của chính đơn vị', en: "each unit's own" };
const WHOLE: Text = { vi: 'Toàn bộ', en: 'All' };
const HOW: Readonly<Record<DutyRollup['how'], Text>> = {
  recorded: { vi: 'theo trạng thái đã ghi', en: 'as recorded' },
  computed: { vi: 'tính lại từ dữ kiện, theo đơn vị phụ trách hôm nay', en: 'computed from facts, by who answers today' },
};

/** A share in percent with one decimal; null of nothing. */
function percent(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 10;
}

/** Rows of a roll-up as a file: each says of which scope, day and reading it speaks. */
export function rollupRows(law: Law, { node, on, how, issuer, issuers, duties }: DutyRollup, language: Language): RowValues[] {
  const named = issuers.find(({ id }) => id === issuer)?.name ?? issuer;
  const reading = issuer === null ? OWN[language] : (law.documents.get(issuer)?.short[language] ?? named);
  return duties.map(({ duty, units, owing, outside, targets, done }) => ({
    duty,
    title: law.duties.byId.get(duty)?.duty.title[language] ?? duty,
    ...units,
    owing,
    outside,
    complete: percent(units.met + units['met-late'], owing),
    timely: percent(units.met, units.met + units['met-late'] + units.overdue),
    targets,
    done,
    node: node.name || WHOLE[language],
    reading,
    on,
    how: HOW[how][language],
  }));
}

/** Duties of units as a table. */
export function rowsTable(law: Law, language: Language): ListTable<DutyRow> {
  const titleOf = (id: string): string => law.duties.byId.get(id)?.duty.title[language] ?? id;
  return {
    name: 'duties',
    title: { vi: 'Nghĩa vụ theo đơn vị', en: 'Duties by unit' },
    columns: [
      column('unitName', 'text', 'Đơn vị', 'Unit', { width: 40 }),
      column('duty', 'id', 'Mã', 'Id'),
      column('title', 'text', 'Nghĩa vụ', 'Duty', { width: 50 }),
      column('state', 'enum', 'Trạng thái', 'State', {
        choices: choicesOf(Object.fromEntries(Object.entries(STATES).map(([state, { vi, en }]) => [state, [vi, en] as const]))),
      }),
      column('due', 'date', 'Hạn', 'Due'),
      column('setBy', 'text', 'Hạn do', 'Set by', { width: 30 }),
      column('metOn', 'date', 'Xong ngày', 'Met on'),
      column('lateDays', 'number', 'Số ngày muộn', 'Days late'),
      column('targets', 'number', 'Việc phải làm', 'Things to be done'),
      column('done', 'number', 'Việc đã xong', 'Things done'),
    ],
    cells: ({ unit, duty, setBy, setByName }) => ({
      unitName: unit.name,
      title: titleOf(duty),
      setBy: law.documents.get(setBy ?? '')?.short[language] ?? setByName,
    }),
  };
}
