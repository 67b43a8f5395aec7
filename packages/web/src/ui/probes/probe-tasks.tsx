import { Box, Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Scan } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange, useRead } from '../../lib/api.ts';
import { StatusTag } from '../badges.tsx';
import { ConfirmButton } from '../confirm-button.tsx';
import { DataTable } from '../data-table.tsx';
import { TextLink } from '../link.tsx';
import { Section } from '../section.tsx';
import { Empty, Fault, Loading } from '../states.tsx';

const ASK_MS = 5000;
const SHOWN = 20;

function Cancel({ scan }: { readonly scan: Scan }): ReactNode {
  const { t } = useTranslation();
  const cancel = useChange(api.cancelScan);
  if (!scan.actions.may.includes('cancel')) return '–';
  return (
    <ConfirmButton
      variant="default"
      size="compact-xs"
      label={t('scan.cancel')}
      question={t('scan.cancelAsk')}
      consequence={t('scan.cancelThen')}
      action={() => cancel.mutateAsync({ params: { id: scan.id } })}
      error={cancel.error}
      pending={cancel.isPending}
    />
  );
}

function Done({ scan }: { readonly scan: Scan }): ReactNode {
  const { t } = useTranslation();
  const { progress } = scan;
  if (progress === null) return <StatusTag status={scan.status} />;
  return (
    <div>
      <Progress.Root size="md">
        <Progress.Section value={(progress.done / Math.max(1, progress.total)) * 100} aria-label={t('scan.progress')} />
      </Progress.Root>
      <span className="small">{t('probes.addressesDone', { done: progress.done, total: progress.total })}</span>
    </div>
  );
}

const busy = (items: readonly Scan[] = []): boolean => items.some(({ status }) => status === 'running');

/** The latest scans that probes share, with how far each has come. */
export function ProbeTasks(): ReactNode {
  const { t } = useTranslation();
  const scans = useRead(
    api.listScans,
    { query: { origin: 'probe', limit: SHOWN } },
    { every: (data) => (busy(data?.items) ? ASK_MS : false) },
  );
  const rows = scans.data?.items;
  return (
    <Section title={t('probes.tasks')} flush>
      {rows === undefined ? (
        <Box p="md">{scans.isError ? <Fault error={scans.error} retry={() => void scans.refetch()} /> : <Loading />}</Box>
      ) : rows.length === 0 ? (
        <Empty title={t('probes.noTasks')} text={t('probes.noTasksText')} />
      ) : (
        <DataTable<Scan>
          label={t('probes.tasks')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'started',
              header: t('scans.started'),
              cell: (scan) => (
                <TextLink to="/scans/$id" params={{ id: scan.id }} fw={600} className="no-wrap">
                  {formatDateTime(scan.startedAt)}
                </TextLink>
              ),
            },
            {
              key: 'targets',
              header: t('scans.targets'),
              cell: (scan) => <span className="mono breakable">{scan.targets.join(', ')}</span>,
            },
            { key: 'done', header: t('scan.progress'), cell: (scan) => <Done scan={scan} /> },
            { key: 'cameras', header: t('scans.cameras'), numeric: true, cell: (scan) => scan.stats.cameras },
            { key: 'cancel', header: t('probes.actions'), cell: (scan) => <Cancel scan={scan} /> },
          ]}
        />
      )}
    </Section>
  );
}
