import { Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { NewProbe, Probe } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange, usePages, useRead } from '../../lib/api.ts';
import { ConfirmButton } from '../confirm-button.tsx';
import { DataTable } from '../data-table.tsx';
import type { Column } from '../data-table.tsx';
import { ExportMenu } from '../export-menu.tsx';
import { FormButton } from '../form-button.tsx';
import { Section } from '../section.tsx';
import { Empty } from '../states.tsx';
import { ProbeCommand } from './probe-command.tsx';
import { ProbeState } from './probe-state.tsx';
import { PagedList } from '../paged-list.tsx';

const NOTHING = '–';
/** Clocks that differ by less differ by the way of the question. */
const SKEW_SECONDS = 5;

interface ActionsProps {
  readonly probe: Probe;
  readonly onCode: (made: NewProbe) => void;
}

function ProbeActions({ probe, onCode }: ActionsProps): ReactNode {
  const { t } = useTranslation();
  const revoke = useChange(api.revokeProbe);
  const renew = useChange(api.renewProbeCode, onCode);
  const input = { params: { id: probe.id } };
  const { may } = probe.actions;
  if (!may.includes('revoke') && !may.includes('code')) return NOTHING;
  return (
    <Group gap="xs">
      {may.includes('code') ? (
        <ConfirmButton
          variant="default"
          size="compact-xs"
          label={t('probes.newCode')}
          question={t('probes.newCodeAsk')}
          consequence={t('probes.newCodeThen')}
          action={() => renew.mutateAsync(input)}
          error={renew.error}
          pending={renew.isPending}
        />
      ) : null}
      {may.includes('revoke') ? (
        <ConfirmButton
          variant="default"
          size="compact-xs"
          label={t('probes.revoke')}
          question={t('probes.revokeAsk', { name: probe.name })}
          consequence={t('probes.revokeThen')}
          action={() => revoke.mutateAsync(input)}
          error={revoke.error}
          pending={revoke.isPending}
        />
      ) : null}
    </Group>
  );
}

function skewText(probe: Probe): string {
  const skew = probe.clockSkewSeconds;
  return skew === null || Math.abs(skew) < SKEW_SECONDS ? NOTHING : `${skew > 0 ? '+' : ''}${skew} s`;
}

function useColumns(onCode: (made: NewProbe) => void): Column<Probe>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'name',
      header: t('probes.name'),
      cell: (probe) => (
        <div>
          <strong className="breakable">{probe.name}</strong>
          <div className="quiet small">{probe.site?.name ?? ''}</div>
        </div>
      ),
    },
    { key: 'state', header: t('probes.stateOf'), cell: (probe) => <ProbeState state={probe.actions.state} /> },
    {
      key: 'seen',
      header: t('probes.lastSeen'),
      cell: (probe) => (
        <div>
          <div>{probe.lastSeenAt === null ? NOTHING : formatDateTime(probe.lastSeenAt)}</div>
          <div className="mono quiet small">{probe.lastAddress ?? ''}</div>
        </div>
      ),
    },
    { key: 'version', header: t('probes.version'), cell: (probe) => probe.software ?? NOTHING },
    { key: 'skew', header: t('probes.skew'), numeric: true, cell: skewText },
    { key: 'queued', header: t('probes.queued'), numeric: true, cell: (probe) => probe.queued ?? NOTHING },
    {
      key: 'allowed',
      header: t('probes.allowed'),
      cell: (probe) => <span className="mono breakable">{probe.allowed.length === 0 ? NOTHING : probe.allowed.join(', ')}</span>,
    },
    { key: 'key', header: t('probes.fingerprint'), cell: (probe) => <span className="mono">{probe.fingerprint ?? NOTHING}</span> },
    { key: 'actions', header: t('probes.actions'), cell: (probe) => <ProbeActions probe={probe} onCode={onCode} /> },
  ];
}

function AddProbe({ onCode }: { readonly onCode: (made: NewProbe) => void }): ReactNode {
  const { t } = useTranslation();
  const add = useChange(api.addProbe, onCode);
  const sites = useRead(api.listSites, { query: { limit: 200 } });
  const open = (sites.data?.items ?? []).filter(({ closed, actions }) => !closed && actions.may.includes('edit'));
  return (
    <FormButton
      label={t('probes.add')}
      fields={[
        { key: 'name', label: t('probes.name'), required: true, maxLength: 100 },
        {
          key: 'siteId',
          kind: 'select',
          label: t('sites.name'),
          options: [{ value: '', label: t('sites.none') }, ...open.map(({ id, name }) => ({ value: id, label: name }))],
        },
      ]}
      onSubmit={({ name = '', siteId = '' }) => add.mutateAsync({ body: { name, siteId: siteId === '' ? null : siteId } })}
      error={add.error}
      pending={add.isPending}
    />
  );
}

/** Probes with their health, and the command of one that was just named. */
export function ProbeListSection(): ReactNode {
  const { t } = useTranslation();
  const [made, setMade] = useState<NewProbe>();
  const probes = usePages(api.listProbes, { query: {} });
  const columns = useColumns(setMade);
  const pages = probes.data?.pages;
  const rows = pages?.flatMap((page) => page.items) ?? [];
  const may = pages?.[0]?.actions.may.includes('add') === true;
  return (
    <>
      {made === undefined ? null : <ProbeCommand made={made} />}
      <Section
        title={t('nav.probes')}
        flush
        actions={
          <>
            <ExportMenu href={(format, language) => urlOf(api.exportProbes, { query: { format, language } })} />
            {may ? <AddProbe onCode={setMade} /> : null}
          </>
        }
      >
        <PagedList query={probes} isEmpty={rows.length === 0} empty={<Empty title={t('probes.emptyTitle')} text={t('probes.emptyText')} />}>
          <DataTable<Probe> label={t('nav.probes')} rows={rows} rowKey={({ id }) => id} columns={columns} />
        </PagedList>
      </Section>
    </>
  );
}
