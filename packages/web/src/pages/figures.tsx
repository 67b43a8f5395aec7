import { Breadcrumbs, Button, Group, Menu, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, FigureAxis, ReadingMode, urlOf } from '@ancam/contract';
import type { FigureName, FigureNode, FigurePlace, Figures } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { readFigureSearch } from '../lib/unit-search.ts';
import type { FigureSearch } from '../lib/unit-search.ts';
import { Async } from '../ui/async.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { DateField } from '../ui/date-field.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ProvinceMap } from '../ui/province-map.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { FigureChart } from '../ui/units/figure-chart.tsx';
import { FigureLink, FigureTiles } from '../ui/units/figure-tiles.tsx';

const COLUMNS: readonly FigureName[] = ['cameras', 'critical', 'high', 'unchecked', 'clean', 'findings', 'warned', 'paperless'];
const FORMATS = ['xlsx', 'csv', 'json'] as const;

function useFigureSearch(): [FigureSearch, (change: Readonly<Record<string, string | undefined>>) => void] {
  const search = useSearch({ from: '/app/figures' });
  const navigate = useNavigate();
  return [search, (change) => void navigate({ to: '/figures', search: readFigureSearch({ ...search, ...change }) })];
}

/** Where a node leads, in the same reading. */
function towards(search: FigureSearch, { unit, path }: { readonly unit: string | null; readonly path: string }): FigureSearch {
  const { unit: _unit, place: _place, ...reading } = search;
  if (search.axis === 'place') return { ...reading, place: path };
  return unit === null ? reading : { ...reading, unit };
}

function Controls(): ReactNode {
  const { t } = useTranslation();
  const [search, change] = useFigureSearch();
  const modes = ReadingMode.options.filter((mode) => search.axis !== 'place' || mode !== 'as-recorded');
  return (
    <Group gap="sm" align="flex-end" p="md">
      <SegmentedControl
        className="wrap-segments"
        aria-label={t('figures.axis')}
        data={FigureAxis.options.map((value) => ({ value, label: t(`figures.axisOf.${value}`) }))}
        value={search.axis ?? 'scope'}
        onChange={(axis) =>
          change({
            axis,
            unit: undefined,
            place: undefined,
            mode: axis === 'place' && search.mode === 'as-recorded' ? undefined : search.mode,
          })
        }
      />
      <SegmentedControl
        className="wrap-segments"
        aria-label={t('figures.mode')}
        data={modes.map((value) => ({ value, label: t(`figures.modeOf.${value}`) }))}
        value={search.mode ?? 'restated'}
        onChange={(mode) => change({ mode })}
      />
      {search.mode === 'as-of' ? <DateField label={t('figures.on')} value={search.on ?? ''} onChange={(on) => change({ on })} /> : null}
    </Group>
  );
}

function ExportMenu(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const [search] = useFigureSearch();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {t('figures.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {FORMATS.map((format) => (
          <Menu.Item key={format} component="a" download href={urlOf(api.exportFigures, { query: { ...search, format, language } })}>
            {t(`cameras.format.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Where a node's figures belong to. Only those of today, by who answers today, have a list of their rows. */
function placeOf({ mode, axis }: Figures, { path, unit }: FigureNode): FigurePlace | undefined {
  return mode === 'restated' ? { axis, path, unit } : undefined;
}

function Children({ figures }: { readonly figures: Figures }): ReactNode {
  const { t } = useTranslation();
  const [search] = useFigureSearch();
  if (figures.children.length === 0) return <Empty title={t('figures.emptyTitle')} text={t('figures.emptyText')} />;
  return (
    <DataTable<FigureNode>
      label={t('figures.children')}
      rows={figures.children}
      rowKey={(node) => node.path}
      columns={[
        {
          key: 'name',
          header: t('figures.node'),
          cell: (node) => (
            <>
              <TextLink to="/figures" search={towards(search, node)} fw={600}>
                {node.name === '' ? t('units.notSeen') : node.name}
              </TextLink>
              {node.closed ? (
                <Text size="xs" c="dimmed" component="div">
                  {t('figures.closed')}
                </Text>
              ) : null}
            </>
          ),
        },
        ...COLUMNS.map((name) => ({
          key: name,
          header: t(`figures.name.${name}`),
          numeric: true,
          cell: (node: FigureNode) => <FigureLink figure={name} count={node.figures[name]} place={placeOf(figures, node)} />,
        })),
      ]}
    />
  );
}

/** The code of the province whose node it is. */
function provinceOf({ path }: FigureNode): string {
  return path.split('/')[1] ?? '';
}

function ProvincePicture({ figures }: { readonly figures: Figures }): ReactNode {
  const { t } = useTranslation();
  const [search, change] = useFigureSearch();
  if (search.axis !== 'place' || figures.node.path !== '/' || figures.children.length === 0) return null;
  return (
    <Section title={t('figures.map')}>
      <ProvinceMap
        title={t('figures.map')}
        valueLabel={t('figures.name.cameras')}
        names={new Map(figures.children.map((node) => [provinceOf(node), node.name]))}
        values={new Map(figures.children.map((node) => [provinceOf(node), node.figures.cameras]))}
        onSelect={(province) => change({ place: `/${province}/` })}
      />
    </Section>
  );
}

function Reading({ figures }: { readonly figures: Figures }): ReactNode {
  const { t } = useTranslation();
  const [search] = useFigureSearch();
  const navigate = useNavigate();
  const name = figures.node.path === '/' ? t('figures.whole') : figures.node.name;
  const way = figures.above.map((each) => (
    <TextLink key={each.path} to="/figures" search={towards(search, each)} size="sm">
      {each.path === '/' ? t('figures.whole') : each.name}
    </TextLink>
  ));
  return (
    <Stack gap="lg">
      <Section title={name}>
        {way.length === 0 ? null : <Breadcrumbs mb="xs">{way}</Breadcrumbs>}
        <Text size="sm" c="dimmed" mb="sm" role="status">
          {t(`figures.says.${figures.mode}`, { day: formatPlainDate(figures.on) })}
        </Text>
        <FigureTiles figures={figures.node.figures} place={placeOf(figures, figures.node)} />
      </Section>
      <ProvincePicture figures={figures} />
      <Section title={t('figures.children')} flush>
        <FigureChart nodes={figures.children} onOpen={(node) => void navigate({ to: '/figures', search: towards(search, node) })} />
        <Children figures={figures} />
      </Section>
    </Stack>
  );
}

/** Figures of a unit or territory and of what lies below, in one of three readings. */
export function FiguresPage(): ReactNode {
  const { t } = useTranslation();
  const [search] = useFigureSearch();
  const figures = useRead(api.figures, { query: search });
  return (
    <Page title={t('nav.figures')} lead={t('figures.lead')} actions={<ExportMenu />}>
      <Section flush>
        <Controls />
      </Section>
      <Async query={figures}>{(data) => <Reading figures={data} />}</Async>
    </Page>
  );
}
