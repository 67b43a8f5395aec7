import { IconCircleCheck, IconCircleMinus, IconClockExclamation, IconHourglass, IconProgress } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { DossierDetail, DossierRow } from '@ancam/contract';
import { partyOf } from '../../lib/dossier-search.ts';
import { formatDay } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { Tag } from '../badges.tsx';

const OPEN = { tone: 'busy', icon: IconProgress } as const;
const LOOK: Partial<Record<DossierRow['state'], { readonly tone: 'medium' | 'good' | 'info'; readonly icon: typeof IconProgress }>> = {
  opinion: { tone: 'medium', icon: IconHourglass },
  submitted: { tone: 'medium', icon: IconHourglass },
  appraising: { tone: 'medium', icon: IconHourglass },
  appraised: { tone: 'medium', icon: IconHourglass },
  proposed: { tone: 'medium', icon: IconHourglass },
  approved: { tone: 'good', icon: IconCircleCheck },
  superseded: { tone: 'info', icon: IconCircleMinus },
  withdrawn: { tone: 'info', icon: IconCircleMinus },
};

/** Where a dossier stands. */
export function DossierStateTag({ dossier }: { readonly dossier: Pick<DossierRow, 'state' | 'stateTitle'> }): ReactNode {
  const text = useText();
  return <Tag {...(LOOK[dossier.state] ?? OPEN)}>{text(dossier.stateTitle)}</Tag>;
}

/** The last day of the clock that runs, and whose turn it is. */
export function DueMark({ dossier }: { readonly dossier: Pick<DossierRow, 'dueOn' | 'dueWho' | 'late'> }): ReactNode {
  const { t } = useTranslation();
  const { dueOn, dueWho, late } = dossier;
  if (dueOn === null) return '–';
  const who = dueWho === null ? '' : t(`dossiers.party.${partyOf(dueWho)}`);
  return (
    <span>
      <span className="no-wrap">{formatDay(dueOn)}</span>{' '}
      {late ? (
        <Tag tone="critical" icon={IconClockExclamation}>
          {t('dossiers.lateBy', { who })}
        </Tag>
      ) : (
        <span className="quiet small">{who}</span>
      )}
    </span>
  );
}

/** The way of a dossier, stop by stop, and where it stands on it. */
export function DossierPath({ path }: { readonly path: DossierDetail['path'] }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  return (
    <ol className="dossier-path" aria-label={t('dossiers.path')}>
      {path.map(({ state, title, at, on }) => (
        <li key={state} data-at={at} {...(at === 'here' ? { 'aria-current': 'step' as const } : {})}>
          <span className="dossier-stop-title">{text(title)}</span>
          <span className="quiet small">{formatDay(on)}</span>
        </li>
      ))}
    </ol>
  );
}
