import { Breadcrumbs, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { DUTY_STATES, api } from '@ancam/contract';
import type { DutyHeat, DutyState } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { useDutyWords } from '../lib/duties.ts';
import type { DutyWords } from '../lib/duties.ts';
import { readDutySearch } from '../lib/duty-search.ts';
import type { DutySearch } from '../lib/duty-search.ts';
import { formatPlainDate } from '../lib/format.ts';
import { Async } from '../ui/async.tsx';
import { DutyNav } from '../ui/duties/duty-nav.tsx';
import { DutyStateTag } from '../ui/duties/duty-state.tsx';
import { IssuerChoice } from '../ui/duties/issuer-choice.tsx';
import '../ui/duties/duties.css';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

const TONES = { overdue: 'critical', 'in-progress': 'busy', 'not-due': 'info', 'met-late': 'medium', met: 'good' } as const;
/** A sign beside the number: colour never stands alone. */
const SIGNS = { overdue: '!', 'in-progress': '…', 'not-due': '○', 'met-late': '◷', met: '✓' } as const;

type Units = DutyHeat['rows'][number]['cells'][number]['units'];

/** The most urgent state that occurs. */
function worstOf(units: Units): DutyState {
  return DUTY_STATES.find((state) => units[state] > 0) ?? 'met';
}

interface CellProps {
  readonly row: DutyHeat['rows'][number];
  readonly duty: string;
  readonly issuer: string | undefined;
}

function Cell({ row, duty, issuer }: CellProps): ReactNode {
  const { t } = useTranslation();
  const units = row.cells.find((each) => each.duty === duty)?.units;
  if (units === undefined) return <td aria-label={t('duties.notOwedCell')} />;
  const state = worstOf(units);
  const all = DUTY_STATES.reduce((sum, each) => sum + units[each], 0);
  const said = DUTY_STATES.filter((each) => units[each] > 0).map((each) => `${t(`duties.states.${each}`)}: ${units[each]}`);
  const label = `${row.unit.name}, ${duty}: ${said.join(', ')}`;
  return (
    <td data-tone={TONES[state]} title={label}>
      <TextLink to="/duties/rows" search={readDutySearch({ unit: row.unit.id, duty, issuer })} aria-label={label} underline="never">
        <span aria-hidden>
          {SIGNS[state]}
          {all > 1 ? units[state] : ''}
        </span>
      </TextLink>
    </td>
  );
}

function HeatTable({
  heat,
  words,
  search,
}: {
  readonly heat: DutyHeat;
  readonly words: DutyWords;
  readonly search: DutySearch;
}): ReactNode {
  const { t } = useTranslation();
  const present = new Set(heat.rows.flatMap(({ cells }) => cells.map(({ duty }) => duty)));
  const duties = (words.book?.duties ?? []).filter(({ id }) => present.has(id));
  return (
    <div className="heat-box">
      <table className="heat" aria-label={t('duties.view.map')}>
        <thead>
          <tr>
            <th scope="row">{t('duties.unit')}</th>
            {duties.map(({ id }) => (
              <th key={id} scope="col" title={words.title(id)}>
                {id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heat.rows.map((row) => (
            <tr key={row.unit.id}>
              <th scope="row">
                {row.below ? (
                  <TextLink to="/duties/map" search={readDutySearch({ unit: row.unit.id, issuer: search.issuer })}>
                    {row.unit.name}
                  </TextLink>
                ) : (
                  <TextLink to="/duties" search={{ unit: row.unit.id }}>
                    {row.unit.name}
                  </TextLink>
                )}
              </th>
              {duties.map(({ id }) => (
                <Cell key={id} row={row} duty={id} issuer={search.issuer} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Legend(): ReactNode {
  const { t } = useTranslation();
  return (
    <div className="heat-key" aria-label={t('duties.legend')} role="group">
      {DUTY_STATES.map((state) => (
        <span key={state}>
          <span aria-hidden>{SIGNS[state]}</span> <DutyStateTag state={state} />
        </span>
      ))}
      <span className="quiet small">{t('duties.legendText')}</span>
    </div>
  );
}

function Heat({ heat, words, search }: { readonly heat: DutyHeat; readonly words: DutyWords; readonly search: DutySearch }): ReactNode {
  const { t } = useTranslation();
  const way = heat.above.map((each) => (
    <TextLink
      key={each.unit ?? ''}
      to="/duties/map"
      search={readDutySearch({ issuer: search.issuer, unit: each.unit ?? undefined })}
      size="sm"
    >
      {each.name || t('figures.whole')}
    </TextLink>
  ));
  return (
    <Section title={heat.node.name || t('figures.whole')} flush>
      <Text size="sm" c="dimmed" px="md" py="xs" role="status" component="div">
        {way.length === 0 ? null : <Breadcrumbs mb={4}>{way}</Breadcrumbs>}
        {t('duties.mapSays', { day: formatPlainDate(heat.on), count: heat.rows.length })}
        {heat.left > 0 ? ` ${t('duties.mapLeft', { count: heat.left })}` : ''}
      </Text>
      {heat.rows.length === 0 ? (
        <Empty title={t('duties.emptyTitle')} text={t('duties.emptyMap')} />
      ) : (
        <>
          <Legend />
          <HeatTable heat={heat} words={words} search={search} />
        </>
      )}
    </Section>
  );
}

/** The units below a unit against their duties: where it burns. */
export function DutyMapPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/duties/map' });
  const navigate = useNavigate();
  const words = useDutyWords();
  const { unit, issuer, q } = search;
  const scope = unit === undefined ? {} : { unit };
  const query = { ...scope, ...(issuer === undefined ? {} : { issuer }), ...(q === undefined ? {} : { q }) };
  const heat = useRead(api.dutyHeat, { query });
  const rollup = useRead(api.dutyRollup, { query: scope });
  const set = (change: object): void =>
    void navigate({ to: '/duties/map', search: readDutySearch({ ...search, ...change }), replace: true });
  return (
    <Page title={t('duties.view.map')} lead={t('duties.mapLead')}>
      <DutyNav at="map" unit={unit} />
      <Section flush>
        <div className="filters" role="search" aria-label={t('duties.choose')}>
          <SearchField
            label={t('duties.findUnit')}
            placeholder={t('duties.findUnit')}
            value={q ?? ''}
            onChange={(text) => set({ q: text })}
          />
          <IssuerChoice issuers={rollup.data?.issuers ?? []} value={issuer} onChange={(chosen) => set({ issuer: chosen })} words={words} />
        </div>
      </Section>
      <Async query={heat}>{(data) => <Heat heat={data} words={words} search={search} />}</Async>
    </Page>
  );
}
