import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import { Gate } from '../app/gate.tsx';
import { useChange } from '../lib/api.ts';
import { takeSession } from '../lib/session.ts';
import { Fault } from '../ui/states.tsx';

function backFrom(href: string): string {
  return new URLSearchParams(href.split('?')[1] ?? '').get('back') ?? '/';
}

/** Sign in. */
export function LoginPage(): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const enter = useChange(api.login, (session) => {
    takeSession(session);
    const back = backFrom(router.state.location.href);
    router.history.push(/^\/(?![/\\])/.test(back) ? back : '/');
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    enter.mutate({ body: { login, password } });
  }
  return (
    <Gate title={t('login.title')} lead={t('login.lead')}>
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
          {enter.isError ? <Fault error={enter.error} /> : null}
          <Button type="submit" loading={enter.isPending}>
            {t('login.enter')}
          </Button>
        </Stack>
      </form>
    </Gate>
  );
}
