import type { Text } from '@ancam/core';
import type { Answers } from '@ancam/knowledge';
import { judge } from './conditions.ts';
import { addDays, holdsOn } from './days.ts';
import type { Law } from './law.ts';

/** An incident: the instant of its discovery (ISO 8601), its answers (`seriousIncident`, `securitySigns`), and when each clock was answered. */
export interface IncidentFacts {
  readonly detectedAt: string;
  readonly answers: Answers;
  /** Instant of the notice or report, by the id of the clock. */
  readonly notices?: Readonly<Record<string, string>>;
}

/** A clock that an incident started. */
export interface IncidentClockReading {
  readonly clock: string;
  readonly title: Text;
  readonly notice: Text;
  /** Whether the incident is one that starts it; `unknown` while its questions are not answered. */
  readonly applies: 'yes' | 'unknown';
  readonly unanswered: readonly string[];
  /** Instant, ISO 8601. "At once" is the instant of the discovery. */
  readonly due: string;
  readonly metAt?: string;
  readonly state: 'running' | 'met' | 'met-late' | 'overdue';
}

const HOUR_MS = 3_600_000;
const VN_OFFSET_MS = 7 * HOUR_MS;

/** The day of an instant in Viet Nam. */
export function dayOf(instant: string): string {
  return addDays(new Date(Date.parse(instant) + VN_OFFSET_MS).toISOString().slice(0, 10), 0);
}

/** The clocks of an incident at an instant. None before the regime that set them: the day of the discovery decides. */
export function incidentClocks(law: Law, { detectedAt, answers, notices = {} }: IncidentFacts, at: string): IncidentClockReading[] {
  return law.data.incidentClocks
    .filter((clock) => holdsOn(clock, dayOf(detectedAt)))
    .flatMap(({ id, title, notice, hours, grace, when }): IncidentClockReading[] => {
      const { verdict, open } = judge(when, answers);
      if (verdict === 'no') return [];
      const due = Date.parse(detectedAt) + hours * HOUR_MS;
      const last = due + (grace?.hours ?? 0) * HOUR_MS;
      const met = notices[id];
      const metAt = met !== undefined && Date.parse(met) <= Date.parse(at) ? met : undefined;
      const state = metAt === undefined ? (Date.parse(at) <= last ? 'running' : 'overdue') : Date.parse(metAt) <= last ? 'met' : 'met-late';
      return [
        {
          clock: id,
          title,
          notice,
          applies: verdict === 'yes' ? 'yes' : 'unknown',
          unanswered: open,
          due: new Date(due).toISOString(),
          ...(metAt === undefined ? {} : { metAt }),
          state,
        },
      ];
    });
}
