import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { AccountRole, api } from '@ancam/contract';
import type { Invited, Role } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { ButtonLink } from '../ui/link.tsx';
import { LinkOnce } from '../ui/link-once.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Fault } from '../ui/states.tsx';
import { UnitChoice } from '../ui/unit-choice.tsx';

const DAYS = ['3', '7', '14', '30'] as const;
const BLANK = { displayName: '', login: '', email: '' };

/** Invite one person. */
export function NewAccountPage(): ReactNode {
  const { t } = useTranslation();
  const list = useRead(api.listAccounts, { query: { limit: 1 } });
  const [fields, setFields] = useState(BLANK);
  const [role, setRole] = useState<Role>('officer');
  const [unitId, setUnitId] = useState<string | null>(null);
  const [days, setDays] = useState('7');
  const [invited, setInvited] = useState<Invited>();
  const create = useChange(api.createAccount, (output) => {
    setInvited(output);
    setFields(BLANK);
  });
  function set(name: keyof typeof BLANK): (event: FormEvent<HTMLInputElement>) => void {
    return (event) => {
      const { value } = event.currentTarget;
      setFields((before) => ({ ...before, [name]: value }));
    };
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    const { displayName, login, email } = fields;
    const optional = { ...(email === '' ? {} : { email }), ...(unitId === null ? {} : { unitId }) };
    create.mutate({ body: { displayName, login, role, days: Number(days), ...optional } });
  }
  return (
    <Page title={t('accounts.new')} lead={t('accounts.newLead')}>
      {invited === undefined ? null : <LinkOnce invited={invited} />}
      <Section>
        <form onSubmit={submit}>
          <Stack maw={520}>
            <TextInput label={t('accounts.name')} required minLength={2} value={fields.displayName} onChange={set('displayName')} />
            <TextInput label={t('login.login')} required minLength={3} value={fields.login} onChange={set('login')} autoComplete="off" />
            <TextInput
              label={t('accounts.email')}
              description={t('accounts.emailHint')}
              type="email"
              value={fields.email}
              onChange={set('email')}
            />
            <NativeSelect
              label={t('accounts.role')}
              description={t(`roleAbout.${role}`)}
              value={role}
              onChange={(event) => setRole(AccountRole.catch(role).parse(event.currentTarget.value))}
              data={(list.data?.roles ?? [role]).map((value) => ({ value, label: t(`role.${value}`) }))}
            />
            <UnitChoice label={t('accounts.unit')} description={t('accounts.unitHint')} value={unitId} onChange={setUnitId} />
            <NativeSelect
              label={t('accounts.days')}
              value={days}
              onChange={(event) => setDays(event.currentTarget.value)}
              data={DAYS.map((value) => ({ value, label: t('accounts.dayCount', { count: Number(value) }) }))}
            />
            {create.isError ? <Fault error={create.error} /> : null}
            <Group>
              <Button type="submit" loading={create.isPending}>
                {t('accounts.makeLink')}
              </Button>
              <ButtonLink to="/accounts" variant="default">
                {t('common.back')}
              </ButtonLink>
            </Group>
          </Stack>
        </form>
      </Section>
    </Page>
  );
}
