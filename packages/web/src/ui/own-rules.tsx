import { Alert, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { KnowledgeView } from '@ancam/contract';
import { DataTable } from './data-table.tsx';
import { Empty } from './states.tsx';

/** The makers that are recognised, and the brands on devices that they build. */
export function MakersKnown({ knowledge }: { readonly knowledge: KnowledgeView }): ReactNode {
  const { t } = useTranslation();
  const names = new Map(knowledge.makers.map(({ id, name }) => [id, name]));
  const builders = (builtBy: readonly string[]): string =>
    builtBy.length === 0
      ? t('knowledge.builderUnknown')
      : t('knowledge.possiblyVia', { makers: builtBy.map((id) => names.get(id) ?? id).join(', ') });
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {t('knowledge.makersCount', { count: knowledge.makers.length })}
      </Text>
      <Text>{knowledge.makers.map(({ name }) => name).join(' · ')}</Text>
      <Title order={2}>{t('knowledge.brandsTitle')}</Title>
      <ul className="plain-list">
        {knowledge.brands.map(({ id, name, builtBy }) => (
          <li key={id}>
            {name} <span className="quiet small">{builders(builtBy)}</span>
          </li>
        ))}
      </ul>
    </Stack>
  );
}

/** What the operator added in the data folder: files in use, or their faults with the remedy. */
export function OwnRules({ own }: { readonly own: KnowledgeView['own'] }): ReactNode {
  const { t } = useTranslation();
  if (own === null || (own.records.length === 0 && own.problems.length === 0))
    return <Empty title={t('knowledge.ownNone')} text={t('knowledge.ownNoneText')} />;
  const { records, problems } = own;
  if (problems.length === 0) {
    return (
      <Stack gap="sm">
        <Text size="sm">{t('knowledge.ownUsed', { count: records.length })}</Text>
        <DataTable
          label={t('knowledge.own')}
          rows={records}
          rowKey={({ file }) => file}
          columns={[
            { key: 'kind', header: t('knowledge.ownKind'), cell: ({ kind }) => kind },
            { key: 'id', header: t('knowledge.ownId'), cell: ({ id }) => <span className="mono breakable">{id}</span> },
            { key: 'file', header: t('knowledge.ownFile'), cell: ({ file }) => <span className="mono breakable">{file}</span> },
          ]}
        />
      </Stack>
    );
  }
  return (
    <Stack gap="sm">
      <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle aria-hidden />}>
        {t('knowledge.ownFaulty', { count: problems.length })}
      </Alert>
      <DataTable
        label={t('knowledge.own')}
        rows={problems}
        rowKey={({ file, line, message }) => `${file}:${line}:${message}`}
        columns={[
          { key: 'file', header: t('knowledge.ownFile'), cell: ({ file }) => <span className="mono breakable">{file}</span> },
          { key: 'line', header: t('knowledge.ownLine'), cell: ({ line }) => line, numeric: true },
          { key: 'problem', header: t('knowledge.ownProblem'), cell: ({ message }) => <span className="breakable">{message}</span> },
          { key: 'fix', header: t('knowledge.ownFix'), cell: ({ fix }) => <span className="breakable">{fix}</span> },
        ]}
      />
    </Stack>
  );
}
