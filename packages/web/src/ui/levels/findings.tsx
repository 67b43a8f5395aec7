import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { LevelFindings, LevelPreview, LevelQuestion } from '@ancam/contract';
import { formatPlainDate } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { ConfidenceMark } from '../confidence-mark.tsx';

type Outcome = Pick<LevelPreview, 'level' | 'treatment' | 'findings'>;

function Matches({ matches, level }: { readonly matches: LevelFindings['matches']; readonly level: number | null }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if (matches.length === 0) return null;
  return (
    <>
      <h3 className="part-title">{t('levels.matches', { count: matches.length })}</h3>
      <ul className="level-list">
        {matches.map((match) => (
          <li key={match.criterion} data-decisive={match.level === level}>
            <p>
              <strong>{t('levels.level', { level: match.level })}</strong> · <span className="mono">{match.criterion}</span>{' '}
              {match.level === level ? <span className="quiet small">{t('levels.decisive')}</span> : null}
            </p>
            <p>{text(match.grounds)}</p>
            <p className="quiet small">
              {text(match.clause)} <ConfidenceMark confidence={match.confidence} short />
            </p>
            {match.reading === undefined ? null : <p className="quiet small">{t('levels.reading', { text: text(match.reading) })}</p>}
            {match.note === undefined ? null : <p className="quiet small">{text(match.note)}</p>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Cameras({ cameras }: { readonly cameras: LevelFindings['cameras'] }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if (cameras === null) return null;
  return (
    <>
      <h3 className="part-title">{t('levels.cameraRule')}</h3>
      <p>
        <strong>{text(cameras.title)}.</strong> {text(cameras.grounds)}
      </p>
      <p className="quiet small">
        {text(cameras.clause)} <ConfidenceMark confidence={cameras.confidence} short />
      </p>
      {cameras.note === undefined ? null : <p className="quiet small">{text(cameras.note)}</p>}
    </>
  );
}

interface DoubtsProps {
  readonly doubts: LevelFindings['doubts'];
  readonly titleOf: (question: string) => string;
}

function Doubts({ doubts, titleOf }: DoubtsProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if (doubts.length === 0) return null;
  return (
    <>
      <h3 className="part-title">{t('levels.doubts')}</h3>
      <ul className="level-list">
        {doubts.map((doubt) => (
          <li key={doubt.criterion}>
            {t('levels.level', { level: doubt.level })} · {text(doubt.title)}{' '}
            <span className="quiet small">
              {t('levels.hangsOn', { questions: doubt.questions.map(titleOf).join('; ') })} {text(doubt.clause)}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Regime({ regime }: { readonly regime: LevelFindings['regime'] }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  return (
    <>
      <h3 className="part-title">{t('levels.regime')}</h3>
      <p>
        {text(regime.title)} <ConfidenceMark confidence={regime.confidence} short />
      </p>
      {regime.dues.map((due) => (
        <p key={due.on} className="small">
          {t('levels.due', { what: text(due.what), on: formatPlainDate(due.on) })}
        </p>
      ))}
      <details className="why">
        <summary>{t('levels.why')}</summary>
        {regime.notes.map((note) => (
          <p key={note.vi} className="quiet small">
            {text(note)}
          </p>
        ))}
      </details>
    </>
  );
}

interface FindingsProps {
  readonly outcome: Outcome;
  readonly questions: readonly Pick<LevelQuestion, 'id' | 'title'>[];
}

/** What the law makes of the answers: how cameras are treated, all matching criteria with the highest first, what is open, the regime. */
export function Findings({ outcome, questions }: FindingsProps): ReactNode {
  const text = useText();
  const { findings, level } = outcome;
  const titleOf = (id: string): string => {
    const question = questions.find((each) => each.id === id);
    return question === undefined ? id : text(question.title);
  };
  return (
    <div className="level-findings">
      <Cameras cameras={findings.cameras} />
      <Matches matches={findings.matches} level={level} />
      <Doubts doubts={findings.doubts} titleOf={titleOf} />
      <Regime regime={findings.regime} />
    </div>
  );
}
