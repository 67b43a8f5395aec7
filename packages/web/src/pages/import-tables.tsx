import { Box, Button, Group, Progress, Select, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { ImportKind, TableImport } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { usePages, useRead } from '../lib/api.ts';
import { formatNumber, formatPercent } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { uploadTable } from '../lib/upload.ts';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { FileDrop } from '../ui/file-drop.tsx';
import { ImportState } from '../ui/import-state.tsx';
import { TextLink } from '../ui/link.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';

const FORMATS = { xlsx: 'importTable.templateXlsx', csv: 'importTable.templateCsv' } as const;

function Templates({ kind }: { readonly kind: ImportKind }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Group gap="xs" role="group" aria-label={t('importTable.template')}>
      {(['xlsx', 'csv'] as const).map((format) => (
        <Button
          key={format}
          component="a"
          variant="default"
          download
          href={urlOf(api.importTemplate, { params: { kind: kind.id }, query: { format, language } })}
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t(FORMATS[format])}
        </Button>
      ))}
    </Group>
  );
}

function Sender({ kinds }: { readonly kinds: readonly ImportKind[] }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [share, setShare] = useState(0);
  const [chosen, setChosen] = useState<string | null>(null);
  const kind = kinds.find(({ id }) => id === chosen) ?? kinds[0];
  const send = useMutation({
    mutationFn: (file: File) => uploadTable(kind?.id ?? '', file, setShare),
    onSuccess: async ({ import: { id }, alreadyKnown }) => {
      void client.invalidateQueries();
      await navigate({ to: '/import/table/$id', params: { id }, search: alreadyKnown ? { known: true } : {} });
    },
  });
  if (kind === undefined) return <Text size="sm">{t('importTable.notPermitted')}</Text>;
  return (
    <Stack>
      <Group align="flex-end" gap="sm">
        <Select
          label={t('importTable.kind')}
          data={kinds.map(({ id, title }) => ({ value: id, label: title[language] }))}
          value={kind.id}
          onChange={setChosen}
          allowDeselect={false}
        />
        <Templates kind={kind} />
      </Group>
      <Text size="sm" c="dimmed">
        {kind.about[language]}
      </Text>
      <FileDrop
        onFile={(file) => {
          setShare(0);
          send.mutate(file);
        }}
        busy={send.isPending}
        accept=".xlsx,.csv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        label={t('importTable.file')}
        text={t('importTable.drop')}
        choose={t('importTable.choose')}
      />
      {send.isPending ? (
        <div role="status">
          <Text size="sm">
            {share < 1
              ? t('importTable.sending', { share: formatPercent(share, language), name: send.variables.name })
              : t('importTable.reading', { name: send.variables.name })}
          </Text>
          <Progress.Root mt={4}>
            <Progress.Section value={share * 100} animated={share >= 1} aria-label={t('importTable.progress')} />
          </Progress.Root>
        </div>
      ) : null}
      {send.isError ? (
        <Stack gap="xs">
          <Text size="sm">{t('importTable.nothingKept', { name: send.variables.name })}</Text>
          <Fault error={send.error} />
        </Stack>
      ) : null}
    </Stack>
  );
}

function useColumns(): Column<TableImport>[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const kinds = useRead(api.importKinds);
  return [
    {
      key: 'at',
      header: t('importTable.at'),
      cell: (each) => (
        <TextLink to="/import/table/$id" params={{ id: each.id }} fw={600} className="no-wrap">
          {formatDateTime(each.createdAt)}
        </TextLink>
      ),
    },
    {
      key: 'kind',
      header: t('importTable.kindOf'),
      cell: ({ kind }) => kinds.data?.items.find(({ id }) => id === kind)?.title[language] ?? kind,
    },
    { key: 'file', header: t('importTable.fileName'), cell: (each) => <span className="breakable">{each.fileName}</span> },
    { key: 'state', header: t('importTable.stateTitle'), cell: (each) => <ImportState each={each} /> },
    { key: 'rows', header: t('importTable.rows'), numeric: true, cell: (each) => formatNumber(each.rows.read, language) },
    {
      key: 'result',
      header: t('importTable.result'),
      cell: ({ entered: { created, updated, unchanged, row } }) =>
        row === 0 ? '–' : t('importTable.enteredText', { created, updated, unchanged }),
    },
    { key: 'by', header: t('importTable.by'), cell: (each) => each.createdBy },
  ];
}

function History(): ReactNode {
  const { t } = useTranslation();
  const columns = useColumns();
  const imports = usePages(api.listImports, {});
  const rows = imports.data?.pages.flatMap((page) => page.items);
  return (
    <Section
      title={t('importTable.history')}
      flush
      actions={<ExportMenu href={(format, language) => urlOf(api.exportImports, { query: { format, language } })} />}
    >
      {rows === undefined ? (
        <Box p="md">{imports.isError ? <Fault error={imports.error} retry={() => void imports.refetch()} /> : <Loading />}</Box>
      ) : rows.length === 0 ? (
        <Empty title={t('importTable.emptyTitle')} text={t('importTable.emptyText')} />
      ) : (
        <DataTable label={t('importTable.history')} columns={columns} rows={rows} rowKey={(each) => each.id} />
      )}
      <MoreButton query={imports} />
    </Section>
  );
}

/** Import of tables: template, upload, and what was imported before. */
export function ImportTablesPage(): ReactNode {
  const { t } = useTranslation();
  const kinds = useRead(api.importKinds);
  return (
    <Page title={t('importTable.title')} lead={t('importTable.lead')}>
      <Section>
        {kinds.data === undefined ? (
          kinds.isError ? (
            <Fault error={kinds.error} retry={() => void kinds.refetch()} />
          ) : (
            <Loading rows={3} />
          )
        ) : (
          <Sender kinds={kinds.data.items} />
        )}
      </Section>
      <History />
    </Page>
  );
}
