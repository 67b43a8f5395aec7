import { IconCircleCheck, IconCircleMinus, IconClock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Authorisation } from '@ancam/contract';
import { todayPlus } from '../lib/format.ts';
import { Tag } from './badges.tsx';

/** Whether an authorisation holds today, in words. What may be done with it is the server's answer, not this. */
export function AuthorisationStateTag({ authorisation }: { readonly authorisation: Authorisation }): ReactNode {
  const { t } = useTranslation();
  const today = todayPlus(0);
  if (authorisation.revokedAt !== null) {
    return (
      <Tag tone="info" icon={IconCircleMinus}>
        {t('authorisation.states.revoked')}
      </Tag>
    );
  }
  if (authorisation.validUntil < today) {
    return (
      <Tag tone="medium" icon={IconClock}>
        {t('authorisation.states.expired')}
      </Tag>
    );
  }
  if (authorisation.validFrom > today) {
    return (
      <Tag tone="low" icon={IconClock}>
        {t('authorisation.states.future')}
      </Tag>
    );
  }
  return (
    <Tag tone="good" icon={IconCircleCheck}>
      {t('authorisation.states.valid')}
    </Tag>
  );
}
