import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { EFFECT_KINDS, REGISTERS, api } from '@ancam/contract';
import type { QuestionEffect } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { useText } from '../../lib/language.ts';
import { readOne } from '../../lib/list-search.ts';
import { Async } from '../async.tsx';
import { ConfirmButton } from '../confirm-button.tsx';
import { TextLink } from '../link.tsx';
import { NamedPicker } from '../named-picker.tsx';
import { RecordPicker } from '../records/record-picker.tsx';
import { Section } from '../section.tsx';
import { Fault } from '../states.tsx';

function EffectForm({ questionId, close }: { readonly questionId: string; readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [kind, setKind] = useState<QuestionEffect['kind']>('system');
  const [register, setRegister] = useState('documents');
  const [target, setTarget] = useState('');
  const [note, setNote] = useState('');
  const add = useChange(api.addQuestionEffect, close);
  function send(event: FormEvent): void {
    event.preventDefault();
    if (target !== '') add.mutate({ params: { id: questionId }, body: { kind, target, note } });
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <NativeSelect
          label={t('documents.effectKind')}
          value={kind}
          onChange={(event) => {
            setKind(readOne(EFFECT_KINDS, event.currentTarget.value) ?? 'system');
            setTarget('');
          }}
          data={EFFECT_KINDS.map((value) => ({ value, label: t(`documents.effectKinds.${value}`) }))}
        />
        {kind === 'system' ? (
          <NamedPicker
            kind="system"
            label={t('documents.effectKinds.system')}
            value={target === '' ? null : target}
            onChange={(id) => setTarget(id ?? '')}
          />
        ) : (
          <>
            <NativeSelect
              label={t('documents.register')}
              value={register}
              onChange={(event) => {
                setRegister(event.currentTarget.value);
                setTarget('');
              }}
              data={REGISTERS.map(({ id, title }) => ({ value: id, label: text(title) }))}
            />
            <RecordPicker
              key={register}
              label={t('documents.effectKinds.record')}
              register={register}
              value={target}
              onChange={setTarget}
            />
          </>
        )}
        <TextInput label={t('common.note')} maxLength={300} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {add.isError ? <Fault error={add.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={add.isPending} disabled={target === ''}>
            {t('documents.effectAdd')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function EffectLine({
  questionId,
  effect,
  may,
}: {
  readonly questionId: string;
  readonly effect: QuestionEffect;
  readonly may: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const remove = useChange(api.removeQuestionEffect);
  return (
    <li>
      {effect.kind === 'record' ? (
        <TextLink to="/registers/$register/$id" params={{ register: effect.register ?? '', id: effect.target }} className="breakable">
          {effect.name}
        </TextLink>
      ) : (
        <TextLink to="/systems/$id" params={{ id: effect.target }} className="breakable">
          {effect.name}
        </TextLink>
      )}{' '}
      {effect.note}{' '}
      {may ? (
        <ConfirmButton
          label={t('documents.effectRemove', { name: effect.name })}
          size="compact-xs"
          variant="subtle"
          color="gray"
          question={t('documents.effectQuestion')}
          consequence={t('documents.effectText')}
          action={() => remove.mutateAsync({ params: { id: questionId }, body: { effect: effect.id } })}
          error={remove.error}
          pending={remove.isPending}
        />
      ) : null}
    </li>
  );
}

/** What the answer to a question of guidance changed. */
export function QuestionEffectsPanel({ questionId }: { readonly questionId: string }): ReactNode {
  const { t } = useTranslation();
  const effects = useRead(api.listQuestionEffects, { params: { id: questionId } });
  const [opened, { open, close }] = useDisclosure(false);
  const may = effects.data?.actions.may.includes('edit') === true;
  const actions = may ? (
    <Button size="xs" variant="default" onClick={open}>
      {t('documents.effectAdd')}
    </Button>
  ) : null;
  return (
    <Section title={t('documents.effects')} actions={actions}>
      <Async query={effects} rows={2}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">{t('documents.effectsNone')}</Text>
          ) : (
            <ul className="plain-list">
              {items.map((effect) => (
                <EffectLine key={effect.id} questionId={questionId} effect={effect} may={may} />
              ))}
            </ul>
          )
        }
      </Async>
      <Modal opened={opened} onClose={close} title={t('documents.effects')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <EffectForm questionId={questionId} close={close} />
      </Modal>
    </Section>
  );
}
