import { Alert, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { errorText } from '../lib/error-text.ts';
import { useLanguage } from '../lib/language.ts';

interface LoadingProps {
  readonly rows?: number;
}

/** Grey lines while something loads. */
export function Loading({ rows = 5 }: LoadingProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack gap="sm" role="status" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={index === 0 ? 28 : 18} width={index === 0 ? '40%' : '100%'} />
      ))}
    </Stack>
  );
}

interface FaultProps {
  readonly error: unknown;
  readonly retry?: () => void;
  /** What to do about it in this place, where that is more exact than the general remedy. */
  readonly fix?: string | undefined;
}

/** What went wrong, what to do about it, and where. */
export function Fault({ error, retry, fix }: FaultProps): ReactNode {
  const { t } = useTranslation();
  const text = errorText(t, useLanguage(), error);
  return (
    <Alert color="red" variant="light" role="alert" title={text.title} icon={<IconAlertTriangle aria-hidden />}>
      <Stack gap={4} align="flex-start">
        {text.place === undefined ? null : (
          <Text size="sm" fw={600} className="breakable">
            {t('errors.place', { place: text.place })}
          </Text>
        )}
        <Text size="sm">{fix ?? text.fix}</Text>
        {retry === undefined ? null : (
          <Button size="xs" variant="default" leftSection={<IconRefresh size={14} aria-hidden />} onClick={retry} mt={4}>
            {t('common.retry')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
}

/** Nothing here yet, and the next step. */
export function Empty({ title, text, action }: EmptyProps): ReactNode {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <Title order={3} size="h4">
        {title}
      </Title>
      <Text c="dimmed" size="sm" maw={520}>
        {text}
      </Text>
      {action}
    </Stack>
  );
}
