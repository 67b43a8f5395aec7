import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { PlanStep } from '@ancam/contract';
import { useText } from '../../lib/language.ts';
import { ClosedSteps } from '../closed-steps.tsx';
import { FormButton } from '../form-button.tsx';
import type { Field, FieldValues } from '../form-button.tsx';

interface StepListProps {
  readonly steps: readonly PlanStep[];
  readonly onStep: (step: PlanStep, values: FieldValues) => Promise<unknown>;
  readonly error: unknown;
  readonly pending: boolean;
  /** Further fields of a step. */
  readonly fieldsOf?: (step: PlanStep) => readonly Field[];
  /** Small buttons, and nothing of steps that another role takes. */
  readonly compact?: boolean;
}

const NO_FIELDS = (): readonly Field[] => [];
/** What is no news to whoever lacks it. */
const ROLE: ReadonlySet<string> = new Set(['no-permission', 'out-of-scope', 'state']);

/** The steps out of the present state: those that may be taken, and what stands against the others. */
export function StepList({ steps, onStep, error, pending, fieldsOf = NO_FIELDS, compact = false }: StepListProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const open = steps.filter(({ blockers }) => blockers.length === 0);
  const closed = steps.filter(({ blockers }) => blockers.length > 0 && !(compact && blockers.some(({ reason }) => ROLE.has(reason))));
  return (
    <Stack gap={compact ? 4 : 'sm'}>
      {open.length === 0 ? null : (
        <Group gap="xs">
          {open.map((step) => (
            <FormButton
              key={step.step}
              label={text(step.title)}
              submit={text(step.title)}
              variant="default"
              size={compact ? 'compact-xs' : 'sm'}
              fields={[
                ...fieldsOf(step),
                { key: 'reason', kind: 'area', label: t('checks.reason'), required: step.needsReason, maxLength: 2000 },
              ]}
              onSubmit={(values) => onStep(step, values)}
              error={error}
              pending={pending}
            />
          ))}
        </Group>
      )}
      <ClosedSteps steps={closed} size={compact ? 'xs' : 'sm'} />
    </Stack>
  );
}
