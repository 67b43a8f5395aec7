import type { Schedule, ScheduleRun } from '@ancam/contract';
import type { Recurrence, ScanWindow } from '@ancam/core';
import { choicesOf, column } from '../../table-columns.ts';
import type { ListTable } from '../../table-columns.ts';

/** `weekly 1 3 22:00`: the same words in every language, for other programs. */
function recurrenceText(recurrence: Recurrence): string {
  const which = { once: 'on', daily: undefined, weekly: 'weekdays', monthly: 'day' } as const;
  const key = which[recurrence.every];
  const value = key === undefined ? [] : Object.entries(recurrence).flatMap(([name, told]) => (name === key ? [told].flat() : []));
  return [recurrence.every, ...value, recurrence.at].join(' ');
}

function windowText(window: ScanWindow | null): string | null {
  return window === null ? null : `${window.from}-${window.until} (${window.weekdays.join(' ')})`;
}

/** Schedules as a table. */
export const SCHEDULE_TABLE: ListTable<Schedule> = {
  name: 'schedules',
  title: { vi: 'Lịch quét', en: 'Schedules of scans' },
  columns: [
    column('name', 'text', 'Tên', 'Name', { width: 24 }),
    column('state', 'enum', 'Trạng thái', 'State', {
      choices: choicesOf({
        active: ['đang áp dụng', 'in force'],
        paused: ['tạm dừng', 'paused'],
        stopped: ['đã tự dừng', 'stopped by itself'],
        ended: ['đã hết', 'ended'],
      }),
    }),
    column('stopReason', 'text', 'Lý do dừng', 'Why it stopped'),
    column('recurrence', 'text', 'Lặp lại (thứ Hai là 1)', 'Recurs (Monday is 1)', { width: 24 }),
    column('window', 'text', 'Khung giờ', 'Hours', { width: 24 }),
    column('next', 'moment', 'Lần tới', 'Next'),
    column('profile', 'text', 'Mức quét', 'Profile'),
    column('targets', 'text', 'Địa chỉ quét', 'Targets', { width: 40 }),
    column('document', 'text', 'Văn bản cho phép', 'Authorisation', { width: 24 }),
    column('site', 'text', 'Điểm lắp đặt', 'Site', { width: 24 }),
    column('probes', 'text', 'Trạm quét', 'Probes', { width: 24 }),
    column('responsible', 'text', 'Người chịu trách nhiệm', 'Answers for it'),
    column('createdBy', 'text', 'Người lập', 'Made by'),
    column('createdAt', 'moment', 'Lúc lập', 'Made at'),
  ],
  cells: ({ actions, recurrence, window, next, authorisation, site, probes }) => ({
    state: actions.state,
    recurrence: recurrenceText(recurrence),
    window: windowText(window),
    next: next[0] ?? null,
    document: authorisation?.document ?? null,
    site: site?.name ?? null,
    probes: probes.map(({ name }) => name).join(', '),
  }),
};

const NO_CHANGES = { new: null, changed: null, gone: null, findings: null };

/** What became of a schedule, as a table. */
export const RUN_TABLE: ListTable<ScheduleRun> = {
  name: 'schedule-runs',
  title: { vi: 'Các lần chạy của lịch quét', en: 'Runs of the schedule' },
  columns: [
    column('dueAt', 'moment', 'Đến lịch', 'Due'),
    column('outcome', 'enum', 'Kết quả', 'Outcome', {
      choices: choicesOf({
        started: ['đã chạy', 'started'],
        skipped: ['bỏ qua, lần trước chưa xong', 'skipped, the one before had not ended'],
        refused: ['không chạy được', 'could not begin'],
      }),
    }),
    column('reason', 'text', 'Lý do', 'Reason'),
    column('startedAt', 'moment', 'Bắt đầu', 'Started'),
    column('finishedAt', 'moment', 'Kết thúc', 'Finished'),
    column('status', 'text', 'Trạng thái lần quét', 'State of the scan'),
    column('cameras', 'number', 'Camera', 'Cameras'),
    column('new', 'number', 'Camera mới', 'New cameras'),
    column('changed', 'number', 'Camera thay đổi', 'Changed cameras'),
    column('gone', 'number', 'Camera không còn thấy', 'Cameras gone'),
    column('findings', 'number', 'Điểm yếu mới', 'New findings'),
  ],
  cells: ({ scan, changes }) => ({
    startedAt: scan?.startedAt ?? null,
    finishedAt: scan?.finishedAt ?? null,
    status: scan?.status ?? null,
    cameras: scan?.stats.cameras ?? null,
    ...(changes ?? NO_CHANGES),
  }),
};
