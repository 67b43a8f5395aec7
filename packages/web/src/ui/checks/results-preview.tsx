import { Alert, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { CheckResultsPreview } from '@ancam/contract';
import { formatDay } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { SeverityTag } from '../badges.tsx';
import { DataTable } from '../data-table.tsx';
import { Facts } from '../facts.tsx';
import { TextLink } from '../link.tsx';
import { OtherSystem } from '../plans/other-system.tsx';

type Row = CheckResultsPreview['shortcomings'][number];

function Aim({ row }: { readonly row: Row }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if (row.requirement !== null) {
    return (
      <span className="breakable">
        <strong>{row.requirement.row}</strong> {text(row.requirement.title)}
      </span>
    );
  }
  return <span className="breakable">{row.target === '' ? t('results.noTarget') : t('results.foreign', { target: row.target })}</span>;
}

function Shortcomings({ rows }: { readonly rows: readonly Row[] }): ReactNode {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <DataTable<Row>
      label={t('results.shortcomings')}
      rows={rows}
      rowKey={(row) => row.place}
      columns={[
        {
          key: 'title',
          header: t('checks.shortcoming'),
          cell: (row) => (
            <div className="breakable">
              {row.title}
              {row.camera === null ? null : <Text size="xs">{row.camera}</Text>}
              <Text size="xs" c="dimmed">
                <code>{row.place}</code>
              </Text>
            </div>
          ),
        },
        {
          key: 'severity',
          header: t('checks.severity'),
          cell: (row) => (
            <div>
              <SeverityTag severity={row.severity} />
              {row.severityTold ? null : <Text size="xs">{t('results.assumed')}</Text>}
            </div>
          ),
        },
        { key: 'requirement', header: t('plans.requirement'), cell: (row) => <Aim row={row} /> },
        { key: 'by', header: t('checks.mendBy'), cell: (row) => <span className="no-wrap">{formatDay(row.mendBy) || '–'}</span> },
      ]}
    />
  );
}

function Rest({ preview: { satisfied, left } }: { readonly preview: CheckResultsPreview }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  return (
    <>
      {satisfied.length === 0 ? null : (
        <details>
          <summary>{t('results.satisfied', { count: satisfied.length })}</summary>
          <ul className="notes">
            {satisfied.map(({ place, row, title }) => (
              <li key={place} className="breakable">
                <strong>{row}</strong> {text(title)} (<code>{place}</code>)
              </li>
            ))}
          </ul>
        </details>
      )}
      {left.length === 0 ? null : (
        <details>
          <summary>{t('results.left', { count: left.length })}</summary>
          <ul className="notes">
            {left.map(({ place, title, target, reason }) => (
              <li key={place} className="breakable">
                {[target, title].filter(Boolean).join(' ')}: {t(`results.reasons.${reason}`)} (<code>{place}</code>)
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** The check that a document would become: what aims at which requirement, what is left out and why. */
export function ResultsPreview({ preview }: { readonly preview: CheckResultsPreview }): ReactNode {
  const { t } = useTranslation();
  const { known, otherSystem, into, shortcomings, satisfied, left } = preview;
  const days = [preview.startedOn, preview.endedOn].map(formatDay).filter(Boolean).join(' – ');
  return (
    <Stack gap="sm">
      {known === null ? null : (
        <Alert color="blue" variant="light" icon={<IconInfoCircle aria-hidden />} title={t('results.known')}>
          <TextLink to="/checks/$id" params={{ id: known }}>
            {t('results.open')}
          </TextLink>
        </Alert>
      )}
      <OtherSystem name={otherSystem} />
      <Facts
        rows={[
          [t('results.document'), t('results.documentText', { title: preview.title, version: preview.documentVersion })],
          [t('results.days'), days],
          [t('checks.assessor'), preview.assessor],
          [t('checks.outcome'), t(preview.outcome === null ? 'results.noConclusion' : `checks.outcomes.${preview.outcome}`)],
        ]}
      />
      {known === null ? (
        <Text size="sm">{into === null ? t('results.new') : t('results.into', { on: formatDay(into.plannedOn) })}</Text>
      ) : null}
      <Text size="sm" role="status">
        {t('results.counts', { shortcomings: shortcomings.length, satisfied: satisfied.length, left: left.length })}
      </Text>
      <Shortcomings rows={shortcomings} />
      <Rest preview={preview} />
    </Stack>
  );
}
