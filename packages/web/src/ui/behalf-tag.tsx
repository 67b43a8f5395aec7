import { IconUserShare } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Tag } from './badges.tsx';

/** Marks what a superior entered for a silent unit. */
export function BehalfTag({ of }: { readonly of: { readonly onBehalf: boolean } }): ReactNode {
  const { t } = useTranslation();
  if (!of.onBehalf) return null;
  return (
    <span title={t('behalf.hint')} data-testid="behalf">
      <Tag tone="info" icon={IconUserShare}>
        {t('behalf.tag')}
      </Tag>
    </span>
  );
}
