import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Finding } from '@ancam/contract';
import { useChange } from '../lib/api.ts';
import { todayPlus } from '../lib/format.ts';
import { DateField } from './date-field.tsx';
import { Fault } from './states.tsx';

const REASON_MIN = 5;
const ACCEPT_DAYS = 90;

type Action = 'accept' | 'fix' | 'reopen';

interface DecideProps {
  readonly finding: Finding;
  readonly action: Action;
  readonly close: () => void;
}

function Decide({ finding, action, close }: DecideProps): ReactNode {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [until, setUntil] = useState(todayPlus(ACCEPT_DAYS));
  const accept = useChange(api.acceptFinding, close);
  const fix = useChange(api.fixFinding, close);
  const reopen = useChange(api.reopenFinding, close);
  const past = until !== '' && until < todayPlus(0);
  const change = { accept, fix, reopen }[action];
  function submit(event: FormEvent): void {
    event.preventDefault();
    const params = { id: finding.id };
    if (action === 'accept') {
      if (until !== '' && !past) accept.mutate({ params, body: { reason, until } });
    } else {
      (action === 'fix' ? fix : reopen).mutate({ params, body: { reason } });
    }
  }
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm">{t(`finding.explain.${action}`)}</Text>
        <Textarea
          label={t(`finding.reasonOf.${action}`)}
          autosize
          minRows={2}
          maxLength={2000}
          data-autofocus
          required={action === 'accept'}
          minLength={action === 'accept' ? REASON_MIN : undefined}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {action === 'accept' ? (
          <DateField
            label={t('finding.until')}
            value={until}
            onChange={setUntil}
            required
            error={past ? t('finding.untilPast') : undefined}
          />
        ) : null}
        {change.isError ? <Fault error={change.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t('common.back')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t(`finding.action.${action}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const ACTIONS = ['fix', 'accept', 'reopen'] as const;

/** What may be decided about a finding now, and why the rest may not. */
export function FindingActions({ finding }: { readonly finding: Finding }): ReactNode {
  const { t, i18n } = useTranslation();
  const [action, setAction] = useState<Action>('fix');
  const [opened, { open, close }] = useDisclosure(false);
  // That an open finding cannot be opened again needs no explanation.
  const reasons = new Set(finding.actions.blockers.map((each) => each.reason).filter((reason) => reason !== finding.actions.state));
  function start(chosen: Action): void {
    setAction(chosen);
    open();
  }
  return (
    <div>
      <Group gap="xs">
        {ACTIONS.filter((each) => finding.actions.may.includes(each)).map((each) => (
          <Button key={each} size="xs" variant="default" onClick={() => start(each)}>
            {t(`finding.action.${each}`)}
          </Button>
        ))}
      </Group>
      {[...reasons].map((reason) => (
        <Text key={reason} size="xs" c="dimmed" mt={4}>
          {t('finding.blocked', {
            reason: i18n.exists(`blocker.${reason}`) ? t(`blocker.${reason}` as 'blocker.retired') : reason /* tested just before */,
          })}
        </Text>
      ))}
      <Modal opened={opened} onClose={close} title={t(`finding.action.${action}`)} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Decide finding={finding} action={action} close={close} />
      </Modal>
    </div>
  );
}
