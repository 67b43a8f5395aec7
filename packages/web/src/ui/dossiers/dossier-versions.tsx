import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { DossierDetail } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useRead } from '../../lib/api.ts';
import { useText } from '../../lib/language.ts';
import { Async } from '../async.tsx';
import { DataTable } from '../data-table.tsx';
import { Section } from '../section.tsx';
import { DossierSubmitted } from './dossier-submitted.tsx';

interface VersionProps {
  readonly dossier: DossierDetail;
}

function Difference({ dossier, from, to }: VersionProps & { readonly from: number; readonly to: number }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const difference = useRead(api.compareDossier, { params: { id: dossier.id }, query: { from, to } });
  return (
    <Async query={difference} rows={3}>
      {({ changes }) =>
        changes.length === 0 ? (
          <Text size="sm">{t('dossiers.noDifference')}</Text>
        ) : (
          <DataTable
            label={t('dossiers.difference')}
            rows={changes}
            rowKey={({ section, what }) => `${section.en} ${what.en}`}
            columns={[
              { key: 'what', header: t('dossiers.what'), cell: ({ section, what }) => `${text(section)}: ${text(what)}` },
              {
                key: 'before',
                header: t('dossiers.was'),
                cell: ({ before }) => <span className="breakable dossier-said">{before === null ? '–' : text(before)}</span>,
              },
              {
                key: 'after',
                header: t('dossiers.is'),
                cell: ({ after }) => <span className="breakable dossier-said">{after === null ? '–' : text(after)}</span>,
              },
            ]}
          />
        )
      }
    </Async>
  );
}

/** What was submitted when, and what differs between two submissions. */
export function DossierVersions({ dossier }: VersionProps): ReactNode {
  const { t } = useTranslation();
  const { submissions } = dossier;
  const last = submissions.at(-1)?.version ?? 1;
  const [from, setFrom] = useState(Math.max(1, last - 1));
  const [to, setTo] = useState(last);
  const [shown, setShown] = useState(last);
  if (submissions.length === 0) return null;
  const data = submissions.map(({ version, at }) => ({
    value: String(version),
    label: t('dossiers.versionOf', { version, at: formatDateTime(at) }),
  }));
  return (
    <Section title={t('dossiers.submissions')}>
      <Stack gap="sm">
        <ul className="notes">
          {submissions.map(({ version, at, by, hash }) => (
            <li key={version} className="breakable">
              {t('dossiers.submissionOf', { version, at: formatDateTime(at), by })}{' '}
              <code>{t('dossiers.hash', { hash: hash.slice(0, 16) })}</code>
            </li>
          ))}
        </ul>
        {submissions.length < 2 ? null : (
          <NativeSelect
            label={t('dossiers.shown')}
            value={String(shown)}
            onChange={(event) => setShown(Number(event.currentTarget.value))}
            data={data}
          />
        )}
        <DossierSubmitted dossier={dossier} version={shown} />
        {submissions.length < 2 ? null : (
          <>
            <Group gap="sm" align="flex-end">
              <NativeSelect
                label={t('dossiers.from')}
                value={String(from)}
                onChange={(event) => setFrom(Number(event.currentTarget.value))}
                data={data}
              />
              <NativeSelect
                label={t('dossiers.to')}
                value={String(to)}
                onChange={(event) => setTo(Number(event.currentTarget.value))}
                data={data}
              />
            </Group>
            <Difference dossier={dossier} from={from} to={to} />
          </>
        )}
      </Stack>
    </Section>
  );
}
