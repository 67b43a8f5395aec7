import { IconCircleCheck, IconCircleMinus, IconCircleX, IconHourglass } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { WarningState } from '@ancam/contract';
import { Tag } from './badges.tsx';

const LOOK = {
  proposed: ['medium', IconHourglass],
  published: ['critical', IconCircleCheck],
  refused: ['info', IconCircleX],
  withdrawn: ['info', IconCircleMinus],
} as const;

/** Where a warning stands. */
export function WarningStateTag({ state }: { readonly state: string }): ReactNode {
  const { t } = useTranslation();
  const known = WarningState.options.find((each) => each === state) ?? 'proposed';
  const [tone, icon] = LOOK[known];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`warnings.states.${known}`)}
    </Tag>
  );
}
