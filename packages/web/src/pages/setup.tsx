import { Alert, Button, PasswordInput, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import { Gate } from '../app/gate.tsx';
import { useChange } from '../lib/api.ts';
import { PASSWORD_MIN, passwordStrength } from '../lib/password.ts';
import { sessionQuery, takeSession } from '../lib/session.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Fault } from '../ui/states.tsx';

const BLANK = { unitName: '', displayName: '', login: '', password: '', again: '' };
type Fields = typeof BLANK;
const STEPS = { short: 15, guessable: 35, fair: 70, good: 100 } as const;
const COLOURS = { short: 'red', guessable: 'orange', fair: 'brand', good: 'green' } as const;

/** The token stands behind `#`, so that it is in no log of a server or proxy. */
function tokenFrom(hash: string): string {
  const text = hash.replace(/^#/, '');
  return new URLSearchParams(text).get('token') ?? text;
}

function Strength({ fields }: { readonly fields: Fields }): ReactNode {
  const { t } = useTranslation();
  if (fields.password === '') return null;
  const strength = passwordStrength(fields.password, [fields.login, fields.unitName, fields.displayName]);
  return (
    <div aria-live="polite">
      <Progress value={STEPS[strength]} color={COLOURS[strength]} size="sm" aria-label={t('setup.strength')} />
      <Text size="xs" mt={4}>
        {t(`setup.strengths.${strength}`, { min: PASSWORD_MIN })}
      </Text>
    </div>
  );
}

function SetupForm({ token }: { readonly token: string }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [fields, setFields] = useState(BLANK);
  const setup = useChange(api.setup, async (session) => {
    takeSession(session);
    await navigate({ to: '/' });
  });
  const differs = fields.again !== '' && fields.again !== fields.password;
  function set(name: keyof Fields): (event: FormEvent<HTMLInputElement>) => void {
    return (event) => {
      const { value } = event.currentTarget;
      setFields((before) => ({ ...before, [name]: value }));
    };
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (fields.again !== fields.password) return;
    const { again: _again, ...body } = fields;
    setup.mutate({ body: { token, ...body } });
  }
  const show = { 'aria-label': t('login.show') };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('setup.unitName')}
          description={t('setup.unitNameHint')}
          required
          withAsterisk={false}
          minLength={2}
          value={fields.unitName}
          onChange={set('unitName')}
          autoComplete="organization"
        />
        <TextInput
          label={t('setup.displayName')}
          required
          withAsterisk={false}
          minLength={2}
          value={fields.displayName}
          onChange={set('displayName')}
          autoComplete="name"
        />
        <TextInput
          label={t('login.login')}
          required
          withAsterisk={false}
          minLength={3}
          value={fields.login}
          onChange={set('login')}
          autoComplete="username"
        />
        <PasswordInput
          label={t('login.password')}
          description={t('setup.passwordHint', { min: PASSWORD_MIN })}
          required
          withAsterisk={false}
          minLength={PASSWORD_MIN}
          value={fields.password}
          onChange={set('password')}
          autoComplete="new-password"
          visibilityToggleButtonProps={show}
        />
        <Strength fields={fields} />
        <PasswordInput
          label={t('setup.again')}
          required
          withAsterisk={false}
          value={fields.again}
          onChange={set('again')}
          autoComplete="new-password"
          error={differs ? t('setup.differs') : undefined}
          visibilityToggleButtonProps={show}
        />
        {setup.isError ? <Fault error={setup.error} /> : null}
        <Button type="submit" loading={setup.isPending}>
          {t('setup.submit')}
        </Button>
      </Stack>
    </form>
  );
}

/** First start: the holder of the one-time link becomes administrator. */
export function SetupPage(): ReactNode {
  const { t } = useTranslation();
  const session = useQuery(sessionQuery);
  const token = tokenFrom(window.location.hash);
  const done = session.data?.setupNeeded === false;
  return (
    <Gate title={t('setup.title')} lead={t('setup.lead')}>
      {done ? (
        <Alert title={t('errors.setup.done.title')} color="brand">
          <Stack align="flex-start">
            <Text size="sm">{t('errors.setup.done.fix')}</Text>
            <ButtonLink to="/login">{t('login.title')}</ButtonLink>
          </Stack>
        </Alert>
      ) : token === '' ? (
        <Alert title={t('setup.noLink')} color="orange">
          {t('setup.noLinkFix')}
        </Alert>
      ) : (
        <SetupForm token={token} />
      )}
    </Gate>
  );
}
