import { Button, Group, NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api, REORGANISATION_KINDS } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { blankTaker, GIVEN_OUT, reorganisationBody, WITH_TAKERS } from '../lib/reorganisation-form.ts';
import type { Chosen, ReorganisationFields, TakerFields } from '../lib/reorganisation-form.ts';
import { Async } from '../ui/async.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Page } from '../ui/page.tsx';
import { Preview } from '../ui/reorganisations/preview.tsx';
import { Taker } from '../ui/reorganisations/taker-fields.tsx';
import { Section } from '../ui/section.tsx';
import { Fault } from '../ui/states.tsx';
import { UnitPicker, UnitsPicker } from '../ui/units/unit-picker.tsx';

interface PartProps {
  readonly fields: ReorganisationFields;
  readonly set: (change: Partial<ReorganisationFields>) => void;
}

function Papers({ fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <NativeSelect
          label={t('reorganisation.kind')}
          data={REORGANISATION_KINDS.map((value) => ({ value, label: t(`reorganisation.kindOf.${value}`) }))}
          value={fields.kind}
          onChange={(event) => set({ kind: REORGANISATION_KINDS.find((each) => each === event.currentTarget.value) ?? 'rename' })}
        />
        <TextInput
          label={t('reorganisation.title')}
          required
          minLength={4}
          value={fields.title}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
        <TextInput
          label={t('reorganisation.decree')}
          required
          minLength={2}
          value={fields.decree}
          onChange={(event) => set({ decree: event.currentTarget.value })}
        />
        <DateField
          label={t('reorganisation.decreeDate')}
          required
          value={fields.decreeDate}
          onChange={(decreeDate) => set({ decreeDate })}
        />
        <DateField
          label={t('reorganisation.effectiveOn')}
          required
          value={fields.effectiveOn}
          onChange={(effectiveOn) => set({ effectiveOn })}
        />
      </SimpleGrid>
      <Textarea
        label={t('common.note')}
        autosize
        maxLength={2000}
        value={fields.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </>
  );
}

function Takers({ fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  const { takers, kind, rest } = fields;
  const change = (key: string, part: Partial<TakerFields>): void =>
    set({ takers: takers.map((each) => (each.key === key ? { ...each, ...part } : each)) });
  const next = `t${Math.max(0, ...takers.map(({ key }) => Number(key.slice(1)))) + 1}`;
  return (
    <Stack>
      {takers.map((taker) => (
        <Taker
          key={taker.key}
          taker={taker}
          set={(part) => change(taker.key, part)}
          byPlace={GIVEN_OUT.includes(kind)}
          remove={
            takers.length > 1 || kind === 'abolish' ? () => set({ takers: takers.filter(({ key }) => key !== taker.key) }) : undefined
          }
        />
      ))}
      {kind === 'merge' && takers.length > 0 ? null : (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => set({ takers: [...takers, blankTaker(next, kind !== 'abolish')] })}
        >
          {t('reorganisation.addTaker')}
        </Button>
      )}
      {GIVEN_OUT.includes(kind) ? (
        <NativeSelect
          label={t('reorganisation.rest')}
          description={t('reorganisation.restHint')}
          data={[
            { value: 'nobody', label: t('reorganisation.restOf.nobody') },
            ...(kind === 'abolish' ? [{ value: 'superior', label: t('reorganisation.restOf.superior') }] : []),
            ...takers.map(({ key, name }) => ({ value: key, label: name === '' ? key : name })),
          ]}
          value={rest}
          onChange={(event) => set({ rest: event.currentTarget.value })}
        />
      ) : null}
    </Stack>
  );
}

function What({ fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  const { kind } = fields;
  return (
    <>
      {kind === 'create' ? null : (
        <UnitsPicker label={t(`reorganisation.unitsOf.${kind}`)} value={fields.units} onChange={(units) => set({ units })} />
      )}
      {kind === 'rename' ? (
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('reorganisation.newName')}
            required
            minLength={2}
            value={fields.newName}
            onChange={(event) => set({ newName: event.currentTarget.value })}
          />
          <TextInput
            label={t('reorganisation.newCode')}
            value={fields.newCode}
            onChange={(event) => set({ newCode: event.currentTarget.value })}
          />
        </SimpleGrid>
      ) : null}
      {kind === 'move' ? (
        <UnitPicker
          label={t('reorganisation.newParent')}
          description={t('units.parentHint')}
          value={fields.newParent}
          onChange={(newParent) => set({ newParent })}
        />
      ) : null}
      {WITH_TAKERS.includes(kind) ? <Takers fields={fields} set={set} /> : null}
    </>
  );
}

function Form({ units, compensates }: { readonly units: readonly Chosen[]; readonly compensates: string | undefined }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [fields, setFields] = useState<ReorganisationFields>({
    kind: 'merge',
    title: '',
    decree: '',
    decreeDate: '',
    effectiveOn: '',
    note: '',
    units,
    takers: [blankTaker('t1', true)],
    rest: 'nobody',
    newName: '',
    newCode: '',
    newParent: null,
    ...(compensates === undefined ? {} : { compensates }),
  });
  const preview = useChange(api.previewReorganisation);
  const draft = useChange(api.draftReorganisation, ({ id }) => navigate({ to: '/reorganisations/$id', params: { id } }));
  const set = (change: Partial<ReorganisationFields>): void => {
    setFields((before) => ({ ...before, ...change }));
    preview.reset();
  };
  function submit(event: FormEvent): void {
    event.preventDefault();
    preview.mutate({ body: reorganisationBody(fields) });
  }
  return (
    <form onSubmit={submit} aria-label={t('reorganisation.new')}>
      <Stack gap="lg">
        <Section title={t('reorganisation.papers')}>
          <Stack>
            <Papers fields={fields} set={set} />
          </Stack>
        </Section>
        <Section title={t('reorganisation.what')}>
          <Stack>
            <What fields={fields} set={set} />
            {preview.isError ? <Fault error={preview.error} /> : null}
            <Group justify="flex-end">
              <Button type="submit" loading={preview.isPending} variant={preview.data === undefined ? 'filled' : 'default'}>
                {t('reorganisation.preview')}
              </Button>
            </Group>
          </Stack>
        </Section>
        {preview.data === undefined ? null : (
          <Section title={t('reorganisation.previewTitle')}>
            <Stack>
              <Preview preview={preview.data} />
              {draft.isError ? <Fault error={draft.error} /> : null}
              <Group justify="flex-end">
                <Button onClick={() => draft.mutate({ body: reorganisationBody(fields) })} loading={draft.isPending}>
                  {t('reorganisation.save')}
                </Button>
              </Group>
            </Stack>
          </Section>
        )}
      </Stack>
    </form>
  );
}

/** Drafts a reorganisation, with what it would touch before anything is kept. */
export function NewReorganisationPage(): ReactNode {
  const { t } = useTranslation();
  const { unit, compensates } = useSearch({ from: '/app/reorganisations/new' });
  const first = useRead(api.getUnit, { params: { id: unit ?? '' } }, { enabled: unit !== undefined });
  return (
    <Page title={t('reorganisation.new')} lead={t('reorganisation.newLead')}>
      {unit === undefined ? (
        <Form units={[]} compensates={compensates} />
      ) : (
        <Async query={first}>{({ id, name }) => <Form units={[{ value: id, label: name }]} compensates={compensates} />}</Async>
      )}
    </Page>
  );
}
