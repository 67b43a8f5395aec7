import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { Group, Text, VisuallyHidden } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { CalendarEntry, CheckCalendar } from '@ancam/contract';
import { useRead } from '../../lib/api.ts';
import { FIRST_YEAR, LAST_YEAR } from '../../lib/check-search.ts';
import type { CheckListSearch } from '../../lib/check-search.ts';
import { formatDay } from '../../lib/format.ts';
import { compact } from '../../lib/list-search.ts';
import { Async } from '../async.tsx';
import { DataTable } from '../data-table.tsx';
import { TextLink } from '../link.tsx';
import { Section } from '../section.tsx';

const WHATS = ['overdue', 'due', 'planned', 'done'] as const;
const TONES = { overdue: 'critical', due: 'medium', planned: 'busy', done: 'good' } as const;
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

interface MonthRow {
  readonly month: number;
  readonly name: string;
  readonly overdue: number;
  readonly due: number;
  readonly planned: number;
  readonly done: number;
}

const monthOf = ({ on }: CalendarEntry): number => Number(on.slice(5, 7));

function Strip({
  rows,
  year,
  month,
}: {
  readonly rows: readonly MonthRow[];
  readonly year: number;
  readonly month: number | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate({ from: '/checks' });
  return (
    <>
      <BarChart
        h={180}
        data={rows.map((row) => ({ ...row }))}
        dataKey="name"
        type="stacked"
        series={WHATS.map((what) => ({ name: what, label: t(`checks.whats.${what}`), color: `var(--tone-${TONES[what]})` }))}
        yAxisProps={{ allowDecimals: false, width: 32 }}
        withTooltip
        barProps={{
          isAnimationActive: false,
          maxBarSize: 28,
          onClick: (_bar, index) => {
            const row = rows[index];
            if (row !== undefined) void navigate({ search: (before) => ({ ...before, year, month: row.month }), resetScroll: false });
          },
        }}
        barChartProps={{ accessibilityLayer: false }}
        aria-hidden
      />
      <ul className="months" aria-label={t('checks.months12', { year })}>
        {rows.map((row) => (
          <li key={row.month}>
            <TextLink
              from="/checks"
              to="."
              search={(before) => compact({ ...before, year, month: row.month === month ? undefined : row.month })}
              resetScroll={false}
              data-chosen={row.month === month}
            >
              <span>{row.name}</span>{' '}
              <span className="months-dots">
                {WHATS.map((what) =>
                  row[what] === 0 ? null : (
                    <span key={what} className="tag" data-tone={TONES[what]}>
                      {row[what]} <VisuallyHidden>{t(`checks.whats.${what}`)} </VisuallyHidden>
                    </span>
                  ),
                )}
              </span>
            </TextLink>
          </li>
        ))}
      </ul>
      <ul className="legend" aria-hidden>
        {WHATS.map((what) => (
          <li key={what}>
            <span className="dot" data-tone={TONES[what]} />
            {t(`checks.whats.${what}`)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Days({
  items,
  month,
  year,
}: {
  readonly items: readonly CalendarEntry[];
  readonly month: number;
  readonly year: number;
}): ReactNode {
  const { t } = useTranslation();
  const label = t('checks.month', { month, year });
  if (items.length === 0) return <Text size="sm">{`${label}: ${t('checks.nothing')}`}</Text>;
  return (
    <DataTable<CalendarEntry>
      label={label}
      rows={items}
      rowKey={(row) => `${row.on}/${row.what}/${row.check ?? row.system.id}`}
      columns={[
        { key: 'on', header: t('checks.day'), cell: (row) => <span className="no-wrap">{formatDay(row.on)}</span> },
        {
          key: 'what',
          header: t('checks.what'),
          cell: (row) => (
            <span className="tag" data-tone={TONES[row.what]}>
              {t(`checks.whats.${row.what}`)}
            </span>
          ),
        },
        {
          key: 'system',
          header: t('checks.system'),
          cell: (row) =>
            row.check === null ? (
              <TextLink to="/systems/$id" params={{ id: row.system.id }} className="breakable">
                {row.system.name}
              </TextLink>
            ) : (
              <TextLink to="/checks/$id" params={{ id: row.check }} className="breakable">
                {row.system.name}
              </TextLink>
            ),
        },
        { key: 'kind', header: t('checks.kind'), cell: (row) => t(`checks.kinds.${row.kind}`) },
        { key: 'level', header: t('checks.level'), cell: (row) => row.level, numeric: true },
      ]}
    />
  );
}

/** The address of another year. */
const toYear =
  (year: number) =>
  (before: CheckListSearch): CheckListSearch =>
    compact({ ...before, year, month: undefined });

function Year({ calendar, month }: { readonly calendar: CheckCalendar; readonly month: number | undefined }): ReactNode {
  const { t } = useTranslation();
  const { year, items, more } = calendar;
  const count = (each: number, what: CalendarEntry['what']): number =>
    items.filter((entry) => monthOf(entry) === each && entry.what === what).length;
  const rows = MONTHS.map((each) => ({
    month: each,
    name: t('checks.monthShort', { month: each }),
    overdue: count(each, 'overdue'),
    due: count(each, 'due'),
    planned: count(each, 'planned'),
    done: count(each, 'done'),
  }));
  return (
    <>
      <Group justify="space-between" mb="sm">
        {year > FIRST_YEAR ? (
          <TextLink from="/checks" to="." search={toYear(year - 1)} resetScroll={false}>
            ← {year - 1}
          </TextLink>
        ) : (
          <span />
        )}
        <Text fw={600} role="status">
          {t('checks.year', { year })}
        </Text>
        {year < LAST_YEAR ? (
          <TextLink from="/checks" to="." search={toYear(year + 1)} resetScroll={false}>
            {year + 1} →
          </TextLink>
        ) : (
          <span />
        )}
      </Group>
      <Strip rows={rows} year={year} month={month} />
      {more ? (
        <Text size="sm" c="dimmed">
          {t('checks.calendarMore')}
        </Text>
      ) : null}
      {month === undefined ? null : <Days items={items.filter((entry) => monthOf(entry) === month)} month={month} year={year} />}
    </>
  );
}

/** The checks of a year: carried out, planned, due and overdue; a month opens its days. */
export function CheckCalendarPanel({ year, month }: { readonly year: number | undefined; readonly month: number | undefined }): ReactNode {
  const { t } = useTranslation();
  const calendar = useRead(api.checkCalendar, { query: year === undefined ? {} : { year } });
  return (
    <Section title={t('checks.calendar')}>
      <Async query={calendar} rows={4}>
        {(data) => <Year calendar={data} month={month} />}
      </Async>
    </Section>
  );
}
