import { Button, Group, Modal, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { PLAN_LINK_KINDS, REGISTERS, api } from '@ancam/contract';
import type { PlanDetail, PlanItem, PlanLink, PlanLinkKind } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { useText } from '../../lib/language.ts';
import { readOne } from '../../lib/list-search.ts';
import { ConfirmButton } from '../confirm-button.tsx';
import { TextLink } from '../link.tsx';
import { RecordPicker } from '../records/record-picker.tsx';
import { Fault } from '../states.tsx';

interface OfItem {
  readonly plan: PlanDetail;
  readonly item: PlanItem;
}

function FilePicker({
  plan,
  value,
  onChange,
}: {
  readonly plan: PlanDetail;
  readonly value: string;
  readonly onChange: (id: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const files = useRead(api.listEvidence, { params: { holder: 'systems', id: plan.system.id } });
  const options = (files.data?.items ?? []).flatMap(({ versions: [latest] }) =>
    latest === undefined ? [] : [{ value: latest.id, label: latest.name }],
  );
  return (
    <NativeSelect
      label={t('plans.file')}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: t('plans.pick') }, ...options]}
    />
  );
}

function FindingPicker({
  plan,
  value,
  onChange,
}: {
  readonly plan: PlanDetail;
  readonly value: string;
  readonly onChange: (id: string) => void;
}): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const findings = useRead(api.listPlanFindings, { params: { id: plan.id } });
  const options = (findings.data?.items ?? []).map(({ id, camera, title }) => ({ value: id, label: `${camera.name}: ${text(title)}` }));
  return (
    <NativeSelect
      label={t('plans.finding')}
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: t('plans.pick') }, ...options]}
    />
  );
}

function LinkForm({ plan, item, close }: OfItem & { readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [kind, setKind] = useState<PlanLinkKind>('record');
  const [register, setRegister] = useState('bylaws');
  const [target, setTarget] = useState('');
  const [note, setNote] = useState('');
  const link = useChange(api.linkPlanItem, close);
  function send(event: FormEvent): void {
    event.preventDefault();
    if (target !== '') link.mutate({ params: { id: item.id }, body: { kind, target, note } });
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <NativeSelect
          label={t('plans.linkKind')}
          value={kind}
          onChange={(event) => {
            setKind(readOne(PLAN_LINK_KINDS, event.currentTarget.value) ?? 'record');
            setTarget('');
          }}
          data={PLAN_LINK_KINDS.map((value) => ({ value, label: t(`plans.linkKinds.${value}`) }))}
        />
        {kind === 'record' ? (
          <>
            <NativeSelect
              label={t('plans.register')}
              value={register}
              onChange={(event) => {
                setRegister(event.currentTarget.value);
                setTarget('');
              }}
              data={REGISTERS.map(({ id, title }) => ({ value: id, label: text(title) }))}
            />
            <RecordPicker key={register} label={t('plans.linkKinds.record')} register={register} value={target} onChange={setTarget} />
          </>
        ) : kind === 'file' ? (
          <FilePicker plan={plan} value={target} onChange={setTarget} />
        ) : (
          <FindingPicker plan={plan} value={target} onChange={setTarget} />
        )}
        <TextInput label={t('common.note')} maxLength={300} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        {link.isError ? <Fault error={link.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={link.isPending} disabled={target === ''}>
            {t('plans.link')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function LinkName({ plan, link }: { readonly plan: PlanDetail; readonly link: PlanLink }): ReactNode {
  const text = useText();
  const name = [link.name, link.title === null ? '' : text(link.title)].filter(Boolean).join(': ');
  if (link.kind === 'record' && link.register !== null) {
    return (
      <TextLink to="/registers/$register/$id" params={{ register: link.register, id: link.target }} className="breakable">
        {name}
      </TextLink>
    );
  }
  return (
    <TextLink to="/systems/$id" params={{ id: plan.system.id }} className="breakable">
      {name}
    </TextLink>
  );
}

/** What a requirement rests on, and what speaks against it. */
export function ItemLinks({ plan, item }: OfItem): ReactNode {
  const { t } = useTranslation();
  const unlink = useChange(api.unlinkPlanItem);
  const [opened, { open, close }] = useDisclosure(false);
  const may = plan.actions.may.includes('edit');
  const title = t('plans.linkTitle', { requirement: item.requirement });
  return (
    <Stack gap={4} align="flex-start">
      {item.links.length === 0 ? <span className="plan-bar-rest">{t('plans.evidenceNone')}</span> : null}
      {item.links.map((link) => (
        <div key={link.id}>
          <LinkName plan={plan} link={link} />{' '}
          <span className="plan-bar-rest">
            ({t(link.openFinding ? 'plans.openFinding' : link.counts ? 'plans.counts' : 'plans.countsNot')})
          </span>{' '}
          {may ? (
            <ConfirmButton
              label={t('plans.unlink', { name: link.name })}
              size="compact-xs"
              variant="subtle"
              color="gray"
              question={t('plans.unlinkQuestion')}
              consequence={t('plans.unlinkText')}
              action={() => unlink.mutateAsync({ params: { id: item.id }, body: { link: link.id } })}
              error={unlink.error}
              pending={unlink.isPending}
            />
          ) : null}
        </div>
      ))}
      {may ? (
        <Button size="compact-xs" variant="default" onClick={open} aria-label={title}>
          {t('plans.link')}
        </Button>
      ) : null}
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <LinkForm plan={plan} item={item} close={close} />
      </Modal>
    </Stack>
  );
}
