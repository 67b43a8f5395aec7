import { Alert, Button, Code, CopyButton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Invited } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';

/** A one-time link, shown once: the server keeps only its hash. */
export function LinkOnce({ invited }: { readonly invited: Invited }): ReactNode {
  const { t } = useTranslation();
  const link = `${window.location.origin}${invited.path}`;
  return (
    <Alert color="brand" title={t('accounts.linkTitle', { name: invited.account.displayName })} role="status">
      <Stack gap="xs" align="flex-start">
        <Code className="breakable" data-testid="invitation-link">
          {link}
        </Code>
        <Text size="sm">{t('accounts.linkText', { at: formatDateTime(invited.expiresAt) })}</Text>
        <CopyButton value={link}>
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
