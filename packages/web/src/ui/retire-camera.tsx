import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArchive, IconArchiveOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { CameraDetail } from '@ancam/contract';
import { useChange } from '../lib/api.ts';
import { errorText } from '../lib/error-text.ts';
import { useLanguage } from '../lib/language.ts';

const UNDO_MS = 12_000;

/** Takes a camera out of use at once and offers to undo it; the record stays. */
export function RetireCamera({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const input = { params: { id: camera.id } };
  function complain(error: unknown): void {
    const text = errorText(t, language, error);
    notifications.show({ color: 'red', title: text.title, message: text.fix });
  }
  const restore = useChange(api.restoreCamera, () => {
    notifications.show({ message: t('camera.restored', { name: camera.name }), color: 'green' });
  });
  function undo(id: string): void {
    notifications.hide(id);
    restore.mutate(input, { onError: complain });
  }
  const retire = useChange(api.retireCamera, () => {
    const id = `retired-${camera.id}`;
    notifications.show({
      id,
      autoClose: UNDO_MS,
      closeButtonProps: { 'aria-label': t('common.close') },
      message: (
        <Group justify="space-between" wrap="nowrap">
          <span>{t('camera.retired', { name: camera.name })}</span>
          <Button size="compact-sm" variant="light" flex="none" onClick={() => undo(id)}>
            {t('common.undo')}
          </Button>
        </Group>
      ),
    });
  });
  if (camera.actions.may.includes('restore')) {
    return (
      <Button
        variant="default"
        leftSection={<IconArchiveOff size={16} aria-hidden />}
        loading={restore.isPending}
        onClick={() => restore.mutate(input, { onError: complain })}
      >
        {t('camera.restore')}
      </Button>
    );
  }
  if (!camera.actions.may.includes('retire')) return null;
  return (
    <Button
      variant="default"
      leftSection={<IconArchive size={16} aria-hidden />}
      loading={retire.isPending}
      onClick={() => retire.mutate(input, { onError: complain })}
    >
      {t('camera.retire')}
    </Button>
  );
}
