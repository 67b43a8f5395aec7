import { Alert, Button, Code, CopyButton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { NewProbe } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';

/** The command that enrols a probe, shown once: the server keeps only the hash of its code. */
export function ProbeCommand({ made }: { readonly made: NewProbe }): ReactNode {
  const { t } = useTranslation();
  const command = `npx ancam probe --server ${window.location.origin} --code ${made.code} --allow ${t('probes.subnet')}`;
  return (
    <Alert color="brand" title={t('probes.commandTitle', { name: made.probe.name })} role="status">
      <Stack gap="xs" align="flex-start">
        <Code className="breakable" data-testid="probe-command">
          {command}
        </Code>
        <Text size="sm">{t('probes.commandText', { at: formatDateTime(made.expiresAt) })}</Text>
        <CopyButton value={command}>
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
