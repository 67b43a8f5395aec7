import { IconCircleCheck, IconCircleDashed, IconFileArrowLeft, IconHourglass, IconPencil, IconRefreshAlert } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { LevelStatus } from '@ancam/contract';
import { Tag } from '../badges.tsx';

const LOOK = {
  'to-determine': ['high', IconCircleDashed],
  'under-way': ['info', IconPencil],
  'to-confirm': ['busy', IconHourglass],
  returned: ['medium', IconFileArrowLeft],
  anew: ['high', IconRefreshAlert],
  determined: ['good', IconCircleCheck],
} as const satisfies Record<LevelStatus, unknown>;

/** Where a determination stands, in a word. */
export function LevelStatusTag({ status }: { readonly status: LevelStatus }): ReactNode {
  const { t } = useTranslation();
  const [tone, icon] = LOOK[status];
  return (
    <Tag tone={tone} icon={icon}>
      {t(`levels.status.${status}`)}
    </Tag>
  );
}

interface LevelTextProps {
  readonly level: number | null;
  readonly treatment: 'system' | 'terminals' | 'open' | null;
}

/** A level in words; terminals have none of their own. */
export function useLevelText(): (of: LevelTextProps) => string {
  const { t } = useTranslation();
  return ({ level, treatment }) => {
    if (treatment === 'terminals') return t('levels.terminals');
    return level === null ? t('levels.none') : t('levels.level', { level });
  };
}
