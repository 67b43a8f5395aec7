import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { InvitationView } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { Gate } from '../app/gate.tsx';
import { call, useChange } from '../lib/api.ts';
import { PASSWORD_MIN } from '../lib/password.ts';
import { takeSession } from '../lib/session.ts';
import { Fault, Loading } from '../ui/states.tsx';

function TakeUp({ token, invitation }: { readonly token: string; readonly invitation: InvitationView }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const takeUp = useChange(api.takeInvitation, async (session) => {
    takeSession(session);
    await navigate({ to: session.account === null ? '/login' : '/' });
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (password === again) takeUp.mutate({ body: { token, password } });
  }
  const show = { 'aria-label': t('login.show') };
  const differs = again !== '' && again !== password;
  return (
    <form onSubmit={submit}>
      <Stack>
        <dl className="facts">
          <div>
            <dt>{t('login.login')}</dt>
            <dd className="breakable">{invitation.login}</dd>
          </div>
          <div>
            <dt>{t('accounts.name')}</dt>
            <dd>{invitation.displayName}</dd>
          </div>
          <div>
            <dt>{t('accounts.unit')}</dt>
            <dd>{invitation.unitName}</dd>
          </div>
          <div>
            <dt>{t('invitation.until')}</dt>
            <dd>{formatDateTime(invitation.expiresAt)}</dd>
          </div>
        </dl>
        {invitation.clearsFactors ? <Text size="sm">{t('invitation.clears')}</Text> : null}
        <PasswordInput
          label={t('ownAccount.newPassword')}
          description={t('setup.passwordHint', { min: PASSWORD_MIN })}
          required
          withAsterisk={false}
          minLength={PASSWORD_MIN}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={show}
        />
        <PasswordInput
          label={t('setup.again')}
          required
          withAsterisk={false}
          autoComplete="new-password"
          value={again}
          onChange={(event) => setAgain(event.currentTarget.value)}
          error={differs ? t('setup.differs') : undefined}
          visibilityToggleButtonProps={show}
        />
        {takeUp.isError ? <Fault error={takeUp.error} /> : null}
        <Button type="submit" loading={takeUp.isPending}>
          {t('invitation.take')}
        </Button>
      </Stack>
    </form>
  );
}

/** Where a one-time link leads: choose a password and come in. */
export function InvitationPage(): ReactNode {
  const { t } = useTranslation();
  const [token] = useState(() => new URLSearchParams(window.location.hash.replace(/^#/, '')).get('token') ?? '');
  const { mutate, data, isError, error } = useMutation({ mutationFn: () => call(api.lookAtInvitation, { body: { token } }) });
  useEffect(() => {
    if (token !== '') mutate();
  }, [token, mutate]);
  return (
    <Gate title={t('invitation.title')} lead={t('invitation.lead')}>
      {token === '' ? (
        <Alert color="orange" title={t('errors.invitation.invalid.title')}>
          {t('errors.invitation.invalid.fix')}
        </Alert>
      ) : data !== undefined ? (
        <TakeUp token={token} invitation={data} />
      ) : isError ? (
        <Fault error={error} />
      ) : (
        <Loading rows={3} />
      )}
    </Gate>
  );
}
