import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { PlanDetail, PlanItemsDone } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { Fault } from '../states.tsx';

interface DoneProps {
  readonly plan: PlanDetail;
  readonly done: PlanItemsDone;
  readonly onUndone: () => void;
}

/** What was set, and the way to take it back. */
export function ItemsDone({ plan, done, onUndone }: DoneProps): ReactNode {
  const { t } = useTranslation();
  const undo = useChange(api.undoPlanItems);
  const { change } = done;
  return (
    <Group gap="sm" p="sm" role="status">
      <Text size="sm">{t(undo.data === undefined ? 'plans.done' : 'plans.undone', { count: (undo.data ?? done).changed })}</Text>
      {undo.data === undefined || undo.data.left === 0 ? null : <Text size="sm">{t('plans.leftAlone', { count: undo.data.left })}</Text>}
      {undo.isError ? <Fault error={undo.error} /> : null}
      {change === null || undo.data !== undefined ? null : (
        <Button
          size="compact-sm"
          variant="default"
          loading={undo.isPending}
          onClick={() => undo.mutate({ params: { id: plan.id }, body: { change } })}
        >
          {t('common.undo')}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" onClick={onUndone}>
        {t('common.close')}
      </Button>
    </Group>
  );
}
