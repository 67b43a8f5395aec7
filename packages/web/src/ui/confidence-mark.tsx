import { IconHelpCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Tag } from './badges.tsx';

interface ConfidenceMarkProps {
  readonly confidence: string;
  /** One word in brackets, for rows of which many carry the mark. */
  readonly short?: boolean;
}

/** Marks what was inferred or recalled and not found in its source; says nothing of what was found. */
export function ConfidenceMark({ confidence, short = false }: ConfidenceMarkProps): ReactNode {
  const { t } = useTranslation();
  if (confidence !== 'inferred' && confidence !== 'recalled') return null;
  if (short) {
    return (
      <span className="quiet small no-wrap" title={t(`confidence.${confidence}`)}>
        {t(`confidence.short.${confidence}`)}
      </span>
    );
  }
  return (
    <Tag tone="medium" icon={IconHelpCircle}>
      {t(`confidence.${confidence}`)}
    </Tag>
  );
}
