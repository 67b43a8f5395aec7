import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { fieldOf } from '@ancam/contract';
import type { RecordEvent, RegisterDefinition } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useText } from '../../lib/language.ts';
import { useValueText } from '../../lib/registers.ts';
import { Section } from '../section.tsx';

interface OfRegister {
  readonly register: RegisterDefinition;
}

function Happened({ register, event }: OfRegister & { readonly event: RecordEvent }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const valueText = useValueText();
  const transition = register.transitions.find(({ id }) => id === event.transition);
  const what = transition === undefined ? t(`registers.events.${event.event}`) : text(transition.title);
  const changes = event.event === 'changed' ? Object.keys(event.after) : [];
  return (
    <li>
      <Text size="sm" fw={600} component="span">
        {what}
      </Text>{' '}
      <Text size="xs" c="dimmed" component="span">
        {formatDateTime(event.at)} · {event.by}
      </Text>
      {event.reason === null ? null : (
        <Text size="sm" className="breakable">
          {event.reason}
        </Text>
      )}
      {changes.map((id) => {
        const field = fieldOf(register, id);
        if (field === undefined) return null;
        return (
          <Text key={id} size="sm" className="breakable">
            {t('registers.change', {
              field: text(field.title),
              before: valueText(field, event.before[id]),
              after: valueText(field, event.after[id]),
            })}
          </Text>
        );
      })}
    </li>
  );
}

/** What happened to a record, latest first. */
export function RecordHistory({ register, history }: OfRegister & { readonly history: readonly RecordEvent[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('registers.history')}>
      <Stack component="ul" gap="xs" className="history">
        {history.map((event) => (
          <Happened key={event.id} register={register} event={event} />
        ))}
      </Stack>
    </Section>
  );
}
