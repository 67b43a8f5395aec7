import { Alert, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { ApiToken } from '@ancam/contract';
import { formatDate, formatDateTime } from '@ancam/core';
import { useChange, useRead } from '../lib/api.ts';
import { todayPlus } from '../lib/format.ts';
import { Async } from './async.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { DataTable } from './data-table.tsx';
import { DateField } from './date-field.tsx';
import { PermissionChoice, usePermissionText } from './permission-choice.tsx';
import { Section } from './section.tsx';
import { Empty, Fault } from './states.tsx';
import { UnitChoice } from './unit-choice.tsx';

const TERM_DAYS = 90;

function NewToken({ grantable }: { readonly grantable: readonly string[] }): ReactNode {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [permissions, setPermissions] = useState<string[]>([]);
  const [unitId, setUnitId] = useState<string | null>(null);
  const [until, setUntil] = useState(todayPlus(TERM_DAYS));
  const [secret, setSecret] = useState<string>();
  const create = useChange(api.createToken, (output) => setSecret(output.secret));
  function submit(event: FormEvent): void {
    event.preventDefault();
    create.mutate({ body: { name, permissions, until, ...(unitId === null ? {} : { unitId }) } });
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={520}>
        <TextInput
          label={t('tokens.name')}
          description={t('tokens.nameHint')}
          required
          withAsterisk={false}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PermissionChoice label={t('tokens.permissions')} offered={grantable} value={permissions} onChange={setPermissions} />
        <UnitChoice label={t('tokens.unit')} description={t('tokens.unitHint')} value={unitId} onChange={setUnitId} />
        <DateField label={t('tokens.until')} description={t('tokens.untilHint')} value={until} onChange={setUntil} required />
        {create.isError ? <Fault error={create.error} /> : null}
        {secret === undefined ? null : (
          <Alert color="brand" title={t('tokens.once')}>
            <Code className="breakable" data-testid="token-secret">
              {secret}
            </Code>
          </Alert>
        )}
        <Group>
          <Button type="submit" loading={create.isPending} disabled={permissions.length === 0}>
            {t('tokens.create')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Revoke({ token }: { readonly token: ApiToken }): ReactNode {
  const { t } = useTranslation();
  const revoke = useChange(api.revokeToken);
  if (token.state !== 'valid') return <Text size="sm">{t(`paperState.${token.state}`)}</Text>;
  return (
    <ConfirmButton
      variant="default"
      size="xs"
      label={t('tokens.revoke')}
      question={t('tokens.revokeAsk', { name: token.name })}
      consequence={t('tokens.revokeThen')}
      action={() => revoke.mutateAsync({ params: { id: token.id } })}
      error={revoke.error}
      pending={revoke.isPending}
    />
  );
}

/** Tokens by which programs use the API in one's name. */
export function TokensTab(): ReactNode {
  const { t } = useTranslation();
  const text = usePermissionText();
  const list = useRead(api.listTokens);
  return (
    <Async query={list}>
      {(data) => (
        <Stack gap="lg">
          <Section title={t('tokens.title')} flush>
            {data.items.length === 0 ? (
              <Empty title={t('tokens.emptyTitle')} text={t('tokens.lead')} />
            ) : (
              <DataTable<ApiToken>
                label={t('tokens.title')}
                rows={data.items}
                rowKey={(each) => each.id}
                columns={[
                  { key: 'name', header: t('tokens.name'), cell: (each) => <strong className="breakable">{each.name}</strong> },
                  { key: 'permissions', header: t('tokens.permissions'), cell: (each) => each.permissions.map(text).join('; ') },
                  { key: 'unit', header: t('tokens.unit'), cell: (each) => each.unit.name },
                  { key: 'until', header: t('tokens.until'), cell: (each) => formatDate(new Date(Date.parse(each.expiresAt) - 1)) },
                  {
                    key: 'used',
                    header: t('tokens.lastUsed'),
                    cell: (each) =>
                      each.lastUsedAt === null ? t('tokens.never') : `${formatDateTime(each.lastUsedAt)}, ${each.lastAddress ?? ''}`,
                  },
                  { key: 'state', header: t('sessions.action'), cell: (each) => <Revoke token={each} /> },
                ]}
              />
            )}
          </Section>
          <Section title={t('tokens.new')}>
            <NewToken grantable={data.grantable} />
          </Section>
        </Stack>
      )}
    </Async>
  );
}
