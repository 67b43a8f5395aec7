import { Button, Code, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { encode } from 'uqr';
import { api } from '@ancam/contract';
import { call, useChange } from '../lib/api.ts';
import { makePasskey, passkeysPossible } from '../lib/passkey.ts';
import { sessionQuery } from '../lib/session.ts';
import { Fault } from './states.tsx';

/** A square code that a telephone reads. */
function Square({ text, label }: { readonly text: string; readonly label: string }): ReactNode {
  const { data, size } = encode(text, { border: 2 });
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width={200} height={200} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** Recovery codes, shown once. */
export function RecoveryList({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Text size="sm">{t('factors.recoveryLead')}</Text>
      <List listStyleType="none" spacing={2} className="mono">
        {codes.map((code) => (
          <List.Item key={code}>
            <Code>{code}</Code>
          </List.Item>
        ))}
      </List>
      <Group>
        <Button onClick={onKept}>{t('factors.kept')}</Button>
      </Group>
    </Stack>
  );
}

/** Enrols an authenticator app: shows the secret, asks for a first code, then shows the recovery codes. */
export function CodeEnrolment({ onKept }: { readonly onKept: () => void }): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [code, setCode] = useState('');
  const [codes, setCodes] = useState<readonly string[]>();
  function kept(): void {
    onKept();
    void client.invalidateQueries();
  }
  const start = useMutation({ mutationFn: () => call(api.startCode) });
  const confirm = useMutation({ mutationFn: () => call(api.confirmCode, { body: { code } }) });
  if (codes !== undefined) return <RecoveryList codes={codes} onKept={kept} />;
  if (start.data === undefined) {
    return (
      <Stack gap="sm" align="flex-start">
        {start.isError ? <Fault error={start.error} /> : null}
        <Button variant="default" loading={start.isPending} onClick={() => start.mutate()}>
          {t('factors.enrolCode')}
        </Button>
      </Stack>
    );
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    confirm.mutate(undefined, { onSuccess: (output) => setCodes(output.codes) });
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{t('factors.scan')}</Text>
        <Square text={start.data.uri} label={t('factors.square')} />
        <Text size="sm">
          {t('factors.typeSecret')} <Code className="breakable">{start.data.secret}</Code>
        </Text>
        <TextInput
          label={t('factors.firstCode')}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          withAsterisk={false}
          minLength={6}
          maxLength={6}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        {confirm.isError ? <Fault error={confirm.error} fix={t('factors.codeWrong')} /> : null}
        <Button type="submit" loading={confirm.isPending}>
          {t('factors.confirm')}
        </Button>
      </Stack>
    </form>
  );
}

/** Adds a passkey under a name. */
export function PasskeyForm(): ReactNode {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: () => makePasskey(name),
    onSuccess: () => {
      setName('');
      void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
      void client.invalidateQueries();
    },
  });
  if (!passkeysPossible()) {
    return (
      <Text size="sm" c="dimmed">
        {t('factors.noPasskeys')}
      </Text>
    );
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    add.mutate();
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" align="flex-start">
        <TextInput
          label={t('factors.passkeyName')}
          description={t('factors.passkeyNameHint')}
          required
          withAsterisk={false}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {add.isError ? <Fault error={add.error} fix={t('factors.passkeyFailed')} /> : null}
        <Button type="submit" variant="default" loading={add.isPending} leftSection={<IconKey size={16} aria-hidden />}>
          {t('factors.addPasskey')}
        </Button>
      </Stack>
    </form>
  );
}

/** New recovery codes in the place of the old ones. */
export function RecoveryRenewal({ password }: { readonly password: string }): ReactNode {
  const { t } = useTranslation();
  const [codes, setCodes] = useState<readonly string[]>();
  const renew = useChange(api.renewRecoveryCodes, (output) => setCodes(output.codes));
  if (codes !== undefined) return <RecoveryList codes={codes} onKept={() => setCodes(undefined)} />;
  return (
    <Stack gap="xs" align="flex-start">
      {renew.isError ? <Fault error={renew.error} /> : null}
      <Button variant="default" size="xs" loading={renew.isPending} onClick={() => renew.mutate({ body: { password } })}>
        {t('factors.renew')}
      </Button>
    </Stack>
  );
}
