import { Alert, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { MailChoice, api } from '@ancam/contract';
import type { NoticePreferences, NoticePreferencesBody } from '@ancam/contract';
import { LANGUAGES } from '@ancam/core';
import { useChange, useRead } from '../lib/api.ts';
import { readOne } from '../lib/list-search.ts';
import { Async } from './async.tsx';
import { OwnEmailSection } from './own-email.tsx';
import { Section } from './section.tsx';
import { Fault } from './states.tsx';

function Hindrance({ email, mailServer }: Pick<NoticePreferences, 'email' | 'mailServer'>): ReactNode {
  const { t } = useTranslation();
  if (mailServer && email !== null) return <Text size="sm">{t('notices.mailTo', { email })}</Text>;
  return (
    <Alert color="orange" role="status">
      {t(mailServer ? 'notices.noAddress' : 'notices.noServer')}
    </Alert>
  );
}

interface FieldsProps {
  readonly values: NoticePreferencesBody;
  readonly set: (change: Partial<NoticePreferencesBody>) => void;
}

function Fields({ values, set }: FieldsProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <NativeSelect
        label={t('notices.mail')}
        description={t('notices.mailHint')}
        value={values.mail}
        onChange={(event) => set({ mail: readOne(MailChoice.options, event.currentTarget.value) ?? 'each' })}
        data={MailChoice.options.map((value) => ({ value, label: t(`notices.mails.${value}`) }))}
      />
      <NativeSelect
        label={t('notices.language')}
        value={values.language}
        onChange={(event) => set({ language: readOne(LANGUAGES, event.currentTarget.value) ?? 'vi' })}
        data={LANGUAGES.map((value) => ({ value, label: t(`notices.languages.${value}`) }))}
      />
      <Group grow align="flex-start">
        <TextInput
          type="time"
          label={t('notices.quietFrom')}
          required
          withAsterisk={false}
          value={values.quietFrom}
          onChange={(event) => set({ quietFrom: event.currentTarget.value })}
        />
        <TextInput
          type="time"
          label={t('notices.quietTo')}
          required
          withAsterisk={false}
          value={values.quietTo}
          onChange={(event) => set({ quietTo: event.currentTarget.value })}
        />
      </Group>
      <Text size="sm" c="dimmed">
        {t('notices.quietHint')}
      </Text>
    </>
  );
}

function PreferencesForm({ preferences }: { readonly preferences: NoticePreferences }): ReactNode {
  const { t } = useTranslation();
  const { mail, language, quietFrom, quietTo } = preferences;
  const [values, setValues] = useState<NoticePreferencesBody>({ mail, language, quietFrom, quietTo });
  const change = useChange(api.changeNoticePreferences);
  function submit(event: FormEvent): void {
    event.preventDefault();
    change.mutate({ body: values });
  }
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" maw={520}>
        <Hindrance email={preferences.email} mailServer={preferences.mailServer} />
        <Fields values={values} set={(part) => setValues((before) => ({ ...before, ...part }))} />
        {change.isError ? <Fault error={change.error} /> : null}
        {change.isSuccess ? (
          <Text size="sm" role="status">
            {t('notices.saved')}
          </Text>
        ) : null}
        <Group>
          <Button type="submit" loading={change.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** How one is told: by mail at once, in a digest or not at all, in which language, and when not. */
export function NoticesTab(): ReactNode {
  const { t } = useTranslation();
  const preferences = useRead(api.noticePreferences);
  return (
    <Stack gap="lg">
      <OwnEmailSection />
      <Section title={t('notices.preferences')}>
        <Async query={preferences}>{(data) => <PreferencesForm preferences={data} />}</Async>
      </Section>
    </Stack>
  );
}
