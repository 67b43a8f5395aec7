import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { ScanPiece } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useRead } from '../../lib/api.ts';
import { DataTable } from '../data-table.tsx';
import { Section } from '../section.tsx';
import { Fault, Loading } from '../states.tsx';

const ASK_MS = 5000;

interface ScanPiecesProps {
  readonly id: string;
  readonly running: boolean;
}

/** Which probe has which block of addresses of a scan. */
export function ScanPiecesSection({ id, running }: ScanPiecesProps): ReactNode {
  const { t } = useTranslation();
  const pieces = useRead(api.scanPieces, { params: { id } }, { every: () => (running ? ASK_MS : false) });
  const stateOf = ({ state, reachable, status }: ScanPiece): string => {
    if (!reachable) return t('probes.piece.unreachable');
    return status === null ? t(`probes.piece.${state}`) : t(`scanStatus.${status}`);
  };
  return (
    <Section title={t('probes.pieces')} flush>
      {pieces.data === undefined ? (
        <Box p="md">{pieces.isError ? <Fault error={pieces.error} retry={() => void pieces.refetch()} /> : <Loading />}</Box>
      ) : (
        <DataTable<ScanPiece>
          label={t('probes.pieces')}
          rows={pieces.data.items}
          rowKey={({ n }) => String(n)}
          columns={[
            {
              key: 'targets',
              header: t('scans.targets'),
              cell: ({ targets }) => <span className="mono breakable">{targets.join(', ')}</span>,
            },
            { key: 'addresses', header: t('scan.figure.addresses'), numeric: true, cell: ({ addresses }) => addresses },
            { key: 'hosts', header: t('scan.figure.alive'), numeric: true, cell: ({ hosts }) => hosts },
            { key: 'state', header: t('probes.stateOf'), cell: stateOf },
            { key: 'probe', header: t('probes.one'), cell: ({ probe }) => probe?.name ?? '–' },
            { key: 'ended', header: t('probes.ended'), cell: ({ endedAt }) => (endedAt === null ? '–' : formatDateTime(endedAt)) },
          ]}
        />
      )}
    </Section>
  );
}
