import { Alert, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { OwnEmail } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange, useRead } from '../lib/api.ts';
import { Async } from './async.tsx';
import { Section } from './section.tsx';
import { Fault } from './states.tsx';

function ConfirmForm({ pending }: { readonly pending: NonNullable<OwnEmail['pending']> }): ReactNode {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const confirm = useChange(api.confirmEmail);
  function submit(event: FormEvent): void {
    event.preventDefault();
    confirm.mutate({ body: { code } });
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <Alert color="blue" role="status">
          {t('ownEmail.sent', { email: pending.email, until: formatDateTime(pending.until) })}
        </Alert>
        <TextInput
          label={t('ownEmail.code')}
          required
          withAsterisk={false}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {confirm.isError ? <Fault error={confirm.error} /> : null}
        <Group>
          <Button type="submit" loading={confirm.isPending}>
            {t('ownEmail.confirm')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function ChangeForm(): ReactNode {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const change = useChange(api.changeEmail, () => setPassword(''));
  function submit(event: FormEvent): void {
    event.preventDefault();
    change.mutate({ body: { email: email.trim() === '' ? null : email.trim(), password } });
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          type="email"
          label={t('ownEmail.email')}
          description={t('ownEmail.emailHint')}
          autoComplete="email"
          maxLength={200}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('ownEmail.password')}
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
        />
        {change.isError ? <Fault error={change.error} /> : null}
        {change.data?.pending === null ? (
          <Text size="sm" role="status">
            {t('ownEmail.saved')}
          </Text>
        ) : null}
        <Group>
          <Button type="submit" variant="default" loading={change.isPending}>
            {t('ownEmail.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** One's own address: where mail goes to, and a new one that the code in a mail confirms. */
export function OwnEmailSection(): ReactNode {
  const { t } = useTranslation();
  const own = useRead(api.ownEmail);
  return (
    <Section title={t('ownEmail.title')}>
      <Async query={own}>
        {({ email, pending, mailServer }) => (
          <Stack gap="sm" maw={520}>
            <Text size="sm" className="breakable">
              {email === null ? t('ownEmail.none') : t('ownEmail.is', { email })}
            </Text>
            {pending === null ? null : <ConfirmForm key={pending.until} pending={pending} />}
            {mailServer ? null : (
              <Text size="sm" c="dimmed">
                {t('ownEmail.noServer')}
              </Text>
            )}
            <ChangeForm />
          </Stack>
        )}
      </Async>
    </Section>
  );
}
