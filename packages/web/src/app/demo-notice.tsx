import { Alert } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { formatPlainDate } from '../lib/format.ts';
import { sessionQuery } from '../lib/session.ts';

/** Says on every page that the register is made up, where it is. */
export function DemoNotice(): ReactNode {
  const { t } = useTranslation();
  const asOf = useQuery(sessionQuery).data?.demonstration ?? null;
  if (asOf === null) return null;
  return (
    <Alert color="grape" variant="light" mb="md" py="xs" role="note" icon={<IconFlask aria-hidden />} data-testid="demonstration">
      {t('demo.notice', { day: formatPlainDate(asOf) })}
    </Alert>
  );
}
