import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly above?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page: heading, what it is for, its actions. */
export function Page({ title, lead, above, actions, children }: PageProps): ReactNode {
  useDocumentTitle(`${title} · AnCam`);
  return (
    <Stack gap="lg">
      <div>
        {above}
        <Group justify="space-between" align="flex-start" gap="sm">
          <Title order={1} className="page-title">
            {title}
          </Title>
          {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
        </Group>
        {lead === undefined ? null : (
          <Text c="dimmed" size="sm" mt={4} component="div" maw={820}>
            {lead}
          </Text>
        )}
      </div>
      {children}
    </Stack>
  );
}
