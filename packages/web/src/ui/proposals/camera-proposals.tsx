import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { CameraDetail } from '@ancam/contract';
import { usePages, useRead } from '../../lib/api.ts';
import { MoreButton } from '../more-button.tsx';
import { Section } from '../section.tsx';
import { Empty, Fault, Loading } from '../states.tsx';
import { ProposalList } from './proposal-list.tsx';

interface OfCameraProps {
  readonly camera: CameraDetail;
}

/** What waits to be decided about a camera, before everything else on its page. */
export function WaitingProposals({ camera }: OfCameraProps): ReactNode {
  const { t } = useTranslation();
  const waiting = useRead(api.listProposals, { query: { camera: camera.id } });
  const items = waiting.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section title={t('proposals.ofCamera')}>
      {camera.status === 'proposed' ? (
        <Text size="sm" mb="xs">
          {t('proposals.cameraProposed')}
        </Text>
      ) : null}
      <ProposalList label={t('proposals.ofCamera')} proposals={items} ofCamera />
    </Section>
  );
}

/** What scans said of a camera and what became of it, newest first; what still waits stands above. */
export function CameraHistory({ camera }: OfCameraProps): ReactNode {
  const { t } = useTranslation();
  const history = usePages(api.listProposals, { query: { camera: camera.id, state: 'all' } });
  const rows = history.data?.pages.flatMap((page) => page.items.filter(({ state }) => state !== 'open'));
  if (rows === undefined) return history.isError ? <Fault error={history.error} retry={() => void history.refetch()} /> : <Loading />;
  if (rows.length === 0) return <Empty title={t('proposals.noHistory')} text={t('proposals.noHistoryText')} />;
  return (
    <>
      <ProposalList label={t('camera.tab.history')} proposals={rows} ofCamera />
      <MoreButton query={history} />
    </>
  );
}
