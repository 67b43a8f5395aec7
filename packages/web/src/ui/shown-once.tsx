import { Alert, Button, Code, CopyButton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';

interface ShownOnceProps {
  readonly title: string;
  /** What is shown, and copied. */
  readonly value: string;
  readonly text: string;
  readonly testId: string;
}

/** Something that is shown once, to be copied: the server keeps only its hash. */
export function ShownOnce({ title, value, text, testId }: ShownOnceProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Alert color="brand" title={title} role="status">
      <Stack gap="xs" align="flex-start">
        <Code className="breakable" data-testid={testId}>
          {value}
        </Code>
        <Text size="sm">{text}</Text>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Button size="xs" variant="default" onClick={copy}>
              {t(copied ? 'accounts.copied' : 'accounts.copy')}
            </Button>
          )}
        </CopyButton>
      </Stack>
    </Alert>
  );
}
