import { Group, Paper, Title } from '@mantine/core';
import { useId } from 'react';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title?: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly flush?: boolean;
}

/** A framed part of a page; with a title it is a named region. `flush` lets a table touch the frame. */
export function Section({ title, actions, children, flush = false }: SectionProps): ReactNode {
  const id = useId();
  const named = title === undefined ? {} : { 'aria-labelledby': id };
  return (
    <Paper component="section" withBorder p={flush ? 0 : 'md'} className="section" {...named}>
      {title === undefined ? null : (
        <Group justify="space-between" gap="xs" p={flush ? 'md' : 0} mb={flush ? 0 : 'sm'}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {actions}
        </Group>
      )}
      {children}
    </Paper>
  );
}
