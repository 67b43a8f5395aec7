import { IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Tag } from './badges.tsx';

/** Marks what was inferred or recalled and not found in its source; says nothing of what was found. */
export function ConfidenceMark({ confidence }: { readonly confidence: string }): ReactNode {
  const { t } = useTranslation();
  if (confidence !== 'inferred' && confidence !== 'recalled') return null;
  return (
    <Tag tone="medium" icon={IconHelpCircle}>
      {t(`confidence.${confidence}`)}
    </Tag>
  );
}
