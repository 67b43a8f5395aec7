import { Button, Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { SystemDetail } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { Async } from '../async.tsx';
import { TextLink } from '../link.tsx';
import { Section } from '../section.tsx';
import { Fault } from '../states.tsx';
import { PlanBar, PlanStateTag } from './plan-marks.tsx';

/** The security plan of a system, or the way to begin it. */
export function SystemPlan({ system }: { readonly system: SystemDetail }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const plans = useRead(api.listPlans, { query: { system: system.id } });
  const add = useChange(api.addPlan, ({ id }) => navigate({ to: '/plans/$id', params: { id } }));
  return (
    <Section title={t('plans.ofSystem')}>
      <Async query={plans} rows={2}>
        {({ items }) => (
          <>
            {items.map((plan) => (
              <Group key={plan.id} gap="sm">
                <TextLink to="/plans/$id" params={{ id: plan.id }}>
                  {t('plans.open')}
                </TextLink>
                <PlanStateTag plan={plan} />
                <PlanBar counts={plan.counts} label={t('plans.progress')} />
              </Group>
            ))}
            {items.every(({ state }) => state === 'ended') && system.state !== 'retired' ? (
              <>
                <Text size="sm" mb="xs">
                  {t('plans.none')}
                </Text>
                {add.isError ? <Fault error={add.error} /> : null}
                {system.actions.may.includes('protect') ? (
                  <Button size="xs" variant="default" loading={add.isPending} onClick={() => add.mutate({ params: { id: system.id } })}>
                    {t('plans.begin')}
                  </Button>
                ) : null}
              </>
            ) : null}
          </>
        )}
      </Async>
    </Section>
  );
}
