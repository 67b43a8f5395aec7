import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { PlaceFilter, PlaceView } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import type { PlaceSearch } from '../lib/place-search.ts';
import { ConfidenceMark } from './confidence-mark.tsx';
import { DataTable } from './data-table.tsx';
import { TextLink } from './link.tsx';
import { MoreButton } from './more-button.tsx';
import { Empty, Fault, Loading } from './states.tsx';

/** The name of a place in the language of the page; communes have only their Vietnamese one. */
export function usePlaceName(): (place: Pick<PlaceView, 'name' | 'nameEn'>) => string {
  const language = useLanguage();
  return ({ name, nameEn }) => (language === 'en' ? (nameEn ?? name) : name);
}

/** The days of a place in words. */
export function usePlacePeriod(): (place: Pick<PlaceView, 'from' | 'fromAtLatest' | 'until'>) => string {
  const { t } = useTranslation();
  return ({ from, fromAtLatest, until }) => {
    const since = t(fromAtLatest ? 'places.sinceAtLatest' : 'places.since', { from: formatPlainDate(from) });
    return until === null ? since : `${since} ${t('places.until', { until: formatPlainDate(until) })}`;
  };
}

interface PlaceListProps {
  readonly filter: PlaceFilter;
  readonly search: PlaceSearch;
}

/** The units of a day that match, page by page. */
export function PlaceList({ filter, search }: PlaceListProps): ReactNode {
  const { t } = useTranslation();
  const name = usePlaceName();
  const period = usePlacePeriod();
  const query = usePages(api.listPlaces, { query: filter });
  const first = query.data?.pages[0];
  if (first === undefined) return query.isError ? <Fault error={query.error} retry={() => void query.refetch()} /> : <Loading rows={8} />;
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return <Empty title={t('places.none')} text={t('places.noneText')} />;
  return (
    <>
      <Text size="sm" c="dimmed" role="status" px="md" pb="xs">
        {t('places.count', { count: first.total, day: formatPlainDate(first.onDay) })}
      </Text>
      <DataTable
        label={t('places.list')}
        columns={[
          {
            key: 'name',
            header: t('places.name'),
            cell: (place) => (
              <span>
                <TextLink to="/places" search={{ ...search, code: place.code }} underline="always">
                  {name(place)}
                </TextLink>{' '}
                <ConfidenceMark confidence={place.confidence} short />
              </span>
            ),
          },
          { key: 'type', header: t('places.type'), cell: (place) => t(`places.types.${place.type}`, { defaultValue: place.type }) },
          {
            key: 'above',
            header: t('places.above'),
            cell: (place) =>
              place.above
                .map((each) => each.name)
                .toReversed()
                .join(', '),
          },
          { key: 'period', header: t('places.period'), cell: period },
          { key: 'code', header: t('places.code'), cell: (place) => <span className="mono">{place.code}</span> },
        ]}
        rows={rows}
        rowKey={(place) => `${place.code} ${place.from}`}
      />
      <MoreButton query={query} />
    </>
  );
}
