import { Alert, Box, Group, Progress, Stack, Text } from '@mantine/core';
import { useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { ImportKind, ImportPreview, TableImport } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { formatNumber } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ImportFaults, useFaultColumns } from '../ui/import-faults.tsx';
import { ImportMapping } from '../ui/import-mapping.tsx';
import { ImportState, stateOf } from '../ui/import-state.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Fault, Loading } from '../ui/states.tsx';

const EVERY_MS = 1000;

interface PartProps {
  readonly each: TableImport;
}

function Running({ each }: PartProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const cancel = useChange(api.cancelImport);
  const { rows, entered } = each;
  const done = entered.created + entered.updated + entered.unchanged;
  const applying = stateOf(each) === 'applying';
  const share = applying && rows.good > 0 ? (done / rows.good) * 100 : 100;
  return (
    <Section>
      <Stack gap="sm">
        <Text size="sm" role="status">
          {applying
            ? t('importTable.applyingNow', { done: formatNumber(done, language), rows: formatNumber(rows.good, language) })
            : t('importTable.checkingNow', { rows: formatNumber(rows.read, language), faulty: formatNumber(rows.faulty, language) })}
        </Text>
        <Progress.Root>
          <Progress.Section value={share} animated={!applying} aria-label={t('importTable.progress')} />
        </Progress.Root>
        {each.actions.may.includes('cancel') ? (
          <Group>
            <ConfirmButton
              variant="default"
              label={t('importTable.stop')}
              question={t('importTable.stopQuestion')}
              consequence={t('importTable.stopText')}
              action={() => cancel.mutateAsync({ params: { id: each.id } })}
              error={cancel.error}
              pending={cancel.isPending}
            />
          </Group>
        ) : null}
      </Stack>
    </Section>
  );
}

function Apply({ each }: PartProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const apply = useChange(api.applyImport);
  const { good, faulty } = each.rows;
  const [count, left] = [formatNumber(good, language), formatNumber(faulty, language)];
  const policy = each.actions.may.includes('apply-all') ? 'all' : each.actions.may.includes('apply-good') ? 'good' : undefined;
  if (policy === undefined) return null;
  return (
    <ConfirmButton
      label={policy === 'all' ? t('importTable.applyAll') : t('importTable.applyGood', { count: good })}
      question={t('importTable.applyQuestion', { count: good })}
      consequence={policy === 'all' ? t('importTable.applyAllText', { count: good }) : t('importTable.applyText', { faulty: left })}
      action={() => apply.mutateAsync({ params: { id: each.id }, body: { policy } })}
      error={apply.error}
      pending={apply.isPending}
      aria-label={policy === 'all' ? t('importTable.applyAll') : `${t('importTable.applyGood', { count: good })} ${count}`}
    />
  );
}

const REGISTER = 'register-';

/** The way to what an import has entered. */
function OpenList({ kind }: { readonly kind: string }): ReactNode {
  const { t } = useTranslation();
  if (kind === 'cameras') return <ButtonLink to="/cameras">{t('importTable.openCameras')}</ButtonLink>;
  if (kind === 'units') return <ButtonLink to="/units">{t('nav.units')}</ButtonLink>;
  if (kind === 'systems') return <ButtonLink to="/systems">{t('nav.systems')}</ButtonLink>;
  if (kind === 'models') return <ButtonLink to="/models">{t('nav.models')}</ButtonLink>;
  if (!kind.startsWith(REGISTER)) return null;
  return (
    <ButtonLink to="/registers/$register" params={{ register: kind.slice(REGISTER.length) }}>
      {t('importTable.openRegister')}
    </ButtonLink>
  );
}

function Result({ each }: PartProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { rows, entered } = each;
  const numbers = Object.fromEntries(Object.entries(rows).map(([key, value]) => [key, formatNumber(value, language)]));
  const { created, updated, unchanged } = entered;
  return (
    <Section title={entered.row > 0 ? t('importTable.entered') : t('importTable.found')}>
      <Stack gap="sm">
        <Text size="sm">
          {t('importTable.foundText', {
            rows: numbers.read ?? '',
            good: numbers.good ?? '',
            faulty: numbers.faulty ?? '',
            faults: numbers.faults ?? '',
          })}
        </Text>
        {entered.row === 0 ? null : (
          <Text size="sm" fw={600} role="status">
            {t('importTable.enteredText', { created, updated, unchanged })}
          </Text>
        )}
        <Group>
          <Apply each={each} />
          {stateOf(each) === 'done' ? (
            <>
              <OpenList kind={each.kind} />
              <ButtonLink to="/import/table" variant="default">
                {t('importTable.again')}
              </ButtonLink>
            </>
          ) : null}
        </Group>
      </Stack>
    </Section>
  );
}

type PreviewRow = ImportPreview['rows'][number];

function Preview({ each, kind }: PartProps & { readonly kind: ImportKind }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const faultColumns = useFaultColumns();
  const preview = useRead(api.previewImport, { params: { id: each.id }, query: { language } });
  if (preview.data === undefined) {
    return <Section title={t('importTable.preview')}>{preview.isError ? <Fault error={preview.error} /> : <Loading rows={4} />}</Section>;
  }
  const { rows } = preview.data;
  const shown = kind.columns.filter(({ key }) => rows.some(({ values }) => values[key] !== undefined));
  const faults = rows.flatMap((row) => row.faults);
  return (
    <Section title={t('importTable.preview')} flush>
      {rows.length === 0 ? (
        <Box p="md">
          <Text size="sm">{t('importTable.previewEmpty')}</Text>
        </Box>
      ) : (
        <DataTable<PreviewRow>
          label={t('importTable.preview')}
          rows={rows}
          rowKey={({ row }) => String(row)}
          columns={[
            { key: 'row', header: t('importTable.row'), numeric: true, cell: ({ row }) => row },
            ...shown.map(({ key, title }) => ({
              key,
              header: title[language],
              cell: ({ values }: PreviewRow) => <span className="breakable">{values[key] ?? '–'}</span>,
            })),
          ]}
        />
      )}
      {faults.length === 0 ? null : (
        <DataTable
          label={t('importTable.faults')}
          columns={faultColumns}
          rows={faults}
          rowKey={(fault) => `${fault.row} ${fault.cell ?? ''} ${fault.code}`}
        />
      )}
    </Section>
  );
}

function Parts({ each }: PartProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const kinds = useRead(api.importKinds);
  const kind = kinds.data?.items.find(({ id }) => id === each.kind);
  const state = stateOf(each);
  const { may } = each.actions;
  return (
    <>
      {each.failure === null ? null : (
        <Alert color="red" variant="light" role="alert" title={t('importTable.failed')}>
          <Text size="sm">{each.failure.message[language]}</Text>
          <Text size="sm">{each.failure.remedy[language]}</Text>
        </Alert>
      )}
      {state === 'checking' || state === 'applying' ? <Running each={each} /> : null}
      {each.rows.read > 0 && state !== 'checking' ? <Result each={each} /> : null}
      {each.rows.faulty > 0 && state !== 'checking' ? <ImportFaults each={each} /> : null}
      {may.includes('map') && kind !== undefined ? <ImportMapping key={each.header.length} each={each} kind={kind} /> : null}
      {may.includes('map') && kind !== undefined && each.rows.read === 0 ? <Preview each={each} kind={kind} /> : null}
    </>
  );
}

/** One import: columns, check, faults, result. */
export function ImportTablePage(): ReactNode {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/app/import/table/$id' });
  const { known } = useSearch({ from: '/app/import/table/$id' });
  const read = useRead(
    api.getImport,
    { params: { id } },
    { every: (data) => (data !== undefined && ['checking', 'applying'].includes(data.actions.state) ? EVERY_MS : false) },
  );
  const each = read.data;
  if (each === undefined) {
    return <Page title={t('importTable.title')}>{read.isError ? <Fault error={read.error} /> : <Loading />}</Page>;
  }
  return (
    <Page title={each.fileName} lead={<ImportState each={each} />}>
      {known === true ? <Alert variant="light">{t('importTable.known')}</Alert> : null}
      <Parts each={each} />
    </Page>
  );
}
