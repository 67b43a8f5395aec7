import { Alert, Button, Divider, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { Session } from '@ancam/contract';
import { Gate } from '../app/gate.tsx';
import { call, useChange } from '../lib/api.ts';
import { enterByPasskey, passkeysPossible } from '../lib/passkey.ts';
import { safeReturn } from '../lib/search.ts';
import { sessionQuery, takeSession } from '../lib/session.ts';
import { Fault } from '../ui/states.tsx';

/** Takes over a fresh session; one that still owes its second factor stays here. */
function useEnter(): (session: Session) => void {
  const router = useRouter();
  const { back } = useSearch({ from: '/login' });
  return (session) => {
    takeSession(session);
    if (session.account !== null) router.history.push(safeReturn(back) ?? '/');
  };
}

function PasskeyButton({ enter }: { readonly enter: (session: Session) => void }): ReactNode {
  const { t } = useTranslation();
  const passkey = useMutation({ mutationFn: enterByPasskey, onSuccess: enter });
  if (!passkeysPossible()) return null;
  return (
    <>
      {passkey.isError ? <Fault error={passkey.error} fix={t('factors.passkeyFailed')} /> : null}
      <Button
        variant="default"
        leftSection={<IconKey size={16} aria-hidden />}
        loading={passkey.isPending}
        onClick={() => passkey.mutate()}
      >
        {t('login.passkey')}
      </Button>
    </>
  );
}

function PasswordForm({ enter }: { readonly enter: (session: Session) => void }): ReactNode {
  const { t } = useTranslation();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const attempt = useChange(api.login, enter);
  function submit(event: FormEvent): void {
    event.preventDefault();
    attempt.mutate({ body: { login, password } });
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('login.login')}
          autoComplete="username"
          required
          withAsterisk={false}
          minLength={3}
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('login.password')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
        />
        {attempt.isError ? <Fault error={attempt.error} /> : null}
        <Button type="submit" loading={attempt.isPending}>
          {t('login.enter')}
        </Button>
      </Stack>
    </form>
  );
}

function CodeForm({ enter }: { readonly enter: (session: Session) => void }): ReactNode {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const attempt = useChange(api.loginCode, enter);
  function submit(event: FormEvent): void {
    event.preventDefault();
    attempt.mutate({ body: { code } });
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('login.code')}
          description={t('login.codeHint')}
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          minLength={6}
          maxLength={40}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          data-autofocus
        />
        {attempt.isError ? <Fault error={attempt.error} fix={t('factors.codeWrong')} /> : null}
        <Button type="submit" loading={attempt.isPending}>
          {t('login.enter')}
        </Button>
      </Stack>
    </form>
  );
}

async function again(): Promise<void> {
  await call(api.logout);
  takeSession(await call(api.session));
}

/** Sign in: by password and second factor, by passkey, or by the provider of sign-on. */
export function LoginPage(): ReactNode {
  const { t } = useTranslation();
  const enter = useEnter();
  const { fault, back } = useSearch({ from: '/login' });
  const { data: session } = useQuery(sessionQuery);
  if (session?.step === 'second-factor') {
    return (
      <Gate title={t('login.secondTitle')} lead={t('login.secondLead')}>
        {session.factors.includes('code') ? <CodeForm enter={enter} /> : null}
        {session.factors.includes('passkey') ? <PasskeyButton enter={enter} /> : null}
        <Button variant="subtle" onClick={() => void again()}>
          {t('login.again')}
        </Button>
      </Gate>
    );
  }
  return (
    <Gate title={t('login.title')} lead={t('login.lead')}>
      {fault === undefined ? null : (
        <Alert color="red" variant="light" role="alert" title={t('login.signOnFailed')}>
          <Text size="sm">{t('login.signOnFailedText')}</Text>
        </Alert>
      )}
      <PasswordForm enter={enter} />
      <Divider label={t('login.or')} />
      <PasskeyButton enter={enter} />
      {passkeysPossible() ? null : (
        <Text size="sm" c="dimmed">
          {t('factors.noPasskeys')}
        </Text>
      )}
      {session?.signOn === undefined || session.signOn === null ? null : (
        <Button component="a" variant="default" href={urlOf(api.signOnStart, { query: { back } })}>
          {t('login.signOn', { name: session.signOn })}
        </Button>
      )}
    </Gate>
  );
}
