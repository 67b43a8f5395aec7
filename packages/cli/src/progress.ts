import type { Language, ScanEvent, ScanStage, Text } from '@ancam/core';
import { say } from './language.ts';

type Progress = Extract<ScanEvent, { readonly type: 'progress' }>;

/** Redraws of the line per second are kept to what an eye can follow. */
const REDRAW_MS = 100;

const STAGES: Readonly<Record<ScanStage, Text>> = {
  resolve: { vi: 'Đọc mục tiêu', en: 'Reading targets' },
  discover: { vi: 'Hỏi thiết bị trong mạng', en: 'Asking the network' },
  sweep: { vi: 'Dò cổng', en: 'Trying ports' },
  probe: { vi: 'Đọc thiết bị', en: 'Reading devices' },
  fleet: { vi: 'So sánh các thiết bị', en: 'Comparing devices' },
  done: { vi: 'Xong', en: 'Done' },
};
const LINE: Text = {
  vi: '{stage} {done}/{total} · {alive} máy đang chạy · {cameras} camera{eta}',
  en: '{stage} {done}/{total} · {alive} alive · {cameras} cameras{eta}',
};
const ETA: Text = { vi: ' · còn khoảng {time}', en: ' · about {time} left' };

/** A live line on standard error. Silent where standard error is no terminal. */
export interface ProgressLine {
  readonly show: (event: Progress) => void;
  readonly clear: () => void;
}

/** Makes the progress line for `stream`; `now` in milliseconds paces the redraws. */
export function createProgressLine(stream: NodeJS.WriteStream, language: Language, now: () => number = Date.now): ProgressLine {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let stage: ScanStage | undefined;
  return {
    show(event) {
      if (!stream.isTTY || (event.stage === stage && now() - drawnAt < REDRAW_MS)) return;
      drawnAt = now();
      stage = event.stage;
      const width = Math.max(20, (stream.columns ?? 80) - 1);
      stream.write(`\r\u001B[2K${describeProgress(event, language).slice(0, width)}`);
    },
    clear() {
      if (stream.isTTY && stage !== undefined) stream.write('\r\u001B[2K');
    },
  };
}

/** One line of text for a progress message. */
export function describeProgress(event: Progress, language: Language): string {
  const eta = event.etaSeconds === undefined ? '' : say(language, ETA, { time: duration(event.etaSeconds) });
  return say(language, LINE, { ...event, stage: STAGES[event.stage][language], eta });
}

function duration(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
