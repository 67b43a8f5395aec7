import { IconAlertTriangle, IconCircleCheck, IconCircleMinus, IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { ScheduleState } from '@ancam/contract';
import { Tag } from '../badges.tsx';

const LOOK = {
  active: ['good', IconCircleCheck],
  paused: ['info', IconPlayerPause],
  stopped: ['medium', IconAlertTriangle],
  ended: ['info', IconCircleMinus],
} as const;

/** Where a schedule stands. */
export function ScheduleStateTag({ state }: { readonly state: string }): ReactNode {
  const { t } = useTranslation();
  const known = ScheduleState.parse(state);
  const [tone, icon] = LOOK[known];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`schedules.state.${known}`)}
    </Tag>
  );
}
