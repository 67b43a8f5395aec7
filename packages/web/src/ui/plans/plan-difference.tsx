import { Alert, Stack, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { PlanDetail } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { useText } from '../../lib/language.ts';
import { FormButton } from '../form-button.tsx';

const HOWS = ['added', 'changed', 'stricter', 'removed'] as const;

/** What level, regime or catalogue say now otherwise than the plan, and the way to bring it up to that. */
export function PlanDifferencePanel({ plan }: { readonly plan: PlanDetail }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const adopt = useChange(api.adoptCatalogue);
  const { difference } = plan;
  if (difference === null) return null;
  const isBare = HOWS.every((how) => difference[how].length === 0);
  const needsReason = plan.state === 'deployed' && !isBare;
  return (
    <Alert color="yellow" variant="light" icon={<IconArrowsDiff aria-hidden />} title={t('plans.difference.title')}>
      <Stack gap="xs" align="flex-start">
        {difference.level === null ? null : <Text size="sm">{t('plans.difference.level', difference.level)}</Text>}
        {difference.regime === null ? null : <Text size="sm">{t('plans.difference.regime', difference.regime)}</Text>}
        {difference.catalogue ? <Text size="sm">{t('plans.difference.catalogue')}</Text> : null}
        {isBare ? <Text size="sm">{t('plans.difference.nothing')}</Text> : null}
        {HOWS.map((how) =>
          difference[how].length === 0 ? null : (
            <details key={how}>
              <summary>{t(`plans.difference.${how}`, { count: difference[how].length })}</summary>
              <ul className="notes">
                {difference[how].map(({ key, title }) => (
                  <li key={key}>{text(title)}</li>
                ))}
              </ul>
            </details>
          ),
        )}
        {plan.actions.may.includes('adopt') ? (
          <FormButton
            label={t('plans.difference.adopt')}
            size="xs"
            fields={[
              {
                key: 'reason',
                kind: 'area',
                label: t('plans.reason'),
                description: t('plans.difference.consequence'),
                required: needsReason,
                maxLength: 2000,
              },
            ]}
            onSubmit={({ reason = '' }) => adopt.mutateAsync({ params: { id: plan.id }, body: { version: plan.version, reason } })}
            error={adopt.error}
            pending={adopt.isPending}
          />
        ) : plan.actions.blockers.some(({ action, reason }) => action === 'adopt' && reason === 'state') ? (
          <Text size="sm">{t('plans.difference.cannot')}</Text>
        ) : null}
      </Stack>
    </Alert>
  );
}
