import { Button, Group, NumberInput, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { ImportColumn, ImportKind, TableImport, TableMapping } from '@ancam/contract';
import { call, useChange } from '../lib/api.ts';
import { useLanguage } from '../lib/language.ts';
import { DataTable } from './data-table.tsx';
import { Section } from './section.tsx';
import { Fault } from './states.tsx';

interface MappingProps {
  readonly each: TableImport;
  readonly kind: ImportKind;
}

const UNMAPPED: TableMapping = { sheet: '', headerRow: 1, columns: {} };

function nameOf(column: number): string {
  let name = '';
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name;
  return name;
}

/** Takes a column of the file away from whichever column had it: each goes into one. */
function withColumn(columns: TableMapping['columns'], key: string, value: number | undefined): TableMapping['columns'] {
  const others = Object.entries(columns).filter(([other, at]) => other !== key && at !== value);
  return Object.fromEntries(value === undefined ? others : [...others, [key, value]]);
}

interface ColumnsProps extends MappingProps {
  readonly columns: TableMapping['columns'];
  readonly onChange: (columns: TableMapping['columns']) => void;
}

function Columns({ each, kind, columns, onChange }: ColumnsProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const titles = each.header.map(({ column, title }) => ({ value: String(column), label: `${nameOf(column)} · ${title}` }));
  return (
    <DataTable<ImportColumn>
      label={t('importTable.mapping')}
      rows={kind.columns}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'column',
          header: t('importTable.column'),
          cell: ({ title, required, hint }) => (
            <div>
              <Text size="sm" fw={600}>
                {title[language]}
                {required ? ` (${t('importTable.required')})` : ''}
              </Text>
              <Text size="xs" c="dimmed">
                {hint[language]}
              </Text>
            </div>
          ),
        },
        {
          key: 'from',
          header: t('importTable.from'),
          cell: ({ key, title }) => (
            <Select
              aria-label={`${t('importTable.from')}: ${title[language]}`}
              data={titles}
              value={columns[key] === undefined ? null : String(columns[key])}
              placeholder={t('importTable.none')}
              clearable
              searchable
              onChange={(value) => onChange(withColumn(columns, key, value === null ? undefined : Number(value)))}
            />
          ),
        },
        { key: 'example', header: t('importTable.example'), cell: ({ example }) => <span className="breakable quiet">{example}</span> },
      ]}
    />
  );
}

interface LeftoversProps {
  readonly each: TableImport;
  readonly columns: TableMapping['columns'];
  readonly missing: readonly string[];
}

/** What in the file goes nowhere, and what the register still needs. */
function Leftovers({ each, columns, missing }: LeftoversProps): ReactNode {
  const { t } = useTranslation();
  const used = new Set(Object.values(columns));
  const unused = each.header.filter(({ column, title }) => title !== '' && !used.has(column)).map(({ title }) => title);
  return (
    <>
      {unused.length === 0 ? null : (
        <Text size="sm" c="dimmed" className="breakable">
          {t('importTable.unused', { columns: unused.join(', ') })}
        </Text>
      )}
      {missing.length === 0 ? null : (
        <Text size="sm" role="alert">
          {t('importTable.missing', { columns: missing.join(', ') })}
        </Text>
      )}
    </>
  );
}

/** Which column of the file goes where; saved together with the start of the check. */
export function ImportMapping({ each, kind }: MappingProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const given = each.mapping ?? UNMAPPED;
  const [sheet, setSheet] = useState(given.sheet);
  const [headerRow, setHeaderRow] = useState(given.headerRow);
  const [columns, setColumns] = useState(given.columns);
  const save = useChange(api.mapImport);
  const params = { id: each.id };
  const check = useChange(api.checkImport);
  const missing = kind.columns.filter(({ key, required }) => required && columns[key] === undefined).map(({ title }) => title[language]);
  const moved = sheet !== given.sheet || headerRow !== given.headerRow;

  async function start(): Promise<void> {
    await call(api.mapImport, { params, body: { sheet, headerRow, columns } });
    await check.mutateAsync({ params });
  }
  /** Another header row has other titles: the server tells them, and matches them anew. */
  async function rematch(): Promise<void> {
    const { header } = await save.mutateAsync({ params, body: { sheet, headerRow, columns: {} } });
    setColumns(Object.fromEntries(header.flatMap(({ key, column }) => (key === null ? [] : [[key, column]]))));
  }
  const [fault, setFault] = useState<unknown>();
  const run = (work: () => Promise<void>): void => void work().then(() => setFault(undefined), setFault);
  return (
    <Section title={t('importTable.mapping')}>
      <Stack>
        <Text size="sm">{t('importTable.mappingLead')}</Text>
        <Group align="flex-end" gap="sm">
          {each.sheets.length > 1 ? (
            <Select
              label={t('importTable.sheet')}
              data={each.sheets}
              value={sheet}
              onChange={(value) => setSheet(value ?? '')}
              allowDeselect={false}
            />
          ) : null}
          <NumberInput
            label={t('importTable.headerRow')}
            value={headerRow}
            min={1}
            max={1_048_576}
            allowDecimal={false}
            w={130}
            onChange={(value) => setHeaderRow(typeof value === 'number' ? value : headerRow)}
          />
          {moved ? (
            <Button variant="default" loading={save.isPending} onClick={() => run(rematch)}>
              {t('importTable.rematch')}
            </Button>
          ) : null}
        </Group>
        <Columns each={each} kind={kind} columns={columns} onChange={setColumns} />
        <Leftovers each={each} columns={columns} missing={missing} />
        {fault === undefined ? null : <Fault error={fault} />}
        <Group>
          <Button onClick={() => run(start)} loading={check.isPending} disabled={missing.length > 0 || moved}>
            {each.rows.read > 0 ? t('importTable.recheck') : t('importTable.check')}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}
