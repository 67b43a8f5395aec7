import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Delegation } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { formatPlainDate, todayPlus } from '../lib/format.ts';
import { Async } from './async.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { DataTable } from './data-table.tsx';
import { DateField } from './date-field.tsx';
import { PermissionChoice, usePermissionText } from './permission-choice.tsx';
import { Section } from './section.tsx';
import { Empty, Fault } from './states.tsx';
import { UnitChoice } from './unit-choice.tsx';

const TERM_DAYS = 30;

function NewDelegation({ grantable }: { readonly grantable: readonly string[] }): ReactNode {
  const { t } = useTranslation();
  const [paper, setPaper] = useState({ to: '', document: '', documentDate: '', validFrom: todayPlus(0), validUntil: todayPlus(TERM_DAYS) });
  const [permissions, setPermissions] = useState<string[]>([]);
  const [unitId, setUnitId] = useState<string | null>(null);
  const create = useChange(api.createDelegation, () => {
    setPaper((before) => ({ ...before, to: '', document: '' }));
    setPermissions([]);
  });
  function set(name: keyof typeof paper): (value: string) => void {
    return (value) => setPaper((before) => ({ ...before, [name]: value }));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate({ body: { ...paper, permissions, ...(unitId === null ? {} : { unitId }) } });
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={520}>
        <TextInput
          label={t('delegations.to')}
          description={t('delegations.toHint')}
          required
          minLength={3}
          value={paper.to}
          onChange={(event) => set('to')(event.currentTarget.value)}
        />
        <PermissionChoice label={t('delegations.permissions')} offered={grantable} value={permissions} onChange={setPermissions} />
        <UnitChoice label={t('delegations.unit')} description={t('tokens.unitHint')} value={unitId} onChange={setUnitId} />
        <TextInput
          label={t('delegations.document')}
          required
          value={paper.document}
          onChange={(event) => set('document')(event.currentTarget.value)}
        />
        <DateField label={t('delegations.documentDate')} value={paper.documentDate} onChange={set('documentDate')} required />
        <DateField label={t('delegations.validFrom')} value={paper.validFrom} onChange={set('validFrom')} required />
        <DateField label={t('delegations.validUntil')} value={paper.validUntil} onChange={set('validUntil')} required />
        {create.isError ? <Fault error={create.error} /> : null}
        <Group>
          <Button type="submit" loading={create.isPending} disabled={permissions.length === 0}>
            {t('delegations.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function End({ delegation }: { readonly delegation: Delegation }): ReactNode {
  const { t } = useTranslation();
  const revoke = useChange(api.revokeDelegation);
  if (delegation.state === 'expired' || delegation.state === 'revoked') return <Text size="sm">{t(`paperState.${delegation.state}`)}</Text>;
  return (
    <ConfirmButton
      variant="default"
      size="xs"
      label={t('delegations.end')}
      question={t('delegations.endAsk')}
      consequence={t('delegations.endThen')}
      action={() => revoke.mutateAsync({ params: { id: delegation.id } })}
      error={revoke.error}
      pending={revoke.isPending}
    />
  );
}

interface TableProps {
  readonly title: string;
  readonly empty: string;
  readonly rows: readonly Delegation[];
  readonly who: 'from' | 'to';
}

function Table({ title, empty, rows, who }: TableProps): ReactNode {
  const { t } = useTranslation();
  const text = usePermissionText();
  return (
    <Section title={title} flush>
      {rows.length === 0 ? (
        <Empty title={empty} text={t('delegations.lead')} />
      ) : (
        <DataTable<Delegation>
          label={title}
          rows={rows}
          rowKey={(each) => each.id}
          columns={[
            { key: 'who', header: t(`delegations.${who}`), cell: (each) => <strong>{each[who]}</strong> },
            { key: 'permissions', header: t('delegations.permissions'), cell: (each) => each.permissions.map(text).join('; ') },
            { key: 'unit', header: t('delegations.unit'), cell: (each) => each.unit.name },
            {
              key: 'document',
              header: t('delegations.document'),
              cell: (each) => `${each.document}, ${formatPlainDate(each.documentDate)}`,
            },
            {
              key: 'term',
              header: t('delegations.term'),
              cell: (each) => `${formatPlainDate(each.validFrom)} – ${formatPlainDate(each.validUntil)}`,
            },
            { key: 'state', header: t('sessions.action'), cell: (each) => <End delegation={each} /> },
          ]}
        />
      )}
    </Section>
  );
}

/** Delegations in writing, given and received. */
export function DelegationsTab(): ReactNode {
  const { t } = useTranslation();
  const list = useRead(api.listDelegations);
  return (
    <Async query={list}>
      {(data) => (
        <Stack gap="lg">
          <Table title={t('delegations.received')} empty={t('delegations.noneReceived')} rows={data.received} who="from" />
          <Table title={t('delegations.given')} empty={t('delegations.noneGiven')} rows={data.given} who="to" />
          <Section title={t('delegations.new')}>
            <NewDelegation grantable={data.grantable} />
          </Section>
        </Stack>
      )}
    </Async>
  );
}
