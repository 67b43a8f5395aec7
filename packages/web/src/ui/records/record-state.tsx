import { IconCircleCheck, IconCircleMinus, IconEyeOff, IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { RegisterDefinition } from '@ancam/contract';
import { useText } from '../../lib/language.ts';
import { Tag } from '../badges.tsx';

const LOOK = {
  open: { tone: 'busy', icon: IconProgress },
  good: { tone: 'good', icon: IconCircleCheck },
  closed: { tone: 'info', icon: IconCircleMinus },
} as const;

interface RecordStateProps {
  readonly register: RegisterDefinition;
  readonly state: string;
}

/** Where a record stands in its life. */
export function RecordStateTag({ register, state }: RecordStateProps): ReactNode {
  const text = useText();
  const found = register.states.find(({ id }) => id === state) ?? register.states[0];
  const { tone, icon } = LOOK[found.tone];
  return (
    <Tag tone={tone} icon={icon}>
      {text(found.title)}
    </Tag>
  );
}

/** Marks what not everybody may see. */
export function RestrictedTag({ secret }: { readonly secret: boolean }): ReactNode {
  const { t } = useTranslation();
  return (
    <Tag tone="medium" icon={IconEyeOff}>
      {secret ? t('registers.secret') : t('registers.restricted')}
    </Tag>
  );
}
