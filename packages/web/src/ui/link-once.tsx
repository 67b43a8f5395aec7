import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Invited } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { ShownOnce } from './shown-once.tsx';

/** A one-time link of an invitation. */
export function LinkOnce({ invited }: { readonly invited: Invited }): ReactNode {
  const { t } = useTranslation();
  return (
    <ShownOnce
      title={t('accounts.linkTitle', { name: invited.account.displayName })}
      value={`${window.location.origin}${invited.path}`}
      text={t('accounts.linkText', { at: formatDateTime(invited.expiresAt) })}
      testId="invitation-link"
    />
  );
}
