import { IconCircleCheck, IconCircleDashed, IconCircleMinus, IconCircleX, IconHourglass, IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ItemAnswer, PlanCounts, PlanRow } from '@ancam/contract';
import { formatPercent } from '../../lib/format.ts';
import { useLanguage, useText } from '../../lib/language.ts';
import { Tag } from '../badges.tsx';

const STATE_LOOK = {
  open: { tone: 'busy', icon: IconProgress },
  waiting: { tone: 'medium', icon: IconHourglass },
  good: { tone: 'good', icon: IconCircleCheck },
  closed: { tone: 'info', icon: IconCircleMinus },
} as const;

/** Where a plan stands in its life. */
export function PlanStateTag({ plan }: { readonly plan: Pick<PlanRow, 'stateTitle' | 'tone'> }): ReactNode {
  const text = useText();
  return <Tag {...STATE_LOOK[plan.tone]}>{text(plan.stateTitle)}</Tag>;
}

const ANSWER_LOOK = {
  open: { tone: 'info', icon: IconCircleDashed },
  none: { tone: 'high', icon: IconCircleX },
  partial: { tone: 'medium', icon: IconProgress },
  full: { tone: 'good', icon: IconCircleCheck },
  'not-applicable': { tone: 'info', icon: IconCircleMinus },
} as const;

/** How far a requirement is met. */
export function AnswerTag({ answer }: { readonly answer: ItemAnswer }): ReactNode {
  const { t } = useTranslation();
  return <Tag {...ANSWER_LOOK[answer]}>{t(`plans.answers.${answer}`)}</Tag>;
}

const PARTS = ['full', 'partial', 'none', 'open'] as const;

/** How far the requirements are met, as a bar and in words with the denominator; what does not apply lies outside. */
export function PlanBar({ counts, label }: { readonly counts: PlanCounts; readonly label: string }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { total, full, notApplicable } = counts;
  const percent = total === 0 ? '–' : formatPercent(full / total, language);
  const told = PARTS.filter((part) => counts[part] > 0).map((part) => `${t(`plans.answers.${part}`)}: ${counts[part]}`);
  return (
    <div className="plan-bar">
      <div className="plan-bar-track" role="img" aria-label={[label, ...told].join(', ')}>
        {PARTS.map((part) => (counts[part] === 0 ? null : <span key={part} data-part={part} style={{ flexGrow: counts[part] }} />))}
      </div>
      <span className="no-wrap">{t('plans.share', { full, total, percent })}</span>
      {notApplicable === 0 ? null : <span className="plan-bar-rest">{t('plans.notApplicable', { count: notApplicable })}</span>}
    </div>
  );
}
