import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { factValueText } from '@ancam/core';
import type { Fact } from '@ancam/core';
import { useLanguage } from '../lib/language.ts';
import { TextLink } from './link.tsx';

interface EvidenceListProps {
  readonly facts: readonly Fact[];
  /** Camera whose transcript holds the exchanges. */
  readonly cameraId: string;
}

/** Facts that a statement rests on, each with the exchange it was read from. */
export function EvidenceList({ facts, cameraId }: EvidenceListProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  if (facts.length === 0) return <span className="quiet small">{t('finding.noEvidence')}</span>;
  return (
    <ul className="evidence">
      {facts.map((fact) => (
        <li key={JSON.stringify(fact)}>
          <code className="breakable">
            {fact.name} = {factValueText(fact.value, language)}
          </code>
          {fact.port === undefined ? null : <span className="quiet small">{t('finding.port', { port: fact.port })}</span>}
          {fact.observation === undefined ? null : (
            <TextLink to="/cameras/$id" params={{ id: cameraId }} search={{ tab: 'transcript' }} hash={`o${fact.observation}`} size="xs">
              {t('finding.exchange', { n: fact.observation })}
            </TextLink>
          )}
        </li>
      ))}
    </ul>
  );
}
