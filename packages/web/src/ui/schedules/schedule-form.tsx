import { Button, Group, NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import type { Authorisation, ScheduleBody } from '@ancam/contract';
import { formatPlainDate } from '../../lib/format.ts';
import { scheduleBodyOf } from '../../lib/schedule-form.ts';
import type { ScheduleFields } from '../../lib/schedule-form.ts';
import { ButtonLink } from '../link.tsx';
import { AdvancedScanFields, ProfileChoice, ScanScope } from '../scan-fields.tsx';
import { Section } from '../section.tsx';
import { Empty, Fault } from '../states.tsx';
import { RecurrenceFields, WindowFields } from './recurrence-fields.tsx';

interface ScheduleFormProps {
  readonly initial: ScheduleFields;
  /** Under which scans may run today. */
  readonly usable: readonly Authorisation[];
  readonly label: string;
  readonly onSubmit: (body: ScheduleBody) => void;
  readonly error: unknown;
  readonly pending: boolean;
}

/** What is scanned, when, and in which hours. */
export function ScheduleForm({ initial, usable, label, onSubmit, error, pending }: ScheduleFormProps): ReactNode {
  const { t } = useTranslation();
  const known = usable.some(({ id }) => id === initial.authorisationId);
  const [fields, setFields] = useState({ ...initial, authorisationId: known ? initial.authorisationId : (usable[0]?.id ?? '') });
  const set = (change: Partial<ScheduleFields>): void => setFields((before) => ({ ...before, ...change }));
  const chosen = usable.find(({ id }) => id === fields.authorisationId);
  const body = scheduleBodyOf(fields);
  if (chosen === undefined) {
    const action = <ButtonLink to="/authorisations/new">{t('authorisation.new')}</ButtonLink>;
    return (
      <Section>
        <Empty title={t('schedules.noPaper')} text={t('schedules.noPaperText')} action={action} />
      </Section>
    );
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (body !== undefined) onSubmit(body);
  }
  return (
    <form onSubmit={submit} aria-label={label}>
      <Stack gap="lg">
        <Section title={t('schedules.whenTitle')}>
          <Stack>
            <TextInput
              label={t('schedules.name')}
              required
              maxLength={100}
              value={fields.name}
              onChange={(event) => set({ name: event.currentTarget.value })}
            />
            <RecurrenceFields fields={fields} set={set} />
            <WindowFields fields={fields} set={set} />
            <Switch
              label={t('schedules.tells')}
              description={t('schedules.tellsHint')}
              checked={fields.tells}
              onChange={(event) => set({ tells: event.currentTarget.checked })}
            />
          </Stack>
        </Section>
        <Section title={t('scanNew.what')}>
          <Stack>
            <NativeSelect
              label={t('scanNew.choose')}
              value={fields.authorisationId}
              onChange={(event) => set({ authorisationId: event.currentTarget.value })}
              data={usable.map((each) => ({
                value: each.id,
                label: t('scanNew.option', { document: each.document, by: each.grantedBy, until: formatPlainDate(each.validUntil) }),
              }))}
            />
            <ScanScope fields={fields} set={set} covers={chosen.targets} />
            <ProfileChoice fields={fields} set={set} />
            <AdvancedScanFields fields={fields} set={set} />
          </Stack>
        </Section>
        {error === null || error === undefined ? null : <Fault error={error} />}
        <Group justify="flex-end">
          <Button type="submit" disabled={body === undefined} loading={pending}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
