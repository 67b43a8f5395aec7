import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { DossierDetail, DossierSubmission } from '@ancam/contract';
import { useRead } from '../../lib/api.ts';
import { formatDay } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { Async } from '../async.tsx';
import { ConfidenceMark } from '../confidence-mark.tsx';
import { DataTable } from '../data-table.tsx';

interface OfContent {
  readonly content: DossierSubmission['content'];
}

function Criteria({ content }: OfContent): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if (content.criteria.length === 0) return <Text size="sm">{t('dossiers.noCriteria')}</Text>;
  return (
    <ul className="level-list">
      {content.criteria.map(({ id, level, grounds, clause, confidence }) => (
        <li key={id} data-decisive={level === content.level}>
          <p>
            <strong>{t('dossiers.criterionOf', { level })}</strong> · <span className="mono">{id}</span>
          </p>
          <p>{text(grounds)}</p>
          <p className="quiet small">
            {text(clause)} <ConfidenceMark confidence={confidence} short />
          </p>
        </li>
      ))}
    </ul>
  );
}

function Requirements({ content }: OfContent): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { requirements } = content;
  if (requirements.length === 0) return <Text size="sm">{t('dossiers.noAnswers')}</Text>;
  const full = requirements.filter(({ answer }) => answer === 'full').length;
  const applying = requirements.filter(({ answer }) => answer !== 'not-applicable').length;
  return (
    <details>
      <summary>{t('dossiers.answersOf', { full, applying, total: requirements.length })}</summary>
      <DataTable
        label={t('dossiers.answers')}
        rows={requirements}
        rowKey={({ id, title }) => `${id} ${title.en}`}
        columns={[
          { key: 'title', header: t('dossiers.requirement'), cell: ({ id, title }) => `${id} ${text(title)}` },
          { key: 'answer', header: t('dossiers.answer'), cell: ({ answerTitle }) => text(answerTitle) },
          { key: 'said', header: t('dossiers.said'), cell: ({ said }) => <span className="breakable dossier-said">{said || '–'}</span> },
          { key: 'owner', header: t('dossiers.inCharge'), cell: ({ owner }) => <span className="breakable">{owner || '–'}</span> },
          { key: 'dueOn', header: t('dossiers.due'), cell: ({ dueOn }) => <span className="no-wrap">{formatDay(dueOn) || '–'}</span> },
          { key: 'evidence', header: t('dossiers.evidence'), cell: ({ evidence }) => evidence },
        ]}
      />
    </details>
  );
}

/** What a submission said of the level and of the plan, as the appraiser got it. */
export function DossierSubmitted({ dossier, version }: { readonly dossier: DossierDetail; readonly version: number }): ReactNode {
  const { t } = useTranslation();
  const submission = useRead(api.readSubmission, { params: { id: dossier.id }, query: { version } });
  return (
    <Async query={submission} rows={3}>
      {({ content }) => (
        <Stack gap="sm">
          <h3 className="part-title">{t('dossiers.criteria')}</h3>
          <Criteria content={content} />
          <h3 className="part-title">{t('dossiers.answers')}</h3>
          <Requirements content={content} />
        </Stack>
      )}
    </Async>
  );
}
