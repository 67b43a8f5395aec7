import { Group, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { RecordDuties } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { useDutyWords } from '../../lib/duties.ts';
import type { DutyWords } from '../../lib/duties.ts';
import { formatPlainDate } from '../../lib/format.ts';
import { ConfirmButton } from '../confirm-button.tsx';
import { FormButton } from '../form-button.tsx';
import { Section } from '../section.tsx';
import { Fault, Loading } from '../states.tsx';

const BETWEEN = ' / ';

/** What can be chosen: a fact about the body, or a fact together with the object that it is about. */
function choicesOf({ linkable, objects }: RecordDuties, words: DutyWords): { value: string; label: string }[] {
  return linkable.flatMap(({ fact, object, duties }) => {
    const label = `${words.fact(fact)} (${duties.join(', ')})`;
    if (object === null) return [{ value: fact, label }];
    return objects
      .filter(({ kind }) => kind === object)
      .map(({ id, name }) => ({ value: `${fact}${BETWEEN}${id}`, label: `${label}: ${name}` }));
  });
}

interface PartProps {
  readonly record: string;
  readonly data: RecordDuties;
  readonly words: DutyWords;
}

function AddLink({ record, data, words }: PartProps): ReactNode {
  const { t } = useTranslation();
  const link = useChange(api.linkRecord);
  const choices = choicesOf(data, words);
  if (!data.actions.may.includes('link')) return null;
  if (choices.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('duties.noObjects')}
      </Text>
    );
  }
  return (
    <FormButton
      key={choices.length}
      label={t('duties.link')}
      variant="default"
      size="xs"
      fields={[
        {
          key: 'what',
          label: t('duties.evidenceFor'),
          kind: 'select',
          required: true,
          options: choices,
          description: t('duties.linkHint'),
        },
      ]}
      initial={{ what: choices[0]?.value ?? '' }}
      onSubmit={(values) => {
        const [fact = '', object] = (values['what'] ?? '').split(BETWEEN);
        return link.mutateAsync({ params: { id: record }, body: { fact, object: object ?? null } });
      }}
      error={link.error}
      pending={link.isPending}
    />
  );
}

function Unlink({ id, label }: { readonly id: string; readonly label: string }): ReactNode {
  const { t } = useTranslation();
  const unlink = useChange(api.unlinkRecord);
  return (
    <ConfirmButton
      label={t('duties.unlink')}
      question={t('duties.unlinkQuestion')}
      consequence={t('duties.unlinkConsequence', { fact: label })}
      action={() => unlink.mutateAsync({ params: { id } })}
      error={unlink.error}
      pending={unlink.isPending}
      size="xs"
      variant="subtle"
    />
  );
}

function Parts({ record, data, words }: PartProps): ReactNode {
  const { t } = useTranslation();
  const derived = data.told.filter(({ fact, object }) => !data.links.some((each) => each.fact === fact && each.object === object));
  return (
    <>
      {data.told.length === 0 && data.links.length === 0 ? (
        <Text size="sm" c="dimmed" mb="xs">
          {t(data.linkable.length === 0 ? 'duties.tellsNothing' : 'duties.tellsNothingYet')}
        </Text>
      ) : null}
      <List size="sm" spacing={4} mb="xs">
        {derived.map(({ fact, on, duties }) => (
          <List.Item key={fact}>
            {t('duties.toldBy', { fact: words.fact(fact), day: formatPlainDate(on), duties: duties.join(', ') })}
          </List.Item>
        ))}
        {data.links.map(({ id, fact, objectName, by }) => (
          <List.Item key={id}>
            <Group gap="xs">
              <span className="breakable">{[words.fact(fact), objectName, t('duties.linkedBy', { by })].filter(Boolean).join(' — ')}</span>
              {data.actions.may.includes('unlink') ? <Unlink id={id} label={words.fact(fact)} /> : null}
            </Group>
          </List.Item>
        ))}
      </List>
      <AddLink record={record} data={data} words={words} />
    </>
  );
}

/** The duties that a record is evidence for, and what a person may name it as. */
export function RecordDutiesPanel({ record }: { readonly record: string }): ReactNode {
  const { t } = useTranslation();
  const words = useDutyWords();
  const duties = useRead(api.recordDuties, { params: { id: record } });
  return (
    <Section title={t('duties.recordTitle')}>
      {duties.data === undefined ? (
        duties.isError ? (
          <Fault error={duties.error} retry={() => void duties.refetch()} />
        ) : (
          <Loading rows={2} />
        )
      ) : (
        <Parts record={record} data={duties.data} words={words} />
      )}
    </Section>
  );
}
