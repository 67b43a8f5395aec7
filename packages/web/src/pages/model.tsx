import { Group, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { ModelDetail } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { formatDay, formatPlainDate } from '../lib/format.ts';
import { compact } from '../lib/list-search.ts';
import { Async } from '../ui/async.tsx';
import { DeclaredInterfaces } from '../ui/declared-interfaces.tsx';
import { Facts } from '../ui/facts.tsx';
import { FormButton } from '../ui/form-button.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { ModelPapers } from '../ui/model-papers.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';

/** A day as a field holds it; null where it is empty. */
function dayIn(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function EditModel({ model }: { readonly model: ModelDetail }): ReactNode {
  const { t } = useTranslation();
  const update = useChange(api.updateModel);
  const { supportFrom, supportUntil, saleEndsOn, note } = model;
  return (
    <FormButton
      label={t('common.edit')}
      variant="default"
      fields={[
        { key: 'supportFrom', kind: 'date', label: t('models.supportFrom') },
        { key: 'supportUntil', kind: 'date', label: t('models.supportUntil') },
        { key: 'saleEndsOn', kind: 'date', label: t('models.saleEndsOn') },
        { key: 'note', kind: 'area', label: t('common.note'), maxLength: 2000 },
      ]}
      initial={{ supportFrom: supportFrom ?? '', supportUntil: supportUntil ?? '', saleEndsOn: saleEndsOn ?? '', note }}
      onSubmit={(values) => {
        const body = {
          supportFrom: dayIn(values.supportFrom),
          supportUntil: dayIn(values.supportUntil),
          saleEndsOn: dayIn(values.saleEndsOn),
          note: values.note ?? '',
        };
        return update.mutateAsync({ params: { id: model.id }, body });
      }}
      error={update.error}
      pending={update.isPending}
    />
  );
}

function Spellings({ model }: { readonly model: ModelDetail }): ReactNode {
  const { t } = useTranslation();
  const add = useChange(api.addModelAlias);
  const revision = useChange(api.addModelRevision);
  const params = { id: model.id };
  const may = model.actions.may.includes('edit');
  const actions = (
    <Group gap="xs">
      <FormButton
        label={t('models.addAlias')}
        variant="default"
        size="compact-sm"
        fields={[{ key: 'alias', label: t('models.alias'), required: true, maxLength: 200 }]}
        onSubmit={({ alias = '' }) => add.mutateAsync({ params, body: { alias } })}
        error={add.error}
        pending={add.isPending}
      />
      <FormButton
        label={t('models.addRevision')}
        variant="default"
        size="compact-sm"
        fields={[{ key: 'name', label: t('papers.hardwareRevision'), required: true, maxLength: 200 }]}
        onSubmit={({ name = '' }) => revision.mutateAsync({ params, body: { name } })}
        error={revision.error}
        pending={revision.isPending}
      />
    </Group>
  );
  return (
    <Section title={t('models.aliases')} actions={may ? actions : undefined}>
      <Facts
        rows={[
          [t('models.aliases'), model.aliases.join(', ')],
          [t('models.revisions'), model.revisions.map(({ name }) => name).join(', ') || t('models.noRevision')],
        ]}
      />
    </Section>
  );
}

function Warned({ model }: { readonly model: ModelDetail }): ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('nav.warnings')}>
      {model.warned.length === 0 ? <Text size="sm">{t('models.noWarning')}</Text> : null}
      <Stack gap={4}>
        {model.warned.map((each) => (
          <TextLink key={each.id} to="/warnings/$id" params={{ id: each.id }} className="breakable">
            {`${each.title} (${each.document}, ${formatPlainDate(each.documentDate)})`}
          </TextLink>
        ))}
      </Stack>
    </Section>
  );
}

function ModelView({ model }: { readonly model: ModelDetail }): ReactNode {
  const { t } = useTranslation();
  const actions = (
    <>
      <ButtonLink to="/check" search={compact({ maker: model.makerName, model: model.name })} variant="default">
        {t('nav.check')}
      </ButtonLink>
      {model.actions.may.includes('edit') ? <EditModel model={model} /> : null}
    </>
  );
  return (
    <Page title={`${model.makerName} ${model.name}`} lead={t(`models.kinds.${model.kind}`)} actions={actions}>
      <Section>
        <Facts
          rows={[
            [t('models.supportFrom'), formatDay(model.supportFrom)],
            [t('models.supportUntil'), formatDay(model.supportUntil) || t('models.unknownSupport')],
            [t('models.saleEndsOn'), formatDay(model.saleEndsOn)],
            [t('common.note'), model.note],
            [
              t('nav.cameras'),
              <TextLink key="cameras" to="/cameras" search={{ model: model.id }}>
                {model.cameras}
              </TextLink>,
            ],
          ]}
        />
      </Section>
      <Warned model={model} />
      <ModelPapers model={model} />
      <DeclaredInterfaces model={model} />
      <Spellings model={model} />
    </Page>
  );
}

/** One model: warnings, certificates, firmware, support, spellings. */
export function ModelPage(): ReactNode {
  const { id } = useParams({ from: '/app/models/$id' });
  const model = useRead(api.getModel, { params: { id } });
  return <Async query={model}>{(data) => <ModelView model={data} />}</Async>;
}
