import { Button, Group, Modal, MultiSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import { UNIT_ROLES } from '@ancam/core';
import type { UnitDetail, UnitRole } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { DateField } from '../date-field.tsx';
import { Fault } from '../states.tsx';
import { useUnitWords } from './unit-words.ts';

/** Corrects what was written wrongly; what really changed is a reorganisation. */
export function CorrectUnit({ unit }: { readonly unit: UnitDetail }): ReactNode {
  const { t } = useTranslation();
  const { roleOf } = useUnitWords();
  const [opened, { open, close }] = useDisclosure(false);
  const [name, setName] = useState(unit.name);
  const [code, setCode] = useState(unit.code ?? '');
  const [roles, setRoles] = useState<readonly string[]>(unit.roles);
  const [openedOn, setOpenedOn] = useState(unit.openedOn);
  const [reason, setReason] = useState('');
  const correct = useChange(api.correctUnit, close);
  function submit(event: FormEvent): void {
    event.preventDefault();
    const kept: UnitRole[] = UNIT_ROLES.filter((role) => roles.includes(role));
    correct.mutate({
      params: { id: unit.id },
      body: { name, code: code === '' ? null : code, roles: kept, ...(openedOn === '' ? {} : { openedOn }), reason },
    });
  }
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('units.correct')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('units.correct')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <form onSubmit={submit}>
          <Stack>
            <Text size="sm">{t('units.correctHint')}</Text>
            <TextInput
              label={t('units.name')}
              required
              minLength={2}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput label={t('units.code')} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
            <MultiSelect
              label={t('units.roles')}
              data={UNIT_ROLES.map((value) => ({ value, label: roleOf(value) }))}
              value={[...roles]}
              onChange={setRoles}
            />
            <DateField label={t('units.openedOn')} value={openedOn} onChange={setOpenedOn} />
            <TextInput
              label={t('units.reason')}
              required
              minLength={3}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            {correct.isError ? <Fault error={correct.error} /> : null}
            <Group justify="flex-end">
              <Button type="submit" loading={correct.isPending}>
                {t('units.correct')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
