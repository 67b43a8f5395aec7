import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { NewProbe } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { ShownOnce } from '../shown-once.tsx';

/** The command that enrols a probe, with its one-time code. */
export function ProbeCommand({ made }: { readonly made: NewProbe }): ReactNode {
  const { t } = useTranslation();
  return (
    <ShownOnce
      title={t('probes.commandTitle', { name: made.probe.name })}
      value={`npx ancam probe --server ${window.location.origin} --code ${made.code} --allow ${t('probes.subnet')}`}
      text={t('probes.commandText', { at: formatDateTime(made.expiresAt) })}
      testId="probe-command"
    />
  );
}
