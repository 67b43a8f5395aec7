import { NativeSelect, Stack, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { ProposalRuleSet, ProposalRules } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange, useRead } from '../../lib/api.ts';
import { Async } from '../async.tsx';
import { Section } from '../section.tsx';
import { Fault } from '../states.tsx';

const SWITCHES = ['acceptNew', 'acceptFirmware', 'acceptMoved'] as const;
const MOST_MISSES = 10;

function Rules({ rules }: { readonly rules: ProposalRuleSet }): ReactNode {
  const { t } = useTranslation();
  const change = useChange(api.changeProposalRules);
  const may = rules.actions.may.includes('change');
  const { acceptNew, acceptFirmware, acceptMoved, goneAfter } = rules;
  function set(part: Partial<ProposalRules>): void {
    change.mutate({ body: { acceptNew, acceptFirmware, acceptMoved, goneAfter, ...part } });
  }
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        {rules.changedBy === null || rules.changedAt === null
          ? t('proposals.rulesStandard', { unit: rules.unit })
          : t('proposals.rulesChanged', { unit: rules.unit, by: rules.changedBy, at: formatDateTime(rules.changedAt) })}
      </Text>
      {SWITCHES.map((name) => (
        <Switch
          key={name}
          label={t(`proposals.rules.${name}`)}
          description={t(`proposals.ruleHint.${name}`)}
          checked={rules[name]}
          disabled={!may || change.isPending}
          onChange={(event) => set({ [name]: event.currentTarget.checked })}
        />
      ))}
      <NativeSelect
        className="self-start"
        label={t('proposals.rules.goneAfter')}
        description={t('proposals.ruleHint.goneAfter')}
        value={String(goneAfter)}
        disabled={!may || change.isPending}
        onChange={(event) => set({ goneAfter: Number(event.currentTarget.value) })}
        data={Array.from({ length: MOST_MISSES }, (_, n) => ({ value: String(n + 1), label: t('proposals.times', { count: n + 1 }) }))}
      />
      {change.isError ? <Fault error={change.error} /> : null}
    </Stack>
  );
}

/** What the unit accepts without a person; seen by everybody, changed by those who write cameras. */
export function ProposalRulesPanel(): ReactNode {
  const { t } = useTranslation();
  const rules = useRead(api.getProposalRules);
  return (
    <Section title={t('proposals.rulesTitle')}>
      <Async query={rules}>{(data) => <Rules rules={data} />}</Async>
    </Section>
  );
}
