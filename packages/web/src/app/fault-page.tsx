import { Button, Container, Group, Stack, Text, Title } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { ButtonLink } from '../ui/link.tsx';
import { Fault } from '../ui/states.tsx';

/** What a page shows when it failed to draw or to load. */
export function FaultPage({ error, reset }: ErrorComponentProps): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  function again(): void {
    reset();
    void router.invalidate();
  }
  return (
    <Container size="sm" py="xl">
      <Stack>
        <Title order={1}>{t('fault.title')}</Title>
        <Fault error={error} />
        <Group>
          <Button onClick={again}>{t('common.retry')}</Button>
          <Button variant="default" onClick={() => window.location.assign('/')}>
            {t('fault.home')}
          </Button>
        </Group>
      </Stack>
    </Container>
  );
}

/** An address that no page has. */
export function NotFoundPage(): ReactNode {
  const { t } = useTranslation();
  return (
    <Container size="sm" py="xl">
      <Stack align="flex-start">
        <Title order={1}>{t('notFound.title')}</Title>
        <Text>{t('notFound.text')}</Text>
        <ButtonLink to="/">{t('fault.home')}</ButtonLink>
      </Stack>
    </Container>
  );
}
