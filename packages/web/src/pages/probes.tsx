import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { useSession } from '../lib/session.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProbeListSection } from '../ui/probes/probe-list.tsx';
import { ProbeTasks } from '../ui/probes/probe-tasks.tsx';

/** Probes in the networks of agencies, and the scans that they share. */
export function ProbesPage(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const actions = can('scan.run') ? <ButtonLink to="/scans/new">{t('scan.start')}</ButtonLink> : undefined;
  return (
    <Page title={t('nav.probes')} lead={t('probes.lead')} actions={actions}>
      <ProbeListSection />
      <ProbeTasks />
    </Page>
  );
}
