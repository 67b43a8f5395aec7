import type { DossierClock } from '@ancam/contract';
import { AppError } from '@ancam/core';
import type { Text } from '@ancam/core';
import type { TimeLimit } from '@ancam/knowledge';
import { citeAll, limitOf, runClock } from '@ancam/law';
import type { ClockEvent, ClockReading } from '@ancam/law';
import { statuteBook } from '../../law.ts';
import { levelOfRow, regimeOfRow } from './conditions.ts';
import { dossierFlow } from './steps.ts';

/** A step that was taken. */
export interface DatedStep {
  readonly step: string;
  readonly on_day: string;
}

interface Timed {
  readonly level: number;
  readonly regime: string;
}

const CLOCKS = ['validity', 'appraisal', 'approval'] as const;
type ClockId = (typeof CLOCKS)[number];

const TITLES: Readonly<Record<ClockId, Text>> = {
  validity: { vi: 'Kiểm tra tính hợp lệ', en: 'Check of validity' },
  appraisal: { vi: 'Thẩm định', en: 'Appraisal' },
  approval: { vi: 'Phê duyệt', en: 'Approval' },
};

function eventsOf(clock: ClockId, steps: readonly DatedStep[]): (ClockEvent & { readonly step: Text })[] {
  const flow = dossierFlow();
  return steps.flatMap(({ step, on_day: on }) => {
    const taken = flow.steps.find(({ id }) => id === step);
    return (taken?.clocks ?? []).flatMap((each) =>
      each.step === clock ? [{ does: each.does, on, step: taken?.title ?? TITLES[clock] }] : [],
    );
  });
}

const NEVER: ClockReading = { limit: '', state: 'not-started', used: 0, left: 0 };

/** The clocks of a dossier on a day: what ran, what is due, who is late, and by which limit. */
export function readClocks(row: Timed, steps: readonly DatedStep[], day: string): DossierClock[] {
  const law = statuteBook();
  return CLOCKS.map((step) => {
    const events = eventsOf(step, steps);
    const from = events.findLast(({ does }) => does === 'start')?.on ?? day;
    const { limit, ...found } = limitOf(law, step, levelOfRow(row), regimeOfRow(row), from);
    const reading: Counted = limit === undefined ? withoutLimit(events) : count(limit, events, day);
    const why = 'why' in found ? found.why : (reading.why ?? null);
    return {
      step,
      title: limit?.title ?? TITLES[step],
      limit: limit === undefined ? null : viewLimit(limit),
      why,
      ...viewReading(reading),
      events,
    };
  });
}

function viewLimit({ amount, unit, sources, confidence, note }: TimeLimit): DossierClock['limit'] {
  return { amount, unit, clause: citeAll(statuteBook(), sources), confidence, note: note ?? null };
}

function viewReading({ state, startedOn, stoppedOn, used, left, due, late }: ClockReading) {
  return {
    state,
    startedOn: startedOn ?? null,
    stoppedOn: stoppedOn ?? null,
    used,
    left,
    due: due?.day ?? null,
    unsettled: [...(due?.unsettled ?? [])],
    late: late ?? null,
  };
}

/** A clock, and why it could not be counted. */
type Counted = ClockReading & { readonly why?: Text };

/** Counts a clock. Where the holidays of a year are not known it says so, and nothing is guessed. */
function count(limit: TimeLimit, events: readonly ClockEvent[], day: string): Counted {
  try {
    return runClock(statuteBook(), limit, events, day);
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'knowledge.invalid') throw thrown;
    const { from, to } = statuteBook().calendar;
    const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
    return {
      ...withoutLimit(events),
      why: { vi: `Chỉ có lịch nghỉ lễ từ năm ${first} đến năm ${last}.`, en: `Public holidays are known from ${first} to ${last} only.` },
    };
  }
}

/** How a clock stands for which no text sets a limit. */
function withoutLimit(events: readonly ClockEvent[]): ClockReading {
  const last = events.at(-1);
  const started = events.findLast(({ does }) => does === 'start');
  if (last === undefined || started === undefined) return NEVER;
  const state = last.does === 'stop' ? 'stopped' : last.does === 'pause' ? 'paused' : 'running';
  return { ...NEVER, state, startedOn: started.on, ...(state === 'stopped' ? { stoppedOn: last.on } : {}) };
}

/** The last day of the clock that runs after these steps, and who is late after it. */
export function dueAfter(row: Timed, steps: readonly DatedStep[], day: string): { on: string; who: string } | undefined {
  const running = readClocks(row, steps, day).find(({ state, due }) => state === 'running' && due !== null);
  if (running === undefined || running.due === null) return undefined;
  const limit = limitOf(statuteBook(), running.step, levelOfRow(row), regimeOfRow(row), running.startedOn ?? day).limit;
  return { on: running.due, who: limit?.who ?? '' };
}
