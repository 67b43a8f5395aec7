import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';

/** Says that a document speaks of another system than the one it is imported for; nothing where it does not. */
export function OtherSystem({ name }: { readonly name: string | null }): ReactNode {
  const { t } = useTranslation();
  if (name === null) return null;
  return <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('plans.oscalIn.other', { name })} />;
}
