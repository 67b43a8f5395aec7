import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { ToolFilePreview } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange } from '../lib/api.ts';
import { formatNumber } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { DataTable } from './data-table.tsx';
import { ButtonLink } from './link.tsx';
import { Section } from './section.tsx';
import { SiteChoice } from './site-choice.tsx';
import { Fault } from './states.tsx';

type BadRecord = ToolFilePreview['faults'][number];

function Figures({ preview }: { readonly preview: ToolFilePreview }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const figures = [
    ['hosts', preview.hosts],
    ['openPorts', preview.openPorts],
    ['bad', preview.source.bad],
  ] as const;
  return (
    <dl className="figures">
      {figures.map(([key, value]) => (
        <div key={key} className="figure">
          <dt>{t(`toolFile.${key}`)}</dt>
          <dd>{formatNumber(value, language)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Source({ preview }: { readonly preview: ToolFilePreview }): ReactNode {
  const { t } = useTranslation();
  const { source, startedAt, finishedAt } = preview;
  const [from, to] = [formatDateTime(startedAt), formatDateTime(finishedAt)];
  const when = from === to ? from : `${from} – ${to}`;
  const lines = [
    ['file', source.file],
    [
      'tool',
      source.format === 'camera-list' ? t('toolFile.list') : [source.tool, source.version].filter((part) => part !== undefined).join(' '),
    ],
    ['command', source.command ?? ''],
    ['observed', source.timeFrom === 'content' ? when : t('toolFile.observedFile', { at: from })],
  ] as const;
  return (
    <Stack gap={4}>
      {lines.map(([key, text]) =>
        text === '' ? null : (
          <Text key={key} size="sm" className="breakable">
            {`${t(`toolFile.${key}`)}: `}
            <span className={key === 'command' ? 'mono' : undefined}>{text}</span>
          </Text>
        ),
      )}
    </Stack>
  );
}

function BadRecords({ preview }: { readonly preview: ToolFilePreview }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { faults, source } = preview;
  if (faults.length === 0) return null;
  const rest = source.bad - faults.length;
  return (
    <Section title={t('toolFile.faults', { count: source.bad })} flush>
      <Text size="sm" px="md" pb="sm">
        {t('toolFile.faultsText')}
      </Text>
      <DataTable<BadRecord>
        label={t('toolFile.faults', { count: source.bad })}
        rows={faults}
        rowKey={(each) => `${each.place} ${each.fault.vi}`}
        columns={[
          { key: 'place', header: t('toolFile.place'), cell: (each) => <span className="mono breakable">{each.place}</span> },
          { key: 'fault', header: t('toolFile.fault'), cell: (each) => <span className="breakable">{each.fault[language]}</span> },
          { key: 'remedy', header: t('toolFile.remedy'), cell: (each) => <span className="breakable">{each.remedy[language]}</span> },
        ]}
      />
      {rest > 0 ? (
        <Text size="sm" c="dimmed" p="md">
          {t('toolFile.more', { count: rest })}
        </Text>
      ) : null}
    </Section>
  );
}

/** What an uploaded file of another tool holds, and its import as a scan. */
export function ToolFilePanel({ preview, changedAt }: { readonly preview: ToolFilePreview; readonly changedAt: string }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [site, setSite] = useState('');
  const take = useChange(api.takeToolFile, (scan) => navigate({ to: '/scans/$id', params: { id: scan.id } }));
  const { upload, source, known } = preview;
  const body = { upload, name: source.file, changedAt, siteId: site === '' ? null : site };
  return (
    <>
      <Section title={t('toolFile.title')}>
        <Stack gap="sm" role="status">
          <Source preview={preview} />
          <Figures preview={preview} />
          <Alert color="blue">{t('toolFile.nothingSent')}</Alert>
          {known === null ? (
            <>
              <SiteChoice value={site} onChange={setSite} />
              <Group>
                <Button loading={take.isPending} onClick={() => take.mutate({ body })}>
                  {t('toolFile.take')}
                </Button>
              </Group>
            </>
          ) : (
            <>
              <Text size="sm">{t('toolFile.known')}</Text>
              <Group>
                <ButtonLink to="/scans/$id" params={{ id: known }}>
                  {t('toolFile.openKnown')}
                </ButtonLink>
              </Group>
            </>
          )}
          {take.isError ? <Fault error={take.error} /> : null}
        </Stack>
      </Section>
      <BadRecords preview={preview} />
    </>
  );
}
