import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconCircleMinus, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { RequirementStanding } from '@ancam/core';
import { Tag } from '../badges.tsx';

const LOOK = {
  failed: { tone: 'critical', icon: IconCircleX },
  indication: { tone: 'high', icon: IconAlertTriangle },
  open: { tone: 'info', icon: IconCircleDashed },
  met: { tone: 'good', icon: IconCircleCheck },
  'not-applicable': { tone: 'info', icon: IconCircleMinus },
} as const;

/** Where a requirement stands when scan and people have spoken, in a word. */
export function StandingTag({ standing }: { readonly standing: RequirementStanding }): ReactNode {
  const { t } = useTranslation();
  const { tone, icon } = LOOK[standing];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`judgement.standing.${standing}`)}
    </Tag>
  );
}
