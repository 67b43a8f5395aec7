import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { DemoNotice } from './demo-notice.tsx';
import { LanguageSwitch, SchemeSwitch } from './preferences.tsx';

interface GateProps {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
  /** For pages that show more than a few fields. */
  readonly wide?: boolean;
}

/** Frame of the pages before the sign-in. */
export function Gate({ title, lead, children, wide = false }: GateProps): ReactNode {
  useDocumentTitle(`${title} · AnCam`);
  return (
    <main className="gate">
      <Paper withBorder p="lg" className={wide ? 'gate-card gate-wide' : 'gate-card'}>
        <Group justify="space-between" mb="lg" wrap="nowrap">
          <Group gap="xs" wrap="nowrap">
            <img src="/icon.svg" alt="" width={30} height={30} />
            <Text fw={700} size="lg" component="span">
              AnCam
            </Text>
          </Group>
          <Group gap={6} wrap="nowrap">
            <LanguageSwitch />
            <SchemeSwitch />
          </Group>
        </Group>
        <DemoNotice />
        <Stack>
          <div>
            <Title order={1}>{title}</Title>
            <Text size="sm" c="dimmed" mt={4}>
              {lead}
            </Text>
          </div>
          {children}
        </Stack>
      </Paper>
    </main>
  );
}
