import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ButtonProps } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { Fault } from './states.tsx';

interface ConfirmButtonProps extends ButtonProps {
  readonly label: string;
  readonly question: string;
  readonly consequence: string;
  /** Settles when the change is made; a rejection is shown in the dialogue. */
  readonly action: () => Promise<unknown>;
  readonly error: unknown;
  readonly pending: boolean;
}

/** A button for what cannot be lightly undone: it asks first and says what will happen. */
export function ConfirmButton({ label, question, consequence, action, error, pending, ...button }: ConfirmButtonProps): ReactNode {
  const { t } = useTranslation();
  const [opened, { open, close }] = useDisclosure(false);
  function confirm(): void {
    void action().then(close, () => undefined);
  }
  return (
    <>
      <Button {...button} onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={question} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Stack>
          <Text size="sm">{consequence}</Text>
          {error === null || error === undefined ? null : <Fault error={error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {t('common.back')}
            </Button>
            <Button color="red" onClick={confirm} loading={pending}>
              {label}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
