import Table from 'cli-table3';
import { AppError, formatDate } from '@ancam/core';
import type { Language, Text } from '@ancam/core';
import { dutiesFile, dutiesStore, dutyStateText } from '@ancam/server';
import type { DutyLine } from '@ancam/server';
import type { DUTY_FORMATS } from '../duty-formats.ts';
import { EXIT } from '../exit-codes.ts';
import { say } from '../language.ts';
import { assertWritable, writeOutput } from '../output.ts';
import { storeConfig } from '../store-config.ts';
import { clean } from '../printable.ts';

/** Options of `ancam duties`, as commander names them. */
export interface DutiesOptions {
  readonly language: Language;
  readonly dataDir?: string;
  readonly overdue?: boolean;
  readonly on?: string;
  readonly format?: (typeof DUTY_FORMATS)[number];
  readonly output?: string;
}

const TEXTS = {
  unit: { vi: 'Đơn vị', en: 'Unit' },
  duty: { vi: 'Nghĩa vụ', en: 'Duty' },
  state: { vi: 'Trạng thái', en: 'State' },
  due: { vi: 'Hạn', en: 'Due' },
  late: { vi: 'Muộn (ngày)', en: 'Days late' },
  targets: { vi: 'Đã xong', en: 'Done' },
  count: { vi: 'Ngày {day}: {count} nghĩa vụ, {overdue} quá hạn.', en: 'On {day}: {count} duties, {overdue} overdue.' },
  day: { vi: 'Ghi ngày dạng dd/mm/yyyy.', en: 'Write the day as dd/mm/yyyy.' },
  file: { vi: 'Đặt tên tệp bằng -o.', en: 'Name a file with -o.' },
} as const satisfies Readonly<Record<string, Text>>;

/** A day as people or programs write it. Throws `input.invalid`. */
function dayFrom(given: string | undefined): string {
  if (given === undefined) return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date());
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(given) ?? [];
  const iso = year === undefined ? given : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const real = /^\d{4}-\d{2}-\d{2}$/u.test(iso) && !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString().startsWith(iso);
  if (!real) throw new AppError('input.invalid', `${given} is no day`, { place: '--on', fix: TEXTS.day });
  return iso;
}

/** Lists the duties of a unit, or of all, on a day. Exit code 1 where one is overdue. */
export async function duties(unit: string | undefined, options: DutiesOptions): Promise<number> {
  const { language, dataDir, overdue = false, format = 'table', output } = options;
  const on = dayFrom(options.on);
  if (format === 'xlsx' && output === undefined && process.stdout.isTTY) {
    throw new AppError('input.invalid', 'a workbook is no text', { place: '--format xlsx', fix: TEXTS.file });
  }
  await assertWritable(output);
  const lines: DutyLine[] = [];
  await dutiesStore(storeConfig(dataDir), { ...(unit === undefined ? {} : { unit }), on, overdue }, (line) => lines.push(line));
  if (format === 'table') await writeOutput([tableOf(lines, language, unit === undefined)], output);
  else {
    const pieces: Uint8Array[] = [];
    for await (const piece of dutiesFile(lines, { format, language, on })) pieces.push(piece);
    await writeOutput(pieces, output);
  }
  const late = lines.filter(({ state }) => state === 'overdue').length;
  process.stderr.write(`${say(language, TEXTS.count, { day: formatDate(on), count: lines.length, overdue: late })}\n`);
  return late === 0 ? EXIT.clean : EXIT.findings;
}

function tableOf(lines: readonly DutyLine[], language: Language, all: boolean): string {
  const columns = [...(all ? [TEXTS.unit] : []), TEXTS.duty, TEXTS.state, TEXTS.due, TEXTS.late, TEXTS.targets];
  const table = new Table({ head: columns.map((each) => each[language]), style: { head: [], border: [] } });
  for (const { unit, duty, title, state, due, lateDays, targets, done } of lines) {
    const cells = [
      `${duty} ${title[language]}`,
      dutyStateText(state, language),
      due === null ? '–' : formatDate(due),
      lateDays ?? '–',
      `${done}/${targets}`,
    ];
    table.push(all ? [clean(unit), ...cells] : cells);
  }
  return `${table.toString()}\n`;
}
