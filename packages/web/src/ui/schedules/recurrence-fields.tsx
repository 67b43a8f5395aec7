import { Checkbox, Group, NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { EVERY, isTime, WEEKDAYS } from '../../lib/schedule-form.ts';
import type { ScheduleFields } from '../../lib/schedule-form.ts';
import { DateField } from '../date-field.tsx';

interface PartProps {
  readonly fields: ScheduleFields;
  readonly set: (change: Partial<ScheduleFields>) => void;
}

const TIME_PATTERN = 'HH:MM';

interface TimeFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** An hour of the day by 24 hours, whatever the browser's own habit is. */
function TimeField({ label, value, onChange }: TimeFieldProps): ReactNode {
  const { t } = useTranslation();
  return (
    <TextInput
      w={120}
      label={label}
      placeholder={TIME_PATTERN}
      inputMode="numeric"
      autoComplete="off"
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value.trim().replace(/^(\d\d)(\d\d)$/, '$1:$2'))}
      error={value === '' || isTime(value) ? undefined : t('schedules.timeWrong')}
    />
  );
}

interface WeekdaysProps {
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (days: string[]) => void;
}

function Weekdays({ label, value, onChange }: WeekdaysProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Checkbox.Group label={label} value={[...value]} onChange={onChange} error={value.length === 0 ? t('schedules.noDay') : undefined}>
      <Group gap="md" mt="xs">
        {WEEKDAYS.map((day) => (
          <Checkbox key={day} value={String(day)} label={t(`schedules.weekday.${day}`)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

/** When the scan recurs. */
export function RecurrenceFields({ fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack>
      <Group align="flex-start">
        <NativeSelect
          label={t('schedules.every')}
          value={fields.every}
          onChange={(event) => set({ every: EVERY.find((each) => each === event.currentTarget.value) ?? 'daily' })}
          data={EVERY.map((each) => ({ value: each, label: t(`schedules.everyOf.${each}`) }))}
        />
        <TimeField label={t('schedules.at')} value={fields.at} onChange={(at) => set({ at })} />
        {fields.every === 'once' ? <DateField label={t('schedules.on')} value={fields.on} onChange={(on) => set({ on })} required /> : null}
        {fields.every === 'monthly' ? (
          <TextInput
            w={160}
            label={t('schedules.day')}
            inputMode="numeric"
            required
            value={fields.day}
            onChange={(event) => set({ day: event.currentTarget.value.trim() })}
            error={/^([1-9]|[12]\d|3[01])$/.test(fields.day) ? undefined : t('schedules.dayWrong')}
          />
        ) : null}
      </Group>
      {fields.every === 'weekly' ? (
        <Weekdays label={t('schedules.onDays')} value={fields.weekdays} onChange={(weekdays) => set({ weekdays })} />
      ) : null}
    </Stack>
  );
}

/** The hours outside of which nothing is sent. */
export function WindowFields({ fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack>
      <Switch
        label={t('schedules.keepHours')}
        description={t('schedules.keepHoursHint')}
        checked={fields.keepsHours}
        onChange={(event) => set({ keepsHours: event.currentTarget.checked })}
      />
      {fields.keepsHours ? (
        <>
          <Group align="flex-start">
            <TimeField label={t('schedules.from')} value={fields.from} onChange={(from) => set({ from })} />
            <TimeField label={t('schedules.until')} value={fields.until} onChange={(until) => set({ until })} />
          </Group>
          <Weekdays label={t('schedules.windowDays')} value={fields.windowDays} onChange={(windowDays) => set({ windowDays })} />
        </>
      ) : null}
    </Stack>
  );
}
