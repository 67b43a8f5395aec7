import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Delivery } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { todayPlus } from '../../lib/format.ts';
import { ConfirmButton } from '../confirm-button.tsx';
import { DateField } from '../date-field.tsx';
import { FormButton } from '../form-button.tsx';
import { RecordPicker } from '../records/record-picker.tsx';
import { Fault } from '../states.tsx';

interface OfDelivery {
  readonly delivery: Delivery;
}

function Receive({ delivery }: OfDelivery): ReactNode {
  const { t } = useTranslation();
  const receive = useChange(api.receiveDelivery);
  return (
    <FormButton
      label={t('documents.receive')}
      title={t('documents.receiveOf', { name: delivery.recipient })}
      size="compact-sm"
      variant="default"
      fields={[
        { key: 'on', kind: 'date', label: t('documents.on'), required: true },
        { key: 'arrivalNumber', label: t('documents.arrivalNumber'), maxLength: 60 },
      ]}
      initial={{ on: todayPlus(0) }}
      onSubmit={({ on = '', arrivalNumber = '' }) => receive.mutateAsync({ params: { id: delivery.id }, body: { on, arrivalNumber } })}
      error={receive.error}
      pending={receive.isPending}
    />
  );
}

function ActForm({ delivery, close }: OfDelivery & { readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const [on, setOn] = useState(todayPlus(0));
  const [note, setNote] = useState('');
  const [document, setDocument] = useState('');
  const act = useChange(api.actOnDelivery, close);
  function send(event: FormEvent): void {
    event.preventDefault();
    act.mutate({ params: { id: delivery.id }, body: { on, note, document: document === '' ? null : document } });
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <DateField label={t('documents.on')} value={on} onChange={setOn} required />
        <RecordPicker label={t('documents.byDocument')} register="documents" value={document} onChange={setDocument} />
        <Textarea
          label={t('documents.note')}
          required={document === ''}
          maxLength={2000}
          autosize
          minRows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {act.isError ? <Fault error={act.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={act.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Act({ delivery }: OfDelivery): ReactNode {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const title = t('documents.actOf', { name: delivery.recipient });
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={open} aria-label={title}>
        {t('documents.act')}
      </Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <ActForm delivery={delivery} close={close} />
      </Modal>
    </>
  );
}

/** Urges one recipient, or all that are late. */
export function Urge({ documentId, delivery }: { readonly documentId: string; readonly delivery?: Delivery }): ReactNode {
  const { t } = useTranslation();
  const urge = useChange(api.urgeRecipients);
  const label = delivery === undefined ? t('documents.urge') : t('documents.urgeOne', { name: delivery.recipient });
  return (
    <FormButton
      label={delivery === undefined ? label : t('documents.urged')}
      title={label}
      size={delivery === undefined ? 'sm' : 'compact-sm'}
      variant="default"
      fields={[{ key: 'words', kind: 'area', label: t('documents.words'), required: true, maxLength: 1000 }]}
      onSubmit={({ words = '' }) =>
        urge.mutateAsync({ params: { id: documentId }, body: { ids: delivery === undefined ? [] : [delivery.id], words } })
      }
      error={urge.error}
      pending={urge.isPending}
    />
  );
}

function Remove({ delivery }: OfDelivery): ReactNode {
  const { t } = useTranslation();
  const remove = useChange(api.removeRecipient);
  return (
    <ConfirmButton
      label={t('documents.remove', { name: delivery.recipient })}
      size="compact-sm"
      variant="subtle"
      color="gray"
      question={t('documents.removeQuestion')}
      consequence={t('documents.removeText')}
      action={() => remove.mutateAsync({ params: { id: delivery.id } })}
      error={remove.error}
      pending={remove.isPending}
    />
  );
}

/** What may be done about a delivery now. */
export function DeliveryActions({ delivery, documentId }: OfDelivery & { readonly documentId?: string }): ReactNode {
  const { may } = delivery.actions;
  return (
    <Group gap={6}>
      {may.includes('receive') ? <Receive delivery={delivery} /> : null}
      {may.includes('act') ? <Act delivery={delivery} /> : null}
      {may.includes('urge') && documentId !== undefined ? <Urge documentId={documentId} delivery={delivery} /> : null}
      {may.includes('remove') ? <Remove delivery={delivery} /> : null}
    </Group>
  );
}
