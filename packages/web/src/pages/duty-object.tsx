import { Group, List } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { DutyItemDetail } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { useDutyWords } from '../lib/duties.ts';
import type { DutyWords } from '../lib/duties.ts';
import { formatDay } from '../lib/format.ts';
import { Async } from '../ui/async.tsx';
import { SourceLink } from '../ui/duties/duty-source.tsx';
import { itemBody, itemValues, questionsOf, useItemFields } from '../ui/duties/item-form.ts';
import { Facts } from '../ui/facts.tsx';
import { FormButton } from '../ui/form-button.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';
import { useText } from '../lib/language.ts';

function Steps({ item, words }: { readonly item: DutyItemDetail; readonly words: DutyWords }): ReactNode {
  const { t } = useTranslation();
  const params = { id: item.id };
  const fields = useItemFields(words, item.kind);
  const change = useChange(api.updateDutyItem);
  const withdraw = useChange(api.withdrawDutyItem);
  return (
    <Group gap="xs">
      {item.actions.may.includes('edit') ? (
        <FormButton
          key={item.version}
          label={t('duties.editItem')}
          fields={fields}
          initial={itemValues(item)}
          onSubmit={(values) => {
            const { kind: _kind, ...body } = itemBody(words, item.kind, values);
            return change.mutateAsync({ params, body: { version: item.version, ...body } });
          }}
          error={change.error}
          pending={change.isPending}
        />
      ) : null}
      {item.actions.may.includes('withdraw') ? (
        <FormButton
          label={t('duties.withdrawItem')}
          variant="default"
          fields={[{ key: 'reason', label: t('duties.reason'), kind: 'area', required: true, description: t('duties.withdrawHint') }]}
          onSubmit={({ reason = '' }) => withdraw.mutateAsync({ params, body: { reason } })}
          error={withdraw.error}
          pending={withdraw.isPending}
        />
      ) : null}
    </Group>
  );
}

function useAnswer(words: DutyWords, kind: string): (id: string, value: string | number | boolean) => string {
  const { t } = useTranslation();
  const text = useText();
  return (id, value) => {
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    const choice = questionsOf(words, kind)
      .find((each) => each.id === id)
      ?.choices.find((each) => each.id === value);
    return choice === undefined ? String(value) : text(choice.title);
  };
}

function Item({ item, words }: { readonly item: DutyItemDetail; readonly words: DutyWords }): ReactNode {
  const { t } = useTranslation();
  const answer = useAnswer(words, item.kind);
  return (
    <>
      <Section title={t(`duties.kind.${item.kind}`)}>
        <Facts
          rows={[
            [t('duties.unit'), item.unit.name],
            [t('duties.itemOn'), item.on === null ? t('duties.planned') : formatDay(item.on)],
            [t('duties.itemUntil'), formatDay(item.until)],
            ...Object.entries(item.answers).map(([id, value]) => [words.question(id), answer(id, value)] as const),
            [t('duties.note'), item.note],
            [t('duties.state'), t(item.withdrawnAt === null ? 'duties.counted' : 'duties.withdrawn')],
            [t('duties.reason'), item.withdrawnReason ?? ''],
          ]}
        />
      </Section>
      <Section title={t('duties.countedBy')}>
        <List size="sm">
          {item.duties.map((id) => (
            <List.Item key={id}>
              <TextLink to="/duties" search={{ unit: item.unit.id }}>
                {id} {words.title(id)}
              </TextLink>
            </List.Item>
          ))}
        </List>
      </Section>
      <Section title={t('duties.evidence')}>
        {item.evidence.length === 0 ? (
          <Empty title={t('duties.noEvidence')} text={t('duties.howToLink')} />
        ) : (
          <List size="sm">
            {item.evidence.map(({ fact, register, id, title }) => (
              <List.Item key={`${id} ${fact}`}>
                {words.fact(fact)}: <SourceLink source={{ register, id, name: title }} />
              </List.Item>
            ))}
          </List>
        )}
      </Section>
    </>
  );
}

/** One thing that duties are counted by, with its evidence. */
export function DutyObjectPage(): ReactNode {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/app/duties/objects/$id' });
  const words = useDutyWords();
  const item = useRead(api.getDutyItem, { params: { id } });
  if (item.data === undefined) {
    return (
      <Page title={t('duties.view.objects')}>
        {item.isError ? <Fault error={item.error} retry={() => void item.refetch()} /> : <Loading />}
      </Page>
    );
  }
  return (
    <Page
      title={item.data.title}
      lead={<TextLink to="/duties/objects">{t('duties.view.objects')}</TextLink>}
      actions={<Steps item={item.data} words={words} />}
    >
      <Async query={item}>{(data) => <Item item={data} words={words} />}</Async>
    </Page>
  );
}
