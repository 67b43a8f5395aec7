import { Button, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { DateField } from '../ui/date-field.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Fault } from '../ui/states.tsx';

const BLANK = { name: '', place: '', maker: '', model: '', firmware: '', serial: '', mac: '', address: '', purchasedOn: '', note: '' };
type Fields = typeof BLANK;
const LABEL_FIELDS = ['model', 'firmware', 'serial', 'mac', 'address'] as const;
const MAC_PATTERN = '([0-9A-Fa-f]{2}[:\\-]?){5}[0-9A-Fa-f]{2}';

/** Add a camera that no scan reaches, from what its label says. */
export function NewCameraPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const knowledge = useRead(api.knowledge);
  const [fields, setFields] = useState(BLANK);
  const add = useChange(api.addCamera, (camera) => navigate({ to: '/cameras/$id', params: { id: camera.id } }));
  function set(change: Partial<Fields>): void {
    setFields((before) => ({ ...before, ...change }));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    add.mutate({ body: { ...fields, purchasedOn: fields.purchasedOn === '' ? null : fields.purchasedOn } });
  }
  return (
    <Page title={t('cameraNew.title')} lead={t('cameraNew.lead')}>
      <form onSubmit={submit} aria-label={t('cameraNew.title')}>
        <Section>
          <Stack>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput
                label={t('camera.name')}
                description={t('cameraNew.nameHint')}
                required
                maxLength={200}
                value={fields.name}
                onChange={(event) => set({ name: event.currentTarget.value })}
              />
              <TextInput
                label={t('camera.place')}
                description={t('cameraNew.placeHint')}
                maxLength={300}
                value={fields.place}
                onChange={(event) => set({ place: event.currentTarget.value })}
              />
              <TextInput
                label={t('camera.maker')}
                list="known-makers"
                maxLength={100}
                value={fields.maker}
                onChange={(event) => set({ maker: event.currentTarget.value })}
              />
              {LABEL_FIELDS.map((name) => (
                <TextInput
                  key={name}
                  label={t(`camera.${name}`)}
                  maxLength={100}
                  {...(name === 'mac' ? { pattern: MAC_PATTERN, title: t('cameraNew.macHint'), placeholder: '00:11:22:AA:BB:CC' } : {})}
                  value={fields[name]}
                  onChange={(event) => set({ [name]: event.currentTarget.value })}
                />
              ))}
              <DateField
                label={t('camera.purchasedOn')}
                description={t('camera.purchasedOnHint')}
                value={fields.purchasedOn}
                onChange={(purchasedOn) => set({ purchasedOn })}
              />
            </SimpleGrid>
            <datalist id="known-makers">
              {knowledge.data?.makers.map((maker) => (
                <option key={maker.id}>{maker.name}</option>
              ))}
            </datalist>
            <Textarea
              label={t('common.note')}
              autosize
              minRows={2}
              maxLength={2000}
              value={fields.note}
              onChange={(event) => set({ note: event.currentTarget.value })}
            />
            {add.isError ? <Fault error={add.error} /> : null}
            <Group justify="flex-end">
              <ButtonLink to="/cameras" variant="default">
                {t('common.back')}
              </ButtonLink>
              <Button type="submit" loading={add.isPending}>
                {t('cameras.add')}
              </Button>
            </Group>
          </Stack>
        </Section>
      </form>
    </Page>
  );
}
