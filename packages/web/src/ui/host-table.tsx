import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ScanHostRow } from '@ancam/contract';
import { formatPercent } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { SeverityCounts } from './badges.tsx';
import { DataTable } from './data-table.tsx';
import { TextLink } from './link.tsx';

interface HostTableProps {
  readonly label: string;
  readonly hosts: readonly ScanHostRow[];
}

/** Whether a host is a device that the regulations speak of. */
export function isCamera(host: ScanHostRow): boolean {
  return host.kind === 'camera' || host.kind === 'recorder';
}

/** Hosts of a scan: what each is and how badly it stands. */
export function HostTable({ label, hosts }: HostTableProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <DataTable<ScanHostRow>
      label={label}
      rows={hosts}
      rowKey={(host) => host.id}
      columns={[
        {
          key: 'address',
          header: t('camera.address'),
          cell: (host) =>
            host.cameraId === null ? (
              <span className="mono">{host.address}</span>
            ) : (
              <TextLink to="/cameras/$id" params={{ id: host.cameraId }} className="mono" fw={600}>
                {host.address}
              </TextLink>
            ),
        },
        { key: 'kind', header: t('camera.kind'), cell: (host) => t(`kind.${host.kind}`) },
        {
          key: 'identity',
          header: t('camera.makerModel'),
          cell: (host) => (
            <span className="breakable">{[host.makerName, host.model].filter(Boolean).join(' ') || t('camera.unknown')}</span>
          ),
        },
        { key: 'firmware', header: t('camera.firmware'), cell: (host) => <span className="breakable">{host.firmware ?? '–'}</span> },
        { key: 'sure', header: t('camera.confidence'), numeric: true, cell: (host) => formatPercent(host.confidence, language) },
        {
          key: 'findings',
          header: t('scans.findings'),
          cell: (host) => (
            <>
              {isCamera(host) ? <SeverityCounts counts={host.failed} /> : <span className="quiet">–</span>}
              {host.cutShort ? <span className="quiet small"> {t('scan.cutShort')}</span> : null}
            </>
          ),
        },
      ]}
    />
  );
}
