import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconCircleX, IconHourglass, IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { CheckOutcome, Shortcoming, SystemCheckRow } from '@ancam/contract';
import { useText } from '../../lib/language.ts';
import { Tag } from '../badges.tsx';

const STATE_LOOK = {
  open: { tone: 'busy', icon: IconProgress },
  waiting: { tone: 'medium', icon: IconHourglass },
  good: { tone: 'good', icon: IconCircleCheck },
  closed: { tone: 'info', icon: IconCircleMinus },
} as const;

/** Where a check stands in its life; one that was to begin by now is late. */
export function CheckStateTag({ check }: { readonly check: Pick<SystemCheckRow, 'stateTitle' | 'tone' | 'late' | 'state'> }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if (check.late) {
    return (
      <Tag tone="critical" icon={IconAlertTriangle}>
        {t('checks.late')}
      </Tag>
    );
  }
  return <Tag {...(check.state === 'closed' ? STATE_LOOK.good : STATE_LOOK[check.tone])}>{text(check.stateTitle)}</Tag>;
}

/** Where a shortcoming stands in its life; an acceptance that has ended is none. */
export function ShortcomingTag({
  row,
}: {
  readonly row: Pick<Shortcoming, 'state' | 'stateTitle' | 'tone' | 'lapsed' | 'overdue'>;
}): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if (row.lapsed) {
    return (
      <Tag tone="critical" icon={IconAlertTriangle}>
        {t('checks.lapsed')}
      </Tag>
    );
  }
  if (row.state === 'found') {
    return (
      <Tag tone={row.overdue ? 'critical' : 'high'} icon={IconAlertTriangle}>
        {text(row.stateTitle)}
      </Tag>
    );
  }
  return <Tag {...(row.state === 'closed' ? STATE_LOOK.good : STATE_LOOK[row.tone])}>{text(row.stateTitle)}</Tag>;
}

const OUTCOME_LOOK = {
  passed: { tone: 'good', icon: IconCircleCheck },
  shortcomings: { tone: 'medium', icon: IconAlertTriangle },
  failed: { tone: 'critical', icon: IconCircleX },
} as const;

/** What a check concluded. */
export function OutcomeTag({ outcome }: { readonly outcome: CheckOutcome | null }): ReactNode {
  const { t } = useTranslation();
  return outcome === null ? <span>–</span> : <Tag {...OUTCOME_LOOK[outcome]}>{t(`checks.outcomes.${outcome}`)}</Tag>;
}

/** Shortcomings of a check by how they stand, with the denominator. */
export function ShortcomingCountsText({ counts }: { readonly counts: SystemCheckRow['shortcomings'] }): ReactNode {
  const { t } = useTranslation();
  return (
    <span>{counts.total === 0 ? t('checks.shortcomingsNone') : t('checks.shortcomingCounts', { ...counts, count: counts.total })}</span>
  );
}
