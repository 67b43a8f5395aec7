import { useTranslation } from 'react-i18next';
import type { Recurrence, ScanWindow } from '@ancam/core';
import { formatPlainDate } from '../../lib/format.ts';
import { WEEKDAYS } from '../../lib/schedule-form.ts';

/** Words for when something recurs, the hours it keeps to, and why it stopped. */
export function useScheduleTexts() {
  const { t, i18n } = useTranslation();
  const days = (weekdays: readonly number[]): string =>
    weekdays.length === WEEKDAYS.length
      ? t('schedules.everyDay')
      : WEEKDAYS.filter((day) => weekdays.includes(day))
          .map((day) => t(`schedules.weekday.${day}`))
          .join(', ');
  const when = (recurrence: Recurrence): string => {
    const { at } = recurrence;
    if (recurrence.every === 'daily') return t('schedules.when.daily', { at });
    if (recurrence.every === 'weekly') return t('schedules.when.weekly', { at, days: days(recurrence.weekdays) });
    if (recurrence.every === 'monthly') return t('schedules.when.monthly', { at, day: recurrence.day });
    return t('schedules.when.once', { at, on: formatPlainDate(recurrence.on) });
  };
  const hours = (window: ScanWindow | null): string =>
    window === null
      ? t('schedules.anyHour')
      : t('schedules.hoursOf', { from: window.from, until: window.until, days: days(window.weekdays) });
  const reason = (code: string): string => {
    const own = `schedules.reason.${code}`;
    const error = `errors.${code}.title`;
    // tested just before: codes of errors have their texts elsewhere
    if (i18n.exists(own)) return t(own as 'schedules.reason.no-account');
    return i18n.exists(error) ? t(error as 'errors.input.invalid.title') : code;
  };
  return { days, when, hours, reason };
}
