import { Button, Checkbox, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { CameraDetail } from '@ancam/contract';
import { useChange } from '../lib/api.ts';
import { DateField } from './date-field.tsx';
import { Fault } from './states.tsx';

function EditForm({ camera, close }: { readonly camera: CameraDetail; readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const [fields, setFields] = useState({
    name: camera.name,
    place: camera.place,
    purchasedOn: camera.purchasedOn ?? '',
    note: camera.note,
    testDevice: camera.testDevice,
  });
  const update = useChange(api.updateCamera, close);
  function set(change: Partial<typeof fields>): void {
    setFields((before) => ({ ...before, ...change }));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    update.mutate({ params: { id: camera.id }, body: { ...fields, purchasedOn: fields.purchasedOn === '' ? null : fields.purchasedOn } });
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('camera.name')}
          required
          maxLength={200}
          value={fields.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('camera.place')}
          maxLength={300}
          value={fields.place}
          onChange={(event) => set({ place: event.currentTarget.value })}
        />
        <DateField
          label={t('camera.purchasedOn')}
          description={t('camera.purchasedOnHint')}
          value={fields.purchasedOn}
          onChange={(purchasedOn) => set({ purchasedOn })}
        />
        <Textarea
          label={t('common.note')}
          autosize
          minRows={2}
          maxLength={2000}
          value={fields.note}
          onChange={(event) => set({ note: event.currentTarget.value })}
        />
        <Checkbox
          label={t('testDevice.label')}
          description={t('testDevice.hint')}
          checked={fields.testDevice}
          onChange={(event) => set({ testDevice: event.currentTarget.checked })}
        />
        {update.isError ? <Fault error={update.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={update.isPending}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Name, place, purchase date and note of a camera, and whether it is set apart for tests. */
export function EditCamera({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={open}>
        {t('common.edit')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('camera.edit')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <EditForm camera={camera} close={close} />
      </Modal>
    </>
  );
}
