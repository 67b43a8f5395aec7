import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconClockCheck, IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { DutyState } from '@ancam/contract';
import { Tag } from '../badges.tsx';

const LOOKS = {
  overdue: { tone: 'critical', icon: IconAlertTriangle },
  'in-progress': { tone: 'busy', icon: IconProgress },
  'not-due': { tone: 'info', icon: IconCircleDashed },
  'met-late': { tone: 'medium', icon: IconClockCheck },
  met: { tone: 'good', icon: IconCircleCheck },
} as const satisfies Record<DutyState, object>;

/** How a duty stands, in a word with its sign. */
export function DutyStateTag({ state }: { readonly state: DutyState }): ReactNode {
  const { t } = useTranslation();
  const { tone, icon } = LOOKS[state];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`duties.states.${state}`)}
    </Tag>
  );
}
