import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ProposalCounts } from '@ancam/contract';
import { TextLink } from '../link.tsx';

interface ProposalCountsProps {
  readonly counts: ProposalCounts;
  readonly scanId: string;
}

/** What a scan proposed in one line, and the way to it. */
export function ProposalCountsLine({ counts, scanId }: ProposalCountsProps): ReactNode {
  const { t } = useTranslation();
  const { new: added, changed, moved, gone, byRule, waiting } = counts;
  if (added + changed + moved + gone === 0) {
    return (
      <Text size="sm" data-testid="proposal-counts">
        {t('proposals.countsNone')}
      </Text>
    );
  }
  return (
    <Text size="sm" data-testid="proposal-counts">
      {t('proposals.counts', { added, changed, moved, gone, byRule, waiting })}{' '}
      <TextLink to="/proposals" search={{ scan: scanId, ...(waiting > 0 ? {} : { state: 'all' as const }) }} underline="always">
        {t(waiting > 0 ? 'proposals.decideThem' : 'proposals.lookAt')}
      </TextLink>
    </Text>
  );
}
