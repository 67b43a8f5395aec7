import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { Fault } from '../states.tsx';

interface SaveViewProps {
  readonly list: string;
  readonly query: string;
  readonly mayShare: boolean;
  readonly close: () => void;
}

/** Keeps the filters and order of today under a name. */
export function SaveView({ list, query, mayShare, close }: SaveViewProps): ReactNode {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const save = useChange(api.addSavedView, close);
  function submit(event: FormEvent): void {
    event.preventDefault();
    save.mutate({ body: { list, name: name.trim(), query, shared } });
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('views.what')}
        </Text>
        <TextInput
          label={t('views.name')}
          required
          maxLength={80}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {mayShare ? (
          <Checkbox
            label={t('views.share')}
            description={t('views.shareHint')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
        ) : null}
        {save.isError ? <Fault error={save.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
