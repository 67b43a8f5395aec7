import { IconCircleCheck, IconCircleDashed, IconCircleMinus, IconEyeOff, IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { ProbeHealth } from '@ancam/contract';
import { Tag } from '../badges.tsx';

const SHOWN = {
  new: { tone: 'info', icon: IconCircleDashed },
  working: { tone: 'busy', icon: IconProgress },
  idle: { tone: 'good', icon: IconCircleCheck },
  silent: { tone: 'high', icon: IconEyeOff },
  revoked: { tone: 'info', icon: IconCircleMinus },
} as const;

/** How a probe is, by the state that its actions tell. */
export function ProbeState({ state }: { readonly state: string }): ReactNode {
  const { t } = useTranslation();
  const health = ProbeHealth.catch('new').parse(state);
  return <Tag {...SHOWN[health]}>{t(`probes.state.${health}`)}</Tag>;
}
