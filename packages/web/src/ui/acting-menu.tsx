import { Alert, Button, Group, Modal, NativeSelect, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserShare } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { act, useActing } from '../lib/acting.ts';
import type { Acting } from '../lib/acting.ts';
import { useSession } from '../lib/session.ts';
import { UnitChoice } from './unit-choice.tsx';

/** Changes in whose name this tab works; what was read before is read again. */
function useAct(): (acting: Acting) => void {
  const client = useQueryClient();
  return (acting) => {
    act(acting);
    void client.invalidateQueries();
  };
}

/** The choice in whose name, and for which unit, this tab works; absent for one who has no choice. */
export function ActingMenu(): ReactNode {
  const { t } = useTranslation();
  const { session } = useSession();
  const acting = useActing();
  const change = useAct();
  const [opened, { open, close }] = useDisclosure(false);
  const choices = useRead(api.actingChoices, {}, { enabled: session?.step === 'none' });
  const { delegations, behalf } = choices.data ?? { delegations: [], behalf: false };
  if (delegations.length === 0 && !behalf) return null;
  return (
    <>
      <Button variant="default" size="xs" px={8} onClick={open} aria-label={t('acting.title')} title={t('acting.title')}>
        <IconUserShare size={16} aria-hidden />
      </Button>
      <Modal opened={opened} onClose={close} title={t('acting.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Stack>
          <Text size="sm" c="dimmed">
            {t('acting.lead')}
          </Text>
          {delegations.length === 0 ? null : (
            <NativeSelect
              label={t('acting.delegation')}
              value={acting.delegation?.id ?? ''}
              onChange={(event) => {
                const found = delegations.find(({ id }) => id === event.currentTarget.value);
                change(found === undefined ? {} : { delegation: { id: found.id, name: found.from, permissions: found.permissions } });
              }}
              data={[
                { value: '', label: t('acting.self') },
                ...delegations.map((each) => ({ value: each.id, label: `${each.from} (${each.document})` })),
              ]}
            />
          )}
          {behalf ? (
            <UnitChoice
              label={t('acting.unit')}
              description={t('acting.unitHint')}
              placeholder={t('acting.ownUnit')}
              value={acting.unit?.id ?? null}
              onChange={(id, name) => {
                const { unit: _unit, ...rest } = acting;
                change(id === null ? rest : { ...rest, unit: { id, name } });
              }}
            />
          ) : null}
          <Group justify="flex-end">
            <Button onClick={close}>{t('common.close')}</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** Says on every page in whose name this tab works. */
export function ActingNotice(): ReactNode {
  const { t } = useTranslation();
  const { delegation, unit } = useActing();
  const change = useAct();
  if (delegation === undefined && unit === undefined) return null;
  return (
    <Alert color="orange" mb="md" role="status" py="xs" data-testid="acting">
      <Group justify="space-between" gap="xs">
        <Text size="sm" className="breakable">
          {delegation === undefined ? null : t('acting.noticeDelegation', { name: delegation.name })}{' '}
          {unit === undefined ? null : t('acting.noticeUnit', { name: unit.name })}
        </Text>
        <Button size="compact-sm" variant="default" onClick={() => change({})}>
          {t('acting.stop')}
        </Button>
      </Group>
    </Alert>
  );
}
