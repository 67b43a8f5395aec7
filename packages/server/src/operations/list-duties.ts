import type { Language, Text } from '@ancam/core';
import { writeTable } from '@ancam/sheets';
import type { OutColumn, TableFormat } from '@ancam/sheets';
import { z } from 'zod';
import { listDutiesOf } from '../features/duties/operator.service.ts';
import type { DutiesAsked, DutyLine } from '../features/duties/operator.service.ts';
import { statuteBook } from '../law.ts';
import { choicesOf, column } from '../table-columns.ts';
import { askOperations, linesOf } from './local-socket.ts';
import { cutOff, isServed } from './served.ts';
import { withStore } from './with-store.ts';
import type { StoreConfig } from './with-store.ts';

const Line = z.union([z.object({ duty: z.custom<DutyLine>((value) => typeof value === 'object') }), z.object({ done: z.literal(true) })]);

/** Gives the duties that are asked for one by one; asks the running server where that has the embedded data. */
export async function dutiesStore(config: StoreConfig, asked: DutiesAsked, take: (line: DutyLine) => void): Promise<void> {
  if (!(await isServed(config))) {
    return withStore(config, async ({ kysely }) => {
      for await (const line of listDutiesOf(kysely, statuteBook(), asked)) take(line);
    });
  }
  for await (const line of linesOf(await askOperations(config.dataFolder, '/duties', JSON.stringify(asked)), Line)) {
    if ('done' in line) return;
    take(line.duty);
  }
  throw cutOff(config);
}

const STATES: Readonly<Record<DutyLine['state'], Text>> = {
  overdue: { vi: 'quá hạn', en: 'overdue' },
  'in-progress': { vi: 'đang làm', en: 'in progress' },
  'not-due': { vi: 'chưa đến hạn', en: 'not due' },
  'met-late': { vi: 'đạt, muộn', en: 'met late' },
  met: { vi: 'đạt', en: 'met' },
};

/** Words of a state. */
export function dutyStateText(state: DutyLine['state'], language: Language): string {
  return STATES[state][language];
}

const COLUMNS: readonly OutColumn[] = [
  column('unit', 'text', 'Đơn vị', 'Unit', { width: 40 }),
  column('duty', 'id', 'Mã', 'Id'),
  column('title', 'text', 'Nghĩa vụ', 'Duty', { width: 50 }),
  column('state', 'enum', 'Trạng thái', 'State', {
    choices: choicesOf(Object.fromEntries(Object.entries(STATES).map(([state, { vi, en }]) => [state, [vi, en] as const]))),
  }),
  column('due', 'date', 'Hạn', 'Due'),
  column('metOn', 'date', 'Xong ngày', 'Met on'),
  column('lateDays', 'number', 'Số ngày muộn', 'Days late'),
  column('targets', 'number', 'Việc phải làm', 'Things to be done'),
  column('done', 'number', 'Việc đã xong', 'Things done'),
  column('on', 'date', 'Tính đến ngày', 'As of'),
];

/** Duties as a file. */
export function dutiesFile(
  lines: readonly DutyLine[],
  { format, language, on }: { readonly format: TableFormat; readonly language: Language; readonly on: string },
): AsyncIterable<Uint8Array> {
  const rows = async function* () {
    for (const { unit, duty, title, state, due, metOn, lateDays, targets, done } of lines) {
      yield { unit, duty, title: title[language], state, due, metOn, lateDays, targets, done, on };
    }
  };
  return writeTable(rows(), { format, language, columns: COLUMNS, sheet: { vi: 'Nghĩa vụ', en: 'Duties' }[language] });
}
