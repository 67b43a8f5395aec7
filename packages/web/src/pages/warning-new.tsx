import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { NativeSelect, Stack } from '@mantine/core';
import { api } from '@ancam/contract';
import type { WarningBody } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { nameLines } from '../lib/name-lines.ts';
import { Async } from '../ui/async.tsx';
import { FieldsForm } from '../ui/form-button.tsx';
import type { Field, FieldValues } from '../ui/form-button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';

function useFields(): Field[] {
  const { t } = useTranslation();
  const text = (key: 'issuer' | 'document' | 'title', required = true): Field => ({ key, label: t(`warnings.${key}`), required });
  return [
    text('title'),
    text('issuer'),
    text('document'),
    { key: 'documentDate', kind: 'date', label: t('warnings.documentDate'), required: true },
    { key: 'validFrom', kind: 'date', label: t('warnings.validFrom'), required: true },
    { key: 'modelPatterns', kind: 'lines', label: t('warnings.models'), description: t('warnings.patternsHint') },
    { key: 'revision', label: t('warnings.revision') },
    { key: 'firmwareFrom', label: t('warnings.firmwareFrom'), description: t('warnings.firmwareHint') },
    { key: 'firmwareTo', label: t('warnings.firmwareTo') },
    { key: 'firmwareToIncluded', kind: 'check', label: t('warnings.included') },
    { key: 'effect', kind: 'area', label: t('warnings.effect'), maxLength: 4000 },
    { key: 'remedy', kind: 'area', label: t('warnings.remedy'), maxLength: 4000 },
  ];
}

function bodyOf(values: FieldValues, makerId: string): WarningBody {
  const text = (key: string): string => values[key] ?? '';
  return {
    title: text('title'),
    issuer: text('issuer'),
    document: text('document'),
    documentDate: text('documentDate'),
    validFrom: text('validFrom'),
    makerId,
    modelIds: [],
    modelPatterns: nameLines(text('modelPatterns')),
    revision: text('revision'),
    firmwareFrom: text('firmwareFrom'),
    firmwareTo: text('firmwareTo'),
    firmwareToIncluded: text('firmwareToIncluded') !== '',
    effect: text('effect'),
    remedy: text('remedy'),
  };
}

/** Enter a warning; another person publishes it. */
export function NewWarningPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const makers = useRead(api.listMakers);
  const [chosen, setChosen] = useState('');
  const fields = useFields();
  const propose = useChange(api.proposeWarning, ({ id }) => navigate({ to: '/warnings/$id', params: { id } }));
  return (
    <Page title={t('warnings.new')} lead={t('warnings.newLead')}>
      <Section>
        <Async query={makers}>
          {({ items }) => {
            const makerId = chosen === '' ? (items[0]?.id ?? '') : chosen;
            return (
              <Stack>
                <NativeSelect
                  label={t('camera.maker')}
                  value={makerId}
                  onChange={(event) => setChosen(event.currentTarget.value)}
                  data={items.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <FieldsForm
                  fields={fields}
                  initial={{ firmwareToIncluded: 'yes' }}
                  submit={t('warnings.propose')}
                  onSubmit={(values) => propose.mutateAsync({ body: bodyOf(values, makerId) })}
                  onCancel={() => void navigate({ to: '/warnings' })}
                  error={propose.error}
                  pending={propose.isPending}
                />
              </Stack>
            );
          }}
        </Async>
      </Section>
    </Page>
  );
}
