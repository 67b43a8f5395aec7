import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { DELIVERY_PURPOSES, api } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { readOne } from '../../lib/list-search.ts';
import { DateField } from '../date-field.tsx';
import { Fault } from '../states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';

function RecipientForm({ documentId, close }: { readonly documentId: string; readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const [unit, setUnit] = useState<string | null>(null);
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState<(typeof DELIVERY_PURPOSES)[number]>('act');
  const [dueOn, setDueOn] = useState('');
  const add = useChange(api.addRecipients, close);
  function send(event: FormEvent): void {
    event.preventDefault();
    const recipient = { unit, name, purpose, dueOn: dueOn === '' ? null : dueOn };
    add.mutate({ params: { id: documentId }, body: { recipients: [recipient] } });
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <UnitPicker label={t('documents.unitLabel')} description={t('documents.unitHint')} value={unit} onChange={setUnit} />
        <TextInput
          label={t('documents.nameLabel')}
          maxLength={300}
          required={unit === null}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('documents.purpose')}
          value={purpose}
          onChange={(event) => setPurpose(readOne(DELIVERY_PURPOSES, event.currentTarget.value) ?? 'act')}
          data={DELIVERY_PURPOSES.map((value) => ({ value, label: t(`documents.purposes.${value}`) }))}
        />
        <DateField label={t('documents.due')} value={dueOn} onChange={setDueOn} />
        {add.isError ? <Fault error={add.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={add.isPending}>
            {t('documents.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Chooses a recipient: a unit of this system, or a name outside. */
export function AddRecipient({ documentId }: { readonly documentId: string }): ReactNode {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('documents.add')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('documents.add')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <RecipientForm documentId={documentId} close={close} />
      </Modal>
    </>
  );
}
