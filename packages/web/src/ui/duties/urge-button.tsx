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

/** Lets a superior urge a unit that is late; nothing where that is not its to do. */
export function UrgeButton({ duty, unit }: UrgeButtonProps): ReactNode {
  const { t } = useTranslation();
  const actions = useRead(api.urgeActions, { query: { duty, unit } });
  const urge = useChange(api.urgeUnits);
  if (actions.data?.blockers.some(({ reason }) => reason === 'urged-today') === true) {
    return (
      <Text size="sm" c="dimmed" role="status">
        {t('urge.today')}
      </Text>
    );
  }
  if (actions.data?.may.includes('urge') !== true) return null;
  const nobody = urge.data?.skipped.some(({ reason }) => reason === 'nobody') === true;
  return (
    <>
      <FormButton
        size="xs"
        variant="default"
        label={t('urge.urge')}
        title={t('urge.title')}
        submit={t('urge.urge')}
        fields={[{ key: 'note', label: t('urge.note'), description: t('urge.noteHint'), kind: 'area', maxLength: 500 }]}
        onSubmit={(values) => urge.mutateAsync({ body: { duty, unitIds: [unit], note: values['note'] ?? '' } })}
        error={urge.error}
        pending={urge.isPending}
      />
      {nobody ? (
        <Text size="sm" role="status">
          {t('urge.nobody')}
        </Text>
      ) : null}
    </>
  );
}
