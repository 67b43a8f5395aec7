import { Box, Button, Group, Select, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { ImportFault, TableImport } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { formatNumber } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { DataTable } from './data-table.tsx';
import type { Column } from './data-table.tsx';
import { MoreButton } from './more-button.tsx';
import { Section } from './section.tsx';
import { Fault, Loading } from './states.tsx';

/** Columns of a list of faults. */
export function useFaultColumns(): Column<ImportFault>[] {
  const { t } = useTranslation();
  return [
    { key: 'cell', header: t('importTable.cell'), cell: ({ cell, row }) => <span className="mono">{cell ?? row}</span> },
    {
      key: 'problem',
      header: t('importTable.problem'),
      cell: ({ column, message }) => (
        <div className="breakable">
          {message}
          {column === null ? null : (
            <Text size="xs" c="dimmed">
              {column}
            </Text>
          )}
        </div>
      ),
    },
    { key: 'remedy', header: t('importTable.remedy'), cell: ({ remedy }) => <span className="breakable">{remedy}</span> },
  ];
}

function ErrorFiles({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const texts = { all: t('importTable.errorFile'), faulty: t('importTable.errorFileFaulty') };
  return (
    <Group gap="xs">
      {(['all', 'faulty'] as const).map((rows) => (
        <Button
          key={rows}
          component="a"
          size="xs"
          variant="default"
          download
          leftSection={<IconDownload size={14} aria-hidden />}
          href={urlOf(api.importErrorFile, { params: { id }, query: { language, rows } })}
        >
          {texts[rows]}
        </Button>
      ))}
    </Group>
  );
}

/** Faults of a checked file, each with cell and remedy, by kind of fault. */
export function ImportFaults({ each }: { readonly each: TableImport }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const navigate = useNavigate();
  const { code } = useSearch({ from: '/app/import/table/$id' });
  const columns = useFaultColumns();
  const faults = usePages(api.importFaults, { params: { id: each.id }, query: { language, ...(code === undefined ? {} : { code }) } });
  const pages = faults.data?.pages;
  const codes = pages?.[0]?.byCode ?? [];
  return (
    <Section title={t('importTable.faults')} actions={<ErrorFiles id={each.id} />} flush>
      <Box px="md" pb="sm">
        <Select
          aria-label={t('importTable.code')}
          placeholder={t('importTable.allCodes')}
          data={codes.map((kind) => ({ value: kind.code, label: `${kind.message} (${formatNumber(kind.count, language)})` }))}
          value={code ?? null}
          clearable
          maw={640}
          onChange={(value) =>
            void navigate({
              to: '/import/table/$id',
              params: { id: each.id },
              search: value === null ? {} : { code: value },
              replace: true,
            })
          }
        />
      </Box>
      {pages === undefined ? (
        <Box p="md">{faults.isError ? <Fault error={faults.error} retry={() => void faults.refetch()} /> : <Loading />}</Box>
      ) : (
        <DataTable
          label={t('importTable.faults')}
          columns={columns}
          rows={pages.flatMap((page) => page.items)}
          rowKey={(fault) => `${fault.row} ${fault.cell ?? ''} ${fault.code}`}
        />
      )}
      <MoreButton query={faults} />
    </Section>
  );
}
