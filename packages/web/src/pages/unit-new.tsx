import { Button, Group, MultiSelect, NativeSelect, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api, UnitLine } from '@ancam/contract';
import { UNIT_KINDS, UNIT_ROLES } from '@ancam/core';
import type { UnitDetail, UnitKind } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { Async } from '../ui/async.tsx';
import { DateField } from '../ui/date-field.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Fault } from '../ui/states.tsx';
import { UnitPicker } from '../ui/units/unit-picker.tsx';
import { useUnitWords } from '../ui/units/unit-words.ts';

function UnitForm({ parent }: { readonly parent: UnitDetail | undefined }): ReactNode {
  const { t } = useTranslation();
  const { kindOf, roleOf } = useUnitWords();
  const navigate = useNavigate();
  const [parentId, setParentId] = useState<string | null>(parent?.id ?? null);
  const [fields, setFields] = useState({ name: '', code: '', placeCode: '', openedOn: '' });
  const [kind, setKind] = useState<UnitKind>(parent === undefined ? 'province' : 'commune');
  const [line, setLine] = useState<UnitLine>('local');
  const [roles, setRoles] = useState<string[]>([]);
  const create = useChange(api.createUnit, ({ id }) => navigate({ to: '/units/$id', params: { id } }));
  function submit(event: FormEvent): void {
    event.preventDefault();
    const { name, code, placeCode, openedOn } = fields;
    create.mutate({
      body: {
        name,
        kind,
        line,
        parentId,
        code: code === '' ? null : code,
        placeCode: placeCode === '' ? null : placeCode,
        roles: UNIT_ROLES.filter((role) => roles.includes(role)),
        ...(openedOn === '' ? {} : { openedOn }),
      },
    });
  }
  return (
    <form onSubmit={submit} aria-label={t('units.add')}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t('units.name')}
            required
            minLength={2}
            value={fields.name}
            onChange={(event) => setFields({ ...fields, name: event.currentTarget.value })}
          />
          <UnitPicker
            label={t('units.parent')}
            description={t('units.parentHint')}
            value={parentId}
            onChange={setParentId}
            chosen={parent === undefined ? undefined : { value: parent.id, label: parent.name }}
          />
          <NativeSelect
            label={t('units.kindLabel')}
            data={UNIT_KINDS.map((value) => ({ value, label: kindOf(value) }))}
            value={kind}
            onChange={(event) => setKind(UNIT_KINDS.find((each) => each === event.currentTarget.value) ?? 'other')}
          />
          <NativeSelect
            label={t('units.lineLabel')}
            data={UnitLine.options.map((value) => ({ value, label: t(`units.line.${value}`) }))}
            value={line}
            onChange={(event) => setLine(UnitLine.options.find((each) => each === event.currentTarget.value) ?? 'other')}
          />
          <TextInput
            label={t('units.code')}
            description={t('units.codeHint')}
            value={fields.code}
            onChange={(event) => setFields({ ...fields, code: event.currentTarget.value })}
          />
          <TextInput
            label={t('units.placeCode')}
            description={t('units.placeCodeHint')}
            inputMode="numeric"
            value={fields.placeCode}
            onChange={(event) => setFields({ ...fields, placeCode: event.currentTarget.value })}
          />
          <DateField
            label={t('units.openedOn')}
            description={t('units.openedOnHint')}
            value={fields.openedOn}
            onChange={(openedOn) => setFields({ ...fields, openedOn })}
          />
          <MultiSelect
            label={t('units.roles')}
            data={UNIT_ROLES.map((value) => ({ value, label: roleOf(value) }))}
            value={roles}
            onChange={setRoles}
          />
        </SimpleGrid>
        {create.isError ? <Fault error={create.error} /> : null}
        <Group justify="flex-end">
          <Button type="submit" loading={create.isPending}>
            {t('units.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Registers a unit. */
export function NewUnitPage(): ReactNode {
  const { t } = useTranslation();
  const { parent } = useSearch({ from: '/app/units/new' });
  const superior = useRead(api.getUnit, { params: { id: parent ?? '' } }, { enabled: parent !== undefined });
  return (
    <Page title={t('units.add')} lead={t('units.addLead')}>
      <Section>
        {parent === undefined ? <UnitForm parent={undefined} /> : <Async query={superior}>{(unit) => <UnitForm parent={unit} />}</Async>}
      </Section>
    </Page>
  );
}
