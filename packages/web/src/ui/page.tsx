import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of every page: heading, what it is for, its actions. */
export function Page({ title, lead, actions, children }: PageProps): ReactNode {
  useDocumentTitle(`${title} · AnCam`);
  return (
    <Stack gap="lg">
      <Group justify="space-between" align="flex-start" gap="sm">
        <div className="page-head">
          <Title order={1}>{title}</Title>
          {lead === undefined ? null : (
            <Text c="dimmed" size="sm" mt={4} component="div" maw={820}>
              {lead}
            </Text>
          )}
        </div>
        {actions === undefined ? null : <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
