import { Breadcrumbs, Progress, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { DUTY_STATES, api, joinRollups, urlOf } from '@ancam/contract';
import type { DutyRollup, DutyState, RollupDuty } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { useDutyWords } from '../lib/duties.ts';
import type { DutyWords } from '../lib/duties.ts';
import { readDutySearch } from '../lib/duty-search.ts';
import type { DutySearch } from '../lib/duty-search.ts';
import { formatNumber, formatPercent, formatPlainDate } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { DataTable } from '../ui/data-table.tsx';
import { DateField } from '../ui/date-field.tsx';
import { DutyNav } from '../ui/duties/duty-nav.tsx';
import { IssuerChoice } from '../ui/duties/issuer-choice.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { PlacePicker } from '../ui/place-picker.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';
import { UnitPicker } from '../ui/units/unit-picker.tsx';

/** A share with its parts: a percentage never stands alone. */
function Share({ part, whole }: { readonly part: number; readonly whole: number }): ReactNode {
  const language = useLanguage();
  if (whole === 0) return <span className="quiet">–</span>;
  return (
    <span className="no-wrap">
      {formatPercent(part / whole, language)}{' '}
      <span className="quiet small">
        {formatNumber(part, language)}/{formatNumber(whole, language)}
      </span>
    </span>
  );
}

interface CountProps {
  readonly rollup: DutyRollup;
  readonly row: RollupDuty;
  readonly state: DutyState;
  readonly place: string | undefined;
}

/** A count that leads to its rows; of a past day there is no list. */
function Count({ rollup, row, state, place }: CountProps): ReactNode {
  const language = useLanguage();
  const { t } = useTranslation();
  const count = row.units[state];
  const text = formatNumber(count, language);
  if (count === 0 || rollup.how === 'computed') return text;
  const { unit } = rollup.node;
  const search = readDutySearch({ duty: row.duty, state, issuer: rollup.issuer ?? undefined, unit: unit ?? undefined, place });
  return (
    <TextLink to="/duties/rows" search={search} aria-label={`${row.duty} ${t(`duties.states.${state}`)}: ${text}`}>
      {text}
    </TextLink>
  );
}

function Duties({
  rollup,
  words,
  place,
}: {
  readonly rollup: DutyRollup;
  readonly words: DutyWords;
  readonly place: string | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  if (rollup.duties.length === 0) return <Empty title={t('duties.emptyTitle')} text={t('duties.emptyRollup')} />;
  return (
    <DataTable<RollupDuty>
      label={t('duties.view.rollup')}
      rows={rollup.duties}
      rowKey={(row) => row.duty}
      columns={[
        {
          key: 'duty',
          header: t('duties.duty'),
          cell: (row) => (
            <span className="breakable">
              <strong>{row.duty}</strong> {words.title(row.duty)}
            </span>
          ),
        },
        ...DUTY_STATES.map((state) => ({
          key: state,
          header: t(`duties.states.${state}`),
          numeric: true,
          cell: (row: RollupDuty) => <Count rollup={rollup} row={row} state={state} place={place} />,
        })),
        {
          key: 'complete',
          header: t('duties.complete'),
          numeric: true,
          cell: (row) => <Share part={row.units.met + row.units['met-late']} whole={row.owing} />,
        },
        {
          key: 'timely',
          header: t('duties.timely'),
          numeric: true,
          cell: (row) => <Share part={row.units.met} whole={row.units.met + row.units['met-late'] + row.units.overdue} />,
        },
        { key: 'outside', header: t('duties.outside'), numeric: true, cell: (row) => formatNumber(row.outside, language) },
      ]}
    />
  );
}

interface ReadingProps {
  readonly rollup: DutyRollup;
  readonly words: DutyWords;
  readonly search: DutySearch;
}

function Reading({ rollup, words, search }: ReadingProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { node, above, standing, counted, waiting, on, issuer, issuers } = rollup;
  const way = above.map((each) => (
    <TextLink
      key={each.unit ?? ''}
      to="/duties/rollup"
      search={readDutySearch({ ...search, place: undefined, unit: each.unit ?? undefined })}
      size="sm"
    >
      {each.name || t('figures.whole')}
    </TextLink>
  ));
  const reading = issuer === null ? t('duties.ownDaysWithin') : words.issuer(issuer, issuers);
  return (
    <Section title={node.name || t('figures.whole')} flush>
      <Text size="sm" c="dimmed" px="md" py="xs" role="status" component="div">
        {way.length === 0 ? null : <Breadcrumbs mb={4}>{way}</Breadcrumbs>}
        {t(`duties.how.${rollup.how}`, { day: formatPlainDate(on), reading, units: formatNumber(standing, language) })}
        {counted < standing
          ? ` ${t('duties.counting', { counted: formatNumber(counted, language), standing: formatNumber(standing, language) })}`
          : ''}
        {waiting > 0 ? ` ${t('duties.waiting', { count: waiting })}` : ''} {t('duties.shares')}
      </Text>
      {counted < standing ? (
        <Progress value={(100 * counted) / standing} aria-label={t('duties.countingLabel')} radius={0} size="sm" />
      ) : null}
      <Duties rollup={rollup} words={words} place={search.place} />
    </Section>
  );
}

/** A roll-up, read part by part until it is whole; what has come is shown meanwhile. */
function useRollup(query: object) {
  const parts = usePages(api.dutyRollup, { query });
  const { hasNextPage, isFetchingNextPage, isError, fetchNextPage } = parts;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && !isError) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  const [first, ...rest] = parts.data?.pages ?? [];
  const data = first === undefined ? undefined : rest.reduce(joinRollups, first);
  return { data, isError: parts.isError, error: parts.error, refetch: () => void parts.refetch() };
}

interface FiltersProps {
  readonly search: DutySearch;
  readonly rollup: DutyRollup | undefined;
  readonly words: DutyWords;
  readonly set: (change: object) => void;
}

/** The choice of a territory, for those who hold a right over one. */
function Territory({ place, rollup, set }: Pick<FiltersProps, 'rollup' | 'set'> & { readonly place: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const within = rollup?.territories ?? [];
  if (within.length === 0 && place === undefined) return null;
  return (
    <PlacePicker
      key={place ?? ''}
      label={t('duties.place')}
      value={place ?? null}
      within={within}
      chosen={place === undefined ? undefined : rollup?.node.name}
      onChange={(path) => set({ place: path ?? undefined, unit: undefined })}
    />
  );
}

/** Of which unit or territory, in whose reading, of which day. */
function Filters({ search: { unit, place, issuer, on }, rollup, words, set }: FiltersProps): ReactNode {
  const { t } = useTranslation();
  const shown = rollup?.node;
  return (
    <div className="filters" role="search" aria-label={t('duties.choose')}>
      <UnitPicker
        label={t('duties.unit')}
        value={unit ?? null}
        onChange={(chosen) => set({ unit: chosen ?? undefined, place: undefined })}
        chosen={unit === undefined || shown === undefined ? undefined : { value: unit, label: shown.name }}
      />
      <Territory place={place} rollup={rollup} set={set} />
      <IssuerChoice issuers={rollup?.issuers ?? []} value={issuer} onChange={(chosen) => set({ issuer: chosen })} words={words} />
      <DateField label={t('duties.on')} value={on ?? ''} onChange={(day) => set({ on: day || undefined })} />
    </div>
  );
}

/** Each duty in numbers over a unit and all below it. */
export function DutyRollupPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/duties/rollup' });
  const navigate = useNavigate();
  const words = useDutyWords();
  const { unit, place, issuer, on } = search;
  const query = Object.fromEntries(Object.entries({ unit, place, issuer, on }).filter(([, value]) => value !== undefined));
  const rollup = useRollup(query);
  const set = (change: object): void =>
    void navigate({ to: '/duties/rollup', search: readDutySearch({ ...search, ...change }), replace: true });
  return (
    <Page
      title={t('duties.view.rollup')}
      lead={t('duties.rollupLead')}
      actions={<ExportMenu href={(format, language) => urlOf(api.exportDutyRollup, { query: { ...query, format, language } })} />}
    >
      <DutyNav at="rollup" unit={unit} />
      <Section flush>
        <Filters search={search} rollup={rollup.data} words={words} set={set} />
      </Section>
      {rollup.isError ? <Fault error={rollup.error} retry={rollup.refetch} /> : null}
      {rollup.data === undefined ? rollup.isError ? null : <Loading /> : <Reading rollup={rollup.data} words={words} search={search} />}
    </Page>
  );
}
