import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { OwnSecurity } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange } from '../lib/api.ts';
import { PASSWORD_MIN } from '../lib/password.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { CodeEnrolment, PasskeyForm, RecoveryRenewal } from './factor-forms.tsx';
import { Section } from './section.tsx';
import { Fault } from './states.tsx';

function PasswordForm(): ReactNode {
  const { t } = useTranslation();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const change = useChange(api.changePassword, () => {
    setCurrent('');
    setPassword('');
    setDone(true);
  });
  function submit(event: FormEvent): void {
    event.preventDefault();
    setDone(false);
    change.mutate({ body: { current, password } });
  }
  const show = { 'aria-label': t('login.show') };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={420}>
        <PasswordInput
          label={t('ownAccount.currentPassword')}
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          visibilityToggleButtonProps={show}
        />
        <PasswordInput
          label={t('ownAccount.newPassword')}
          description={t('setup.passwordHint', { min: PASSWORD_MIN })}
          autoComplete="new-password"
          required
          withAsterisk={false}
          minLength={PASSWORD_MIN}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={show}
        />
        {change.isError ? <Fault error={change.error} /> : null}
        {done ? (
          <Text size="sm" role="status">
            {t('ownAccount.passwordChanged')}
          </Text>
        ) : null}
        <Group>
          <Button type="submit" loading={change.isPending}>
            {t('ownAccount.changePassword')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function EnrolledCode({ security }: { readonly security: OwnSecurity }): ReactNode {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const remove = useChange(api.removeCode);
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{t('factors.codeSince', { at: formatDateTime(security.codeSince ?? ''), left: security.recoveryCodesLeft })}</Text>
      <PasswordInput
        label={t('factors.confirmPassword')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
        w="100%"
        maw={420}
      />
      <Group>
        <RecoveryRenewal password={password} />
        <ConfirmButton
          variant="default"
          size="xs"
          label={t('factors.removeCode')}
          question={t('factors.removeCodeAsk')}
          consequence={t('factors.removeThen')}
          action={() => remove.mutateAsync({ body: { password } })}
          error={remove.error}
          pending={remove.isPending}
        />
      </Group>
    </Stack>
  );
}

function Passkeys({ security }: { readonly security: OwnSecurity }): ReactNode {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const remove = useChange(api.removePasskey);
  return (
    <Stack gap="sm">
      {security.passkeys.length === 0 ? null : (
        <>
          <ul className="plain-list">
            {security.passkeys.map((each) => (
              <li key={each.id} className="top-check">
                <span className="grow breakable">
                  <strong>{each.name}</strong>{' '}
                  <Text size="xs" c="dimmed" component="span">
                    {each.lastUsedAt === null
                      ? t('factors.passkeyUnused', { at: formatDateTime(each.createdAt) })
                      : t('factors.passkeyUsed', { at: formatDateTime(each.lastUsedAt) })}
                  </Text>
                </span>
                <ConfirmButton
                  variant="default"
                  size="xs"
                  label={t('factors.removePasskey')}
                  question={t('factors.removePasskeyAsk', { name: each.name })}
                  consequence={t('factors.removeThen')}
                  action={() => remove.mutateAsync({ body: { id: each.id, password } })}
                  error={remove.error}
                  pending={remove.isPending}
                />
              </li>
            ))}
          </ul>
          <PasswordInput
            label={t('factors.confirmPassword')}
            autoComplete="current-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('login.show') }}
            maw={420}
          />
        </>
      )}
      <PasskeyForm />
    </Stack>
  );
}

/** Password and second factors. One who must first enrol sees nothing else. */
export function SecurityTab({ security, enrolling }: { readonly security: OwnSecurity; readonly enrolling: boolean }): ReactNode {
  const { t } = useTranslation();
  // Stays until the recovery codes are kept, whatever is read anew meanwhile: they are shown once.
  const [settingUp, setSettingUp] = useState(security.codeSince === null);
  return (
    <Stack gap="lg">
      <Section title={t('factors.codeTitle')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('factors.codeLead')}
        </Text>
        {settingUp || security.codeSince === null ? (
          <CodeEnrolment onKept={() => setSettingUp(false)} />
        ) : (
          <EnrolledCode security={security} />
        )}
      </Section>
      <Section title={t('factors.passkeyTitle')}>
        <Text size="sm" c="dimmed" mb="sm">
          {t('factors.passkeyLead')}
        </Text>
        <Passkeys security={security} />
      </Section>
      {security.hasPassword && !enrolling ? (
        <Section title={t('login.password')}>
          <PasswordForm />
        </Section>
      ) : null}
    </Stack>
  );
}
