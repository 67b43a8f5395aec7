import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { RecordDetail, RegisterDefinition, Transition } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { useText } from '../../lib/language.ts';
import { Fault } from '../states.tsx';

interface MoveProps {
  readonly register: RegisterDefinition;
  readonly record: RecordDetail;
  readonly transition: Transition;
}

function MoveForm({ register, record, transition, close }: MoveProps & { readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [reason, setReason] = useState('');
  const move = useChange(transition.permission === 'record.approve' ? api.decideRecord : api.moveRecord, close);
  const target = register.states.find(({ id }) => id === transition.to);
  function submit(event: FormEvent): void {
    event.preventDefault();
    move.mutate({ params: { register: register.id, id: record.id }, body: { version: record.version, transition: transition.id, reason } });
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t('registers.moveTo', { state: target === undefined ? '' : text(target.title) })}</Text>
        <Textarea
          label={transition.reason === true ? t('registers.reason') : t('registers.remark')}
          required={transition.reason === true}
          maxLength={2000}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        {move.isError ? <Fault error={move.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={move.isPending} color={target?.tone === 'closed' ? 'red' : 'brand'}>
            {text(transition.title)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A step of a record's life: asks for the reason where one is needed. */
export function MoveButton(props: MoveProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [opened, { open, close }] = useDisclosure(false);
  const title = text(props.transition.title);
  const tone = props.register.states.find(({ id }) => id === props.transition.to)?.tone;
  return (
    <>
      <Button variant={tone === 'good' ? 'filled' : 'default'} onClick={open}>
        {title}
      </Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <MoveForm {...props} close={close} />
      </Modal>
    </>
  );
}
