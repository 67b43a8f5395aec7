import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { CheckKind } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { Fault } from '../states.tsx';

interface PlanCheckProps {
  readonly system: { readonly id: string; readonly name: string };
  readonly kind: CheckKind;
}

/** Plans a check by one click: a periodic one on the day on which it is due. Opens it. */
export function PlanCheck({ system, kind }: PlanCheckProps): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const add = useChange(api.addSystemCheck, ({ id }) => navigate({ to: '/checks/$id', params: { id } }));
  return (
    <>
      <Button
        size="compact-sm"
        variant="default"
        loading={add.isPending}
        aria-label={t('checks.planFor', { what: t(`checks.plans.${kind}`), system: system.name })}
        onClick={() => add.mutate({ params: { id: system.id }, body: { kind } })}
      >
        {t(`checks.plans.${kind}`)}
      </Button>
      {add.isError ? <Fault error={add.error} /> : null}
    </>
  );
}
