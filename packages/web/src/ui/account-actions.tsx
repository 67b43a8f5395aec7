import { Button, Checkbox, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { AccountRole, api } from '@ancam/contract';
import type { AccountRow, Invited, Role } from '@ancam/contract';
import { useChange } from '../lib/api.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { LinkOnce } from './link-once.tsx';
import { Fault } from './states.tsx';
import { UnitChoice } from './unit-choice.tsx';

interface RowProps {
  readonly account: AccountRow;
}

function Edit({ account, roles, close }: RowProps & { readonly roles: readonly Role[]; readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const [displayName, setDisplayName] = useState(account.displayName);
  const [email, setEmail] = useState(account.email ?? '');
  const [role, setRole] = useState<Role>(account.role);
  const [unitId, setUnitId] = useState<string | null>(null);
  const change = useChange(api.changeAccount, close);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const unit = unitId === null ? {} : { unitId };
    change.mutate({ params: { id: account.id }, body: { displayName, email: email === '' ? null : email, role, ...unit } });
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('accounts.name')}
          required
          withAsterisk={false}
          minLength={2}
          value={displayName}
          onChange={(event) => setDisplayName(event.currentTarget.value)}
        />
        <TextInput label={t('accounts.email')} type="email" value={email} onChange={(event) => setEmail(event.currentTarget.value)} />
        <NativeSelect
          label={t('accounts.role')}
          value={role}
          onChange={(event) => setRole(AccountRole.catch(role).parse(event.currentTarget.value))}
          data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
        />
        <UnitChoice
          label={t('accounts.unit')}
          description={t('accounts.moveHint', { unit: account.unit.name })}
          value={unitId}
          onChange={setUnitId}
        />
        {change.isError ? <Fault error={change.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function InviteAgain({ account, close }: RowProps & { readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const [clearsFactors, setClears] = useState(false);
  const [invited, setInvited] = useState<Invited>();
  const invite = useChange(api.inviteAgain, setInvited);
  if (invited !== undefined) return <LinkOnce invited={invited} />;
  return (
    <Stack>
      <Text size="sm">{t('accounts.inviteText')}</Text>
      {account.secondFactor ? (
        <Checkbox label={t('accounts.clears')} checked={clearsFactors} onChange={(event) => setClears(event.currentTarget.checked)} />
      ) : null}
      {invite.isError ? <Fault error={invite.error} /> : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={close}>
          {t('common.back')}
        </Button>
        <Button loading={invite.isPending} onClick={() => invite.mutate({ params: { id: account.id }, body: { clearsFactors } })}>
          {t('accounts.makeLink')}
        </Button>
      </Group>
    </Stack>
  );
}

/** What may be done with an account; what may not is not offered. */
export function AccountActions({ account, roles }: RowProps & { readonly roles: readonly Role[] }): ReactNode {
  const { t } = useTranslation();
  const [editing, edit] = useDisclosure(false);
  const [inviting, invite] = useDisclosure(false);
  const disable = useChange(api.disableAccount);
  const enable = useChange(api.enableAccount);
  const { may } = account.actions;
  const params = { id: account.id };
  const closing = { closeButtonProps: { 'aria-label': t('common.close') } };
  return (
    <Group gap={6} justify="flex-end">
      {may.includes('edit') ? (
        <Button size="compact-sm" variant="default" onClick={edit.open}>
          {t('common.edit')}
        </Button>
      ) : null}
      {may.includes('invite') ? (
        <Button size="compact-sm" variant="default" onClick={invite.open}>
          {t(account.state === 'active' ? 'accounts.reset' : 'accounts.inviteAgain')}
        </Button>
      ) : null}
      {may.includes('disable') ? (
        <ConfirmButton
          size="compact-sm"
          variant="default"
          label={t('accounts.disable')}
          question={t('accounts.disableAsk', { name: account.displayName })}
          consequence={t('accounts.disableThen')}
          action={() => disable.mutateAsync({ params })}
          error={disable.error}
          pending={disable.isPending}
        />
      ) : null}
      {may.includes('enable') ? (
        <Button size="compact-sm" variant="default" loading={enable.isPending} onClick={() => enable.mutate({ params })}>
          {t('accounts.enable')}
        </Button>
      ) : null}
      <Modal opened={editing} onClose={edit.close} title={t('accounts.editTitle', { name: account.displayName })} {...closing}>
        <Edit account={account} roles={roles} close={edit.close} />
      </Modal>
      <Modal opened={inviting} onClose={invite.close} title={t('accounts.inviteTitle', { name: account.displayName })} {...closing}>
        <InviteAgain account={account} close={invite.close} />
      </Modal>
    </Group>
  );
}
