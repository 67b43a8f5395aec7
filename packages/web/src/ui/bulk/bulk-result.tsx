import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { BulkChange } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange, useRead } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { TextLink } from '../link.tsx';
import { Fault } from '../states.tsx';

const LOOK_MS = 1000;

function isRunning(change: BulkChange | undefined): boolean {
  return change?.state === 'applying' || change?.state === 'undoing';
}

/** A change as it goes on, read again until it is done; then everything on screen is read again. */
export function useBulkChange(begun: BulkChange): BulkChange {
  const client = useQueryClient();
  const read = useRead(
    api.getBulkChange,
    { params: { id: begun.id } },
    { enabled: isRunning(begun), every: (data) => (isRunning(data ?? begun) ? LOOK_MS : false) },
  );
  const now = read.data !== undefined && read.dataUpdatedAt > 0 ? read.data : begun;
  const ended = isRunning(begun) && !isRunning(now);
  useEffect(() => {
    if (ended) void client.invalidateQueries();
  }, [ended, client]);
  return now;
}

function doneOf(change: BulkChange): number {
  return change.state === 'undoing' ? change.restored + change.conflicts : change.changed + change.same + change.refused;
}

/** How far a change has come, in words and as a bar. */
export function BulkProgress({ change }: { readonly change: BulkChange }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const whole = change.state === 'undoing' ? change.changed : change.total;
  const done = doneOf(change);
  const text = t(change.state === 'undoing' ? 'bulk.undoing' : 'bulk.applying', {
    done: formatNumber(done, language),
    total: formatNumber(whole, language),
  });
  return (
    <Stack gap={4}>
      <Text size="sm" role="status">
        {text}
      </Text>
      <Progress value={whole === 0 ? 100 : (100 * done) / whole} aria-label={text} />
    </Stack>
  );
}

/** What became of a change in one sentence. */
export function BulkSays({ change }: { readonly change: BulkChange }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const shown = (count: number): string => formatNumber(count, language);
  if (change.state === 'undone') {
    return <>{t('bulk.undone', { restored: shown(change.restored), conflicts: shown(change.conflicts) })}</>;
  }
  return <>{t('bulk.applied', { changed: shown(change.changed), same: shown(change.same), refused: shown(change.refused) })}</>;
}

/** Takes a change back, where that is still open. */
export function UndoBulk({ change, onBegun }: { readonly change: BulkChange; readonly onBegun?: (change: BulkChange) => void }): ReactNode {
  const { t } = useTranslation();
  const undo = useChange(api.undoBulkChange, onBegun);
  if (!change.actions.may.includes('undo')) return undo.isError ? <Fault error={undo.error} /> : null;
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconArrowBackUp size={16} aria-hidden />}
        loading={undo.isPending}
        onClick={() => undo.mutate({ params: { id: change.id } })}
      >
        {t('common.undo')}
      </Button>
      {undo.isError ? <Fault error={undo.error} /> : null}
    </Stack>
  );
}

interface BulkResultProps {
  readonly begun: BulkChange;
  readonly onBegun: (change: BulkChange) => void;
  readonly close: () => void;
}

/** A change under way or done, with the way back. It goes on when this is closed. */
export function BulkResult({ begun, onBegun, close }: BulkResultProps): ReactNode {
  const { t } = useTranslation();
  const change = useBulkChange(begun);
  return (
    <Stack>
      {isRunning(change) ? (
        <>
          <BulkProgress change={change} />
          <Text size="sm" c="dimmed">
            {t('bulk.goesOn')}
          </Text>
        </>
      ) : (
        <Text role="status" data-testid="bulk-result">
          <BulkSays change={change} />
        </Text>
      )}
      {change.actions.may.includes('undo') ? (
        <Text size="sm" c="dimmed">
          {t('bulk.undoUntil', { at: formatDateTime(change.undoUntil) })}
        </Text>
      ) : null}
      <Group justify="space-between">
        <TextLink to="/bulk-changes/$id" params={{ id: change.id }} size="sm">
          {t('bulk.details')}
        </TextLink>
        <Group gap="xs">
          <UndoBulk change={change} onBegun={onBegun} />
          <Button onClick={close}>{t('common.close')}</Button>
        </Group>
      </Group>
    </Stack>
  );
}
