import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import './proposals.css';

const ASK_MS = 60_000;

/** How many proposals wait for whoever is signed in; nothing where none do. */
export function ProposalBadge(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const counted = useRead(api.countProposals, {}, { enabled: can('camera.write'), every: () => ASK_MS });
  const waiting = counted.data?.waiting;
  if (waiting === undefined || waiting.count === 0) return null;
  return (
    <span className="nav-count" data-testid="proposals-waiting">
      <span aria-hidden>{waiting.exact ? waiting.count : `${waiting.count}+`}</span>
      <VisuallyHidden>{t('proposals.waiting', { count: waiting.count })}</VisuallyHidden>
    </span>
  );
}
