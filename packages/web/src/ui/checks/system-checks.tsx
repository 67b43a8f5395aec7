import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { CHECK_KINDS, api } from '@ancam/contract';
import type { SystemDetail } from '@ancam/contract';
import { useRead } from '../../lib/api.ts';
import { formatDay } from '../../lib/format.ts';
import { Async } from '../async.tsx';
import { TextLink } from '../link.tsx';
import { Section } from '../section.tsx';
import { CheckStateTag, ShortcomingCountsText } from './check-marks.tsx';
import { PlanCheck } from './plan-check.tsx';
import { ResultsImport } from './results-import.tsx';

/** The checks of a system, and the ways to plan one and to take the results of an assessor over. */
export function SystemChecks({ system }: { readonly system: SystemDetail }): ReactNode {
  const { t } = useTranslation();
  const noLevel = system.actions.blockers.some(({ action, reason }) => action === 'protect' && reason === 'no-level');
  const checks = useRead(api.listSystemChecks, { query: { system: system.id } });
  return (
    <Section title={t('checks.ofSystem')}>
      <Async query={checks} rows={2}>
        {({ items }) => (
          <Stack gap="xs">
            {items.length === 0 ? <Text size="sm">{t(noLevel ? 'checks.ofSystemNoLevel' : 'checks.ofSystemNone')}</Text> : null}
            {items.map((check) => (
              <Group key={check.id} gap="sm">
                <TextLink to="/checks/$id" params={{ id: check.id }}>
                  {`${t(`checks.kinds.${check.kind}`)} ${formatDay(check.endedOn ?? check.plannedOn)}`}
                </TextLink>
                <CheckStateTag check={check} />
                <Text size="sm">
                  <ShortcomingCountsText counts={check.shortcomings} />
                </Text>
              </Group>
            ))}
            {system.actions.may.includes('protect') ? (
              <Group gap="xs">
                {CHECK_KINDS.map((kind) => (
                  <PlanCheck key={kind} system={system} kind={kind} />
                ))}
                <ResultsImport systemId={system.id} />
              </Group>
            ) : null}
          </Stack>
        )}
      </Async>
    </Section>
  );
}
