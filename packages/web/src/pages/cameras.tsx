import { Box, Button, Group, Menu, Text } from '@mantine/core';
import { IconChevronDown, IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import { CameraFilter } from '@ancam/contract';
import type { CameraList, CameraRow } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { usePages } from '../lib/api.ts';
import { formatNumber } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { filterCount, readCameraSearch } from '../lib/search.ts';
import type { CameraSearch } from '../lib/search.ts';
import { useSelection } from '../lib/selection.ts';
import { useSession } from '../lib/session.ts';
import { AssessmentMenu } from '../ui/assessment-menu.tsx';
import { SeverityCounts } from '../ui/badges.tsx';
import { BehalfTag } from '../ui/behalf-tag.tsx';
import { BulkBar } from '../ui/bulk/bulk-bar.tsx';
import { CameraFlags } from '../ui/camera-flags.tsx';
import { CameraFilters } from '../ui/camera-filters.tsx';
import { DataTable } from '../ui/data-table.tsx';
import type { Column } from '../ui/data-table.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';
import { SavedViews } from '../ui/views/saved-views.tsx';

const FORMATS = ['csv', 'xlsx', 'json'] as const;

/** What a camera belongs to, one below the other, the system first. */
function Links({ camera }: { readonly camera: CameraRow }): ReactNode {
  const named = [camera.system, camera.group, camera.site].filter((each) => each !== null);
  if (named.length === 0) return '–';
  return (
    <div className="breakable">
      {named.map(({ id, name }, n) => (
        <Text key={id} size={n === 0 ? 'sm' : 'xs'} {...(n === 0 ? {} : { c: 'dimmed' })}>
          {name}
        </Text>
      ))}
    </div>
  );
}

function useColumns(): Column<CameraRow>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('camera.name'),
      cell: (camera) => (
        <div>
          <TextLink to="/cameras/$id" params={{ id: camera.id }} fw={600} className="breakable">
            {camera.name}
          </TextLink>
          {camera.place === '' ? null : (
            <Text size="xs" c="dimmed">
              {camera.place}
            </Text>
          )}
          <BehalfTag of={camera} />
        </div>
      ),
    },
    { key: 'address', header: t('camera.address'), cell: (camera) => <span className="mono">{camera.address ?? '–'}</span> },
    {
      key: 'identity',
      header: t('camera.makerModel'),
      cell: (camera) => (
        <div className="breakable">
          {[camera.makerName, camera.model].filter(Boolean).join(' ') || t('camera.unknown')}
          {camera.firmware === null ? null : (
            <Text size="xs" c="dimmed">
              {camera.firmware}
            </Text>
          )}
        </div>
      ),
    },
    {
      key: 'findings',
      header: t('scans.findings'),
      cell: (camera) => <SeverityCounts counts={camera.open} checked={camera.lastSeenAt !== null} />,
    },
    { key: 'links', header: t('links.title'), cell: (camera) => <Links camera={camera} /> },
    { key: 'flags', header: t('flags.title'), cell: (camera) => <CameraFlags camera={camera} /> },
    {
      key: 'status',
      header: t('camera.status'),
      cell: (camera) => (
        <Text size="sm" component="span" className="no-wrap">
          {t(`cameraStatus.${camera.status}`)}
          {camera.source === 'hand' ? ` · ${t('camera.byHand')}` : ''}
        </Text>
      ),
    },
    {
      key: 'seen',
      header: t('camera.lastSeen'),
      cell: (camera) => <span className="no-wrap">{camera.lastSeenAt === null ? '–' : formatDateTime(camera.lastSeenAt)}</span>,
    },
  ];
}

function ExportMenu(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const search = useSearch({ from: '/app/cameras' });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {t('cameras.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('cameras.exportHint')}</Menu.Label>
        {FORMATS.map((format) => (
          <Menu.Item key={format} component="a" download href={urlOf(api.exportCameras, { query: { ...search, format, language } })}>
            {t(`cameras.format.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function NoCameras({ filtered }: { readonly filtered: boolean }): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  if (filtered) {
    const action = (
      <ButtonLink to="/cameras" search={{}} variant="default">
        {t('cameras.clear')}
      </ButtonLink>
    );
    return <Empty title={t('cameras.noMatch')} text={t('cameras.noMatchText')} action={action} />;
  }
  const action = can('scan.run') ? <ButtonLink to="/scans/new">{t('scan.start')}</ButtonLink> : undefined;
  return <Empty title={t('cameras.emptyTitle')} text={t('cameras.emptyText')} action={action} />;
}

interface TableProps {
  readonly rows: readonly CameraRow[];
  readonly search: CameraSearch;
  readonly total: NonNullable<CameraList['total']>;
  readonly complete: boolean;
}

/** The rows, and what can be done with those that are ticked. */
function CameraTable({ rows, search, total, complete }: TableProps): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const columns = useColumns();
  const { sort: _sort, ...filter } = search;
  const { selection, clear, chooseWhole, toggle, toggleShown } = useSelection(
    JSON.stringify(filter),
    rows.map(({ id }) => id),
  );
  const label = (camera: CameraRow): string => t('bulk.tick', { name: camera.name });
  const ticks = { keys: selection.keys, toggle, toggleShown, header: t('bulk.tickShown'), label };
  const chosen = selection.whole ? { filter: CameraFilter.parse(filter) } : { ids: [...selection.keys] };
  return (
    <>
      <BulkBar {...{ selection, total, complete, chosen, chooseWhole, clear }} />
      <DataTable
        label={t('nav.cameras')}
        columns={columns}
        rows={rows}
        rowKey={(camera) => camera.id}
        ticks={can('camera.write') ? ticks : undefined}
      />
    </>
  );
}

interface RowsProps {
  readonly pages: readonly CameraList[];
  readonly search: CameraSearch;
}

function Rows({ pages, search }: RowsProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const rows = pages.flatMap((page) => page.items);
  const total = pages[0]?.total ?? { count: rows.length, exact: true };
  const shown = formatNumber(total.count, language);
  // A walk through a long register may end before the first hit: there is more, and the button below goes on.
  if (rows.length === 0 && pages.at(-1)?.next !== null) {
    return (
      <Text size="sm" c="dimmed" p="md" role="status">
        {t('search.goOn')}
      </Text>
    );
  }
  if (rows.length === 0) return <NoCameras filtered={filterCount(search) > 0} />;
  return (
    <>
      <Text size="sm" c="dimmed" px="md" pb="xs" role="status" data-testid="camera-total">
        {total.exact ? t('cameras.total', { count: total.count, shown }) : t('search.moreThan', { shown })}
      </Text>
      <CameraTable rows={rows} search={search} total={total} complete={pages.at(-1)?.next === null} />
    </>
  );
}

function Register(): ReactNode {
  const search = useSearch({ from: '/app/cameras' });
  const navigate = useNavigate({ from: '/cameras' });
  const cameras = usePages(api.listCameras, { query: search });
  const pages = cameras.data?.pages;
  return (
    <Section flush>
      <div className="list-head">
        <SavedViews list="cameras" search={search} open={(raw) => void navigate({ search: readCameraSearch(raw) })} />
      </div>
      <CameraFilters makers={pages?.[0]?.makers ?? []} unit={pages?.[0]?.unit ?? null} names={pages?.[0]?.names ?? {}} />
      {pages === undefined ? (
        <Box p="md">{cameras.isError ? <Fault error={cameras.error} retry={() => void cameras.refetch()} /> : <Loading />}</Box>
      ) : (
        <Rows pages={pages} search={search} />
      )}
      <MoreButton query={cameras} />
    </Section>
  );
}

/** The register of cameras. */
export function CamerasPage(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const actions = (
    <Group gap="xs">
      {can('assessment.export') ? (
        <>
          <ExportMenu />
          <AssessmentMenu query={{}} />
        </>
      ) : null}
      {can('camera.write') ? (
        <ButtonLink to="/bulk-changes" variant="default">
          {t('bulk.title')}
        </ButtonLink>
      ) : null}
      {can('camera.write') ? (
        <ButtonLink to="/cameras/new" leftSection={<IconPlus size={16} aria-hidden />}>
          {t('cameras.add')}
        </ButtonLink>
      ) : null}
    </Group>
  );
  return (
    <Page title={t('nav.cameras')} actions={actions}>
      <Register />
    </Page>
  );
}
