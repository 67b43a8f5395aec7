import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { FormButton } from '../form-button.tsx';

interface UrgeButtonProps {
  readonly duty: string;
  readonly unit: string;
}

interface UrgeFormProps {
  readonly duty: string;
  readonly units: readonly string[];
  readonly label: string;
}

/** Urges units on account of a duty, with words of one's own; says how many had nobody to be told. */
export function UrgeForm({ duty, units, label }: UrgeFormProps): ReactNode {
  const { t } = useTranslation();
  const urge = useChange(api.urgeUnits);
  const nobody = urge.data?.skipped.filter(({ reason }) => reason === 'nobody').length ?? 0;
  return (
    <>
      <FormButton
        size="xs"
        variant="default"
        label={label}
        title={t('urge.title')}
        submit={t('urge.urge')}
        fields={[{ key: 'note', label: t('urge.note'), description: t('urge.noteHint'), kind: 'area', maxLength: 500 }]}
        onSubmit={(values) => urge.mutateAsync({ body: { duty, unitIds: [...units], note: values['note'] ?? '' } })}
        error={urge.error}
        pending={urge.isPending}
      />
      {nobody === 0 ? null : (
        <Text size="sm" role="status">
          {units.length === 1 ? t('urge.nobody') : t('urge.nobodyIn', { count: nobody })}
        </Text>
      )}
    </>
  );
}

/** Lets a superior urge a unit that is late; nothing where that is not its to do. */
export function UrgeButton({ duty, unit }: UrgeButtonProps): ReactNode {
  const { t } = useTranslation();
  const actions = useRead(api.urgeActions, { query: { duty, unit } });
  if (actions.data?.blockers.some(({ reason }) => reason === 'urged-today') === true) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('urge.today')}
      </Text>
    );
  }
  if (actions.data?.may.includes('urge') !== true) return null;
  return <UrgeForm duty={duty} units={[unit]} label={t('urge.urge')} />;
}
