import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { FigureName, FigureSet } from '@ancam/contract';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';

const SHOWN: readonly FigureName[] = [
  'cameras',
  'unchecked',
  'clean',
  'critical',
  'high',
  'findings',
  'warned',
  'paperless',
  'abroad',
  'systems',
  'retired',
];

/** The counts of a unit side by side. */
export function FigureTiles({ figures }: { readonly figures: FigureSet }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <dl className="figures">
      {SHOWN.map((name) => (
        <div key={name} className="figure">
          <dt>{t(`figures.name.${name}`)}</dt>
          <dd>{formatNumber(figures[name], language)}</dd>
        </div>
      ))}
    </dl>
  );
}
