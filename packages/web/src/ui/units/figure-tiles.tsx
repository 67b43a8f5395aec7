import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { rowsOfFigure } from '@ancam/contract';
import type { FigureName, FigurePlace, FigureSet } from '@ancam/contract';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { TextLink } from '../link.tsx';

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

interface FigureProps {
  readonly figure: FigureName;
  readonly count: number;
  /** Where the figure belongs to; undefined where it is not that of today, and no list has its rows. */
  readonly place: FigurePlace | undefined;
}

/** A figure that leads to its rows, where a list has exactly those. */
export function FigureLink({ figure, count, place }: FigureProps): ReactNode {
  const language = useLanguage();
  const shown = formatNumber(count, language);
  const rows = place === undefined || count === 0 ? undefined : rowsOfFigure(figure, place);
  if (rows === undefined) return shown;
  return (
    <TextLink to="/cameras" search={rows} inherit>
      {shown}
    </TextLink>
  );
}

interface FigureTilesProps {
  readonly figures: FigureSet;
  readonly place?: FigurePlace | undefined;
}

/** The counts of a unit side by side. */
export function FigureTiles({ figures, place }: FigureTilesProps): ReactNode {
  const { t } = useTranslation();
  return (
    <dl className="figures">
      {SHOWN.map((name) => (
        <div key={name} className="figure">
          <dt>{t(`figures.name.${name}`)}</dt>
          <dd>
            <FigureLink figure={name} count={figures[name]} place={place} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
