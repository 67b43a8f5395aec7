import { Text } from '@mantine/core';
import { IconFileImport, IconRadar2 } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { Scan } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { usePages } from '../lib/api.ts';
import { useScanOrigin } from '../lib/scan-origin.ts';
import { useSession } from '../lib/session.ts';
import { SeverityCounts, StatusTag } from '../ui/badges.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';

const SHOWN_TARGETS = 2;

function useColumns(): Column<Scan>[] {
  const { t } = useTranslation();
  const originOf = useScanOrigin();
  return [
    {
      key: 'started',
      header: t('scans.started'),
      cell: (scan) => (
        <TextLink to="/scans/$id" params={{ id: scan.id }} fw={600} className="no-wrap">
          {formatDateTime(scan.startedAt)}
        </TextLink>
      ),
    },
    { key: 'status', header: t('scans.status'), cell: (scan) => <StatusTag status={scan.status} /> },
    {
      key: 'targets',
      header: t('scans.targets'),
      cell: (scan) => (
        <div>
          {scan.targets.slice(0, SHOWN_TARGETS).map((target) => (
            <div key={target} className="mono">
              {target}
            </div>
          ))}
          {scan.targets.length > SHOWN_TARGETS ? (
            <span className="quiet small">{t('common.andMore', { count: scan.targets.length - SHOWN_TARGETS })}</span>
          ) : null}
        </div>
      ),
    },
    { key: 'cameras', header: t('scans.cameras'), numeric: true, cell: (scan) => scan.stats.cameras },
    {
      key: 'findings',
      header: t('scans.findings'),
      cell: (scan) => <SeverityCounts counts={scan.findings} checked={scan.stats.cameras > 0} />,
    },
    {
      key: 'origin',
      header: t('scans.origin'),
      cell: (scan) => (
        <Text size="sm" component="span">
          {originOf(scan)}
        </Text>
      ),
    },
  ];
}

function ScanList(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const columns = useColumns();
  const scans = usePages(api.listScans, {});
  if (scans.isError && scans.data === undefined) return <Fault error={scans.error} retry={() => void scans.refetch()} />;
  if (scans.data === undefined) return <Loading />;
  const rows = scans.data.pages.flatMap((page) => page.items);
  if (rows.length === 0) {
    const action = can('scan.run') ? <ButtonLink to="/scans/new">{t('scan.start')}</ButtonLink> : undefined;
    return (
      <Section>
        <Empty title={t('scans.emptyTitle')} text={t('scans.emptyText')} action={action} />
      </Section>
    );
  }
  return (
    <Section flush>
      <DataTable label={t('nav.scans')} columns={columns} rows={rows} rowKey={(scan) => scan.id} />
      <MoreButton query={scans} />
    </Section>
  );
}

/** All scans, newest first. */
export function ScansPage(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const actions = (
    <>
      <ExportMenu href={(format, language) => urlOf(api.exportScans, { query: { format, language } })} />
      {can('scan.run') ? (
        <>
          <ButtonLink to="/import" variant="default" leftSection={<IconFileImport size={16} aria-hidden />}>
            {t('nav.import')}
          </ButtonLink>
          <ButtonLink to="/scans/new" leftSection={<IconRadar2 size={16} aria-hidden />}>
            {t('scan.start')}
          </ButtonLink>
        </>
      ) : null}
    </>
  );
  return (
    <Page title={t('nav.scans')} lead={t('scans.lead')} actions={actions}>
      <ScanList />
    </Page>
  );
}
