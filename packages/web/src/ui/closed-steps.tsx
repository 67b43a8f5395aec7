import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { PlanStep } from '@ancam/contract';
import { useText } from '../lib/language.ts';
import { readOne } from '../lib/list-search.ts';

/** Codes that the pages put into words; the rest comes with the words of the statute book. */
const BLOCKERS = ['no-permission', 'out-of-scope', 'own-proposal', 'state'] as const;

/** Steps that cannot be taken, with what stands against each. */
export function ClosedSteps({ steps, size = 'sm' }: { readonly steps: readonly PlanStep[]; readonly size?: 'xs' | 'sm' }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  return steps.map((step) => (
    <div key={step.step}>
      <Text size={size} fw={600}>
        {t('plans.blocked', { step: text(step.title) })}
      </Text>
      <ul className="notes">
        {step.blockers.map(({ reason, text: said }) => (
          <li key={reason}>{said === null ? t(`plans.blocker.${readOne(BLOCKERS, reason) ?? 'state'}`) : text(said)}</li>
        ))}
      </ul>
    </div>
  ));
}
