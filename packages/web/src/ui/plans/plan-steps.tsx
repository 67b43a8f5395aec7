import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { PlanDetail, PlanStep } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { useText } from '../../lib/language.ts';
import { ClosedSteps } from '../closed-steps.tsx';
import { Section } from '../section.tsx';
import { Fault } from '../states.tsx';

interface StepProps {
  readonly plan: PlanDetail;
  readonly step: PlanStep;
}

function StepForm({ plan, step, close }: StepProps & { readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [reason, setReason] = useState('');
  const move = useChange(step.decision ? api.decidePlan : api.movePlan, close);
  function submit(event: FormEvent): void {
    event.preventDefault();
    move.mutate({ params: { id: plan.id }, body: { version: plan.version, step: step.step, reason } });
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{text(step.to)}</Text>
        <Textarea
          label={t('plans.reason')}
          required={step.needsReason}
          maxLength={2000}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        {move.isError ? <Fault error={move.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={move.isPending}>
            {text(step.title)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function StepButton(props: StepProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [opened, { open, close }] = useDisclosure(false);
  const title = text(props.step.title);
  return (
    <>
      <Button variant="default" onClick={open}>
        {title}
      </Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <StepForm {...props} close={close} />
      </Modal>
    </>
  );
}

/** The steps out of the present state: those that may be taken, and what stands against the others. */
export function PlanSteps({ plan }: { readonly plan: PlanDetail }): ReactNode {
  const { t } = useTranslation();
  const open = plan.steps.filter(({ blockers }) => blockers.length === 0);
  const closed = plan.steps.filter(({ blockers }) => blockers.length > 0);
  if (plan.steps.length === 0) return null;
  return (
    <Section title={t('plans.steps')}>
      <Stack gap="sm">
        {open.length === 0 ? null : (
          <Group gap="xs">
            {open.map((step) => (
              <StepButton key={step.step} plan={plan} step={step} />
            ))}
          </Group>
        )}
        <ClosedSteps steps={closed} />
      </Stack>
    </Section>
  );
}
