import { Alert, Button, Group, Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, registerOf } from '@ancam/contract';
import type { Field, RecordDetail, RegisterDefinition } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { NotFoundPage } from '../app/fault-page.tsx';
import { useChange, useRead } from '../lib/api.ts';
import { useText } from '../lib/language.ts';
import { nameOf, useRegisterMay, useValueText } from '../lib/registers.ts';
import { Async } from '../ui/async.tsx';
import { QuestionEffectsPanel } from '../ui/documents/question-effects.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { EvidencePanel } from '../ui/files/evidence-panel.tsx';
import { Page } from '../ui/page.tsx';
import { MoveButton } from '../ui/records/move-button.tsx';
import { BehalfTag } from '../ui/behalf-tag.tsx';
import { RecordForm } from '../ui/records/record-form.tsx';
import { RecordDutiesPanel } from '../ui/duties/record-duties.tsx';
import { RecordHistory } from '../ui/records/record-history.tsx';
import { RecordAnchor, RecordLinks } from '../ui/records/record-links.tsx';
import { RecordStateTag, RestrictedTag } from '../ui/records/record-state.tsx';
import { Section } from '../ui/section.tsx';

interface OfRecord {
  readonly register: RegisterDefinition;
  readonly record: RecordDetail;
}

function FieldValueView({ field, record }: { readonly field: Field; readonly record: RecordDetail }): ReactNode {
  const valueText = useValueText();
  const link = record.links.find((each) => each.field === field.id);
  if (link !== undefined) return <RecordAnchor link={link.record} />;
  const units = Object.fromEntries(record.units.map(({ id, name }) => [id, name]));
  return <span className="lines">{valueText(field, record.data[field.id], units)}</span>;
}

function Fields({ register, record }: OfRecord): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const shown = register.fields.filter(({ kind, id }) => kind !== 'file' && record.data[id] !== undefined);
  return (
    <Section title={t('registers.content')}>
      {record.secret ? (
        <Alert color="yellow" mb="sm">
          {t('registers.secretOnPaper', { reference: String(record.data.paperReference ?? '') })}
        </Alert>
      ) : null}
      <dl className="fields">
        {shown.map((field) => (
          <div key={field.id}>
            <dt>{text(field.title)}</dt>
            <dd>
              <FieldValueView field={field} record={record} />
            </dd>
          </div>
        ))}
      </dl>
      {record.hidden.length === 0 ? null : (
        <Text size="sm" c="dimmed" mt="sm">
          {t('registers.hiddenFields')}
        </Text>
      )}
    </Section>
  );
}

function EditRecord({ register, record }: OfRecord): ReactNode {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  const may = useRegisterMay(register.id);
  const update = useChange(api.updateRecord, close);
  const names = Object.fromEntries([
    ...record.links.map(({ record: link }) => [link.id, nameOf(link, t('registers.secretTitle'))]),
    ...record.units.map(({ id, name }) => [id, name]),
  ]) as Record<string, string>; // pairs of texts
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={open}>
        {t('common.edit')}
      </Button>
      <Modal opened={opened} onClose={close} size="xl" title={t('registers.edit')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <RecordForm
          register={register}
          record={record}
          names={names}
          may={may}
          error={update.error}
          pending={update.isPending}
          onSave={({ data, restricted }) =>
            update.mutate({ params: { register: register.id, id: record.id }, body: { version: record.version, data, restricted } })
          }
          cancel={
            <Button variant="default" onClick={close}>
              {t('common.back')}
            </Button>
          }
        />
      </Modal>
    </>
  );
}

const REFUSALS = ['state', 'no-permission', 'out-of-scope', 'own-proposal', 'incomplete'] as const;

/** Steps that are closed for now, each with its reason. What the role lacks is no news to its holder. */
function Blocked({ register, record }: OfRecord): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const told = record.actions.blockers.flatMap(({ action, reason }) => {
    const transition = register.transitions.find(({ id }) => id === action);
    const known = REFUSALS.find((each) => each === reason);
    if (transition === undefined || known === undefined || known === 'no-permission') return [];
    const needs = (transition.needs ?? [])
      .flatMap((id) => register.fields.filter((field) => field.id === id))
      .map(({ title }) => text(title));
    return [
      { action: text(transition.title), why: t(`registers.refusal.${known}`), needs: known === 'incomplete' ? needs.join(', ') : '' },
    ];
  });
  if (told.length === 0) return null;
  return (
    <Alert color="gray" title={t('registers.blocked')}>
      {told.map(({ action, why, needs }) => (
        <Text key={action} size="sm">
          {t('registers.blockedLine', { action, why })} {needs}
        </Text>
      ))}
    </Alert>
  );
}

function RecordView({ register, record }: OfRecord): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const asking = register.fields.filter(({ kind }) => kind === 'file').map(({ id, title }) => ({ id, title: text(title) }));
  const { may } = record.actions;
  const actions = (
    <>
      {register.id === 'documents' ? (
        <ButtonLink to="/documents/$id" params={{ id: record.id }} variant="default">
          {t('documents.openTree')}
        </ButtonLink>
      ) : null}
      {may.includes('edit') ? <EditRecord register={register} record={record} /> : null}
      {register.transitions
        .filter(({ id }) => may.includes(id))
        .map((transition) => (
          <MoveButton key={`${record.version} ${transition.id}`} register={register} record={record} transition={transition} />
        ))}
    </>
  );
  const lead = (
    <Group gap="xs">
      <TextLink to="/registers/$register" params={{ register: register.id }}>
        {text(register.title)}
      </TextLink>
      <RecordStateTag register={register} state={record.state} />
      {record.restricted ? <RestrictedTag secret={record.secret} /> : null}
      <span>{record.unit.name}</span>
      <BehalfTag of={record} />
      <span>{t('registers.enteredBy', { by: record.createdBy, at: formatDateTime(record.createdAt) })}</span>
    </Group>
  );
  return (
    <Page title={nameOf(record, t('registers.secretTitle'))} lead={lead} actions={actions}>
      <Blocked register={register} record={record} />
      <div className="record-grid">
        <Fields register={register} record={record} />
        <EvidencePanel holder="records" id={record.id} fields={asking} />
        <RecordDutiesPanel record={record.id} />
        <RecordLinks register={register} record={record} />
        {register.id === 'questions' ? <QuestionEffectsPanel questionId={record.id} /> : null}
        <RecordHistory register={register} history={record.history} />
      </div>
    </Page>
  );
}

/** One record: what it says, what may be done with it, what happened to it. */
export function RecordPage(): ReactNode {
  const { register: registerId, id } = useParams({ from: '/app/registers/$register/$id' });
  const register = registerOf(registerId);
  const record = useRead(api.getRecord, { params: { register: registerId, id } }, { enabled: register !== undefined });
  if (register === undefined) return <NotFoundPage />;
  return <Async query={record}>{(data) => <RecordView key={data.id} register={register} record={data} />}</Async>;
}
