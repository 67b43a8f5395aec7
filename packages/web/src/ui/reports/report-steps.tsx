import { Alert, Button, Group, List, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { REPORT_DECISIONS, REPORT_STEPS, api } from '@ancam/contract';
import type { Report } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { todayPlus } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { DateField } from '../date-field.tsx';
import { Fault } from '../states.tsx';

type Step = Report['steps'][number];
/** Steps on the way; the others lead back or away. */
const FORWARD: ReadonlySet<string> = new Set(['check', 'freeze', 'submit', 'accept']);
const REASONS = ['state', 'no-permission', 'out-of-scope', 'same-person', 'not-receiver'] as const;

interface StepProps {
  readonly report: Report;
  readonly step: Step;
  readonly close: () => void;
}

/** Takes a step by the route that it belongs to; goes to the version that follows, where there is one. */
function useStep(report: Report, step: Step, close: () => void) {
  const navigate = useNavigate();
  const done = async (after: Report): Promise<void> => {
    close();
    if (after.id !== report.id) await navigate({ to: '/reports/$id', params: { id: after.id }, search: {} });
  };
  const move = useChange(api.moveReport, done);
  const decide = useChange(api.decideReport, done);
  const params = { id: report.id };
  const decision = REPORT_DECISIONS.find((each) => each === step.id);
  const own = REPORT_STEPS.find((each) => each === step.id);
  const take = (given: { reason: string; number: string; dated: string; signer: string }): void => {
    if (decision !== undefined) decide.mutate({ params, body: { step: decision, reason: given.reason } });
    else if (own !== undefined) {
      const { dated, ...rest } = given;
      move.mutate({ params, body: { step: own, ...rest, ...(dated === '' ? {} : { dated }) } });
    }
  };
  return { take, error: move.error ?? decide.error, pending: move.isPending || decide.isPending };
}

function StepForm({ report, step, close }: StepProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [reason, setReason] = useState('');
  const [number, setNumber] = useState('');
  const [dated, setDated] = useState(todayPlus(0));
  const [signer, setSigner] = useState('');
  const { take, error, pending } = useStep(report, step, close);
  function submit(event: FormEvent): void {
    event.preventDefault();
    take(step.id === 'submit' ? { reason, number, dated, signer } : { reason, number: '', dated: '', signer: '' });
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t(`reports.consequence.${readStep(step.id)}`)}</Text>
        {step.id === 'submit' ? (
          <>
            <TextInput
              label={t('reports.number')}
              required
              maxLength={100}
              value={number}
              onChange={(event) => setNumber(event.currentTarget.value)}
            />
            <DateField label={t('reports.dated')} required value={dated} onChange={setDated} />
            <TextInput
              label={t('reports.signer')}
              maxLength={300}
              value={signer}
              onChange={(event) => setSigner(event.currentTarget.value)}
            />
          </>
        ) : null}
        {step.needsReason ? (
          <Textarea
            label={t('reports.reason')}
            required
            autosize
            minRows={2}
            maxLength={4000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        ) : null}
        {error === null ? null : <Fault error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={pending} color={FORWARD.has(step.id) ? 'brand' : 'red'}>
            {text(step.title)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const ALL = [...REPORT_STEPS, ...REPORT_DECISIONS];
function readStep(id: string): (typeof ALL)[number] {
  return ALL.find((each) => each === id) ?? 'check';
}

function StepButton({ report, step }: { readonly report: Report; readonly step: Step }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant={FORWARD.has(step.id) ? 'filled' : 'default'} onClick={open}>
        {text(step.title)}
      </Button>
      <Modal opened={opened} onClose={close} title={text(step.title)} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <StepForm report={report} step={step} close={close} />
      </Modal>
    </>
  );
}

/** The steps that the reader may take now. */
export function ReportSteps({ report }: { readonly report: Report }): ReactNode {
  return report.steps
    .filter(({ blockers }) => blockers.length === 0)
    .map((step) => <StepButton key={step.id} report={report} step={step} />);
}

/** What stands against the next steps, in the words of the statute book where it has them. */
export function ReportBlockers({ report }: { readonly report: Report }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const barred = report.steps.filter(({ id, blockers }) => FORWARD.has(id) && blockers.length > 0);
  if (barred.length === 0) return null;
  return (
    <Alert variant="light" color="yellow" title={t('reports.blockersTitle')}>
      <List size="sm" spacing={4}>
        {barred.map((step) => (
          <List.Item key={step.id}>
            {text(step.title)}:{' '}
            {step.blockers
              .map(({ reason, text: words }) =>
                words === null ? t(`reports.blocker.${REASONS.find((each) => each === reason) ?? 'state'}`) : text(words),
              )
              .join(' ')}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
