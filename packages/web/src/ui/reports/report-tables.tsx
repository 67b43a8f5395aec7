import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ReportCell, ReportContent, ReportTable } from '@ancam/contract';
import { formatDay, formatNumber } from '../../lib/format.ts';
import { useLanguage, useText } from '../../lib/language.ts';
import { DataTable } from '../data-table.tsx';
import { TextLink } from '../link.tsx';
import { Section } from '../section.tsx';

type Row = ReportTable['rows'][number];
/** Rows shown before one asks for all. */
const FIRST = 50;

interface CellProps {
  readonly cell: ReportCell | undefined;
  readonly kind: 'text' | 'number' | 'date';
}

function CellText({ cell, kind }: CellProps): ReactNode {
  const language = useLanguage();
  const text = useText();
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return formatNumber(cell, language);
  if (typeof cell === 'object') return text(cell);
  return kind === 'date' ? formatDay(cell) : cell;
}

/** The name of a row as a link to what it is about. */
function RowLink({ about, children }: { readonly about: Row['about']; readonly children: ReactNode }): ReactNode {
  if (about === null) return children;
  switch (about.kind) {
    case 'systems':
      return (
        <TextLink to="/systems/$id" params={{ id: about.id }}>
          {children}
        </TextLink>
      );
    case 'units':
      return (
        <TextLink to="/units/$id" params={{ id: about.id }}>
          {children}
        </TextLink>
      );
    case 'records':
      return (
        <TextLink to="/registers/$register/$id" params={{ register: 'documents', id: about.id }}>
          {children}
        </TextLink>
      );
    case 'camera-groups':
      return (
        <TextLink to="/cameras" search={{ group: about.id }}>
          {children}
        </TextLink>
      );
    case 'reports':
      return (
        <TextLink to="/reports/$id" params={{ id: about.id }} search={{}}>
          {children}
        </TextLink>
      );
  }
  return about.kind satisfies never;
}

/** The column by whose text a row is called: the first text. */
function nameColumn({ columns }: ReportTable): number {
  return columns.findIndex(({ kind }) => kind === 'text');
}

function Rows({ table, rows }: { readonly table: ReportTable; readonly rows: readonly Row[] }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [all, setAll] = useState(false);
  const named = nameColumn(table);
  const numbered = rows.map((row, at) => ({ ...row, key: String(at) }));
  return (
    <>
      <DataTable<(typeof numbered)[number]>
        label={text(table.title)}
        rows={all ? numbered : numbered.slice(0, FIRST)}
        rowKey={(row) => row.key}
        columns={table.columns.map(({ id, title, kind }, at) => ({
          key: id,
          header: text(title),
          numeric: kind === 'number',
          cell: (row) =>
            at === named ? (
              <RowLink about={row.about}>
                <CellText cell={row.cells[at]} kind={kind} />
              </RowLink>
            ) : (
              <CellText cell={row.cells[at]} kind={kind} />
            ),
        }))}
      />
      {all || rows.length <= FIRST ? null : (
        <Group p="md">
          <Button variant="default" onClick={() => setAll(true)}>
            {t('reports.showAll', { count: rows.length })}
          </Button>
        </Group>
      )}
    </>
  );
}

interface TableProps {
  readonly id: string;
  readonly table: ReportTable;
  /** Only the rows that this figure counts. */
  readonly figure: ReportContent['figures'][number] | undefined;
}

function OneTable({ id, table, figure }: TableProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const counted = figure?.table === table.id && table.rows.some(({ counts }) => counts.includes(figure.id));
  const rows = counted ? table.rows.filter(({ counts }) => counts.includes(figure.id)) : table.rows;
  return (
    <div id={`table-${table.id}`}>
      <Section title={text(table.title)} flush>
        {table.note === null ? null : (
          <Text size="sm" c="dimmed" px="md" pb="sm">
            {text(table.note)}
          </Text>
        )}
        {counted ? (
          <Group gap="sm" px="md" pb="sm" role="status">
            <Text size="sm">{t('reports.only', { count: rows.length, title: text(figure.title) })}</Text>
            <TextLink to="/reports/$id" params={{ id }} search={{}} hash={`table-${table.id}`} size="sm">
              {t('reports.allRows')}
            </TextLink>
          </Group>
        ) : null}
        {rows.length === 0 ? (
          <Text size="sm" c="dimmed" px="md" pb="md">
            {t('reports.noRows')}
          </Text>
        ) : (
          <Rows key={figure?.id ?? ''} table={table} rows={rows} />
        )}
      </Section>
    </div>
  );
}

/** The tables of a report; of the table that a figure counts only its rows. */
export function ReportTables({
  id,
  content,
  figure,
}: {
  readonly id: string;
  readonly content: ReportContent;
  readonly figure?: string | undefined;
}): ReactNode {
  const chosen = content.figures.find((each) => each.id === figure);
  return content.tables.map((table) => <OneTable key={table.id} id={id} table={table} figure={chosen} />);
}
