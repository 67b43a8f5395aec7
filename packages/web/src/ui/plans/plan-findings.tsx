import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { PlanDetail, PlanFinding, PlanItem } from '@ancam/contract';
import { SEVERITIES } from '@ancam/core';
import { useChange, useRead } from '../../lib/api.ts';
import { useText } from '../../lib/language.ts';
import { SeverityTag } from '../badges.tsx';
import { DataTable } from '../data-table.tsx';
import { TextLink } from '../link.tsx';
import { Section } from '../section.tsx';
import { Fault, Loading } from '../states.tsx';

interface LinkedProps {
  readonly plan: PlanDetail;
  readonly finding: PlanFinding;
  readonly items: ReadonlyMap<string, PlanItem>;
}

/** The requirements that a finding touches: linked by a person, or offered by the knowledge. */
function Linked({ plan, finding, items }: LinkedProps): ReactNode {
  const { t } = useTranslation();
  const link = useChange(api.linkPlanItem);
  const named = (ids: readonly string[]): PlanItem[] => ids.flatMap((id) => items.get(id) ?? []);
  return (
    <Group gap={6}>
      {named(finding.linked).map((item) => (
        <Text key={item.id} span size="sm">
          {item.requirement}
        </Text>
      ))}
      {plan.actions.may.includes('edit')
        ? named(finding.suggested).map((item) => (
            <Button
              key={item.id}
              size="compact-xs"
              variant="default"
              loading={link.isPending}
              onClick={() => link.mutate({ params: { id: item.id }, body: { kind: 'finding', target: finding.id } })}
            >
              {t('plans.suggest', { requirement: item.requirement })}
            </Button>
          ))
        : null}
      {link.isError ? <Fault error={link.error} /> : null}
    </Group>
  );
}

/** Findings of the system's cameras and the requirements that they speak against. */
export function PlanFindingsPanel({ plan }: { readonly plan: PlanDetail }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const findings = useRead(api.listPlanFindings, { params: { id: plan.id } });
  const all = useRead(api.listPlanItems, { params: { id: plan.id } });
  const items = new Map((all.data?.items ?? []).map((item) => [item.id, item]));
  const rows = findings.data?.items ?? [];
  return (
    <Section title={t('plans.findings')} flush={rows.length > 0}>
      <Text size="sm" c="dimmed" px={rows.length > 0 ? 'md' : 0} pb="xs">
        {t(findings.data !== undefined && rows.length === 0 ? 'plans.findingsNone' : 'plans.findingsLead')}
      </Text>
      {findings.data === undefined ? (
        findings.isError ? (
          <Fault error={findings.error} retry={() => void findings.refetch()} />
        ) : (
          <Loading />
        )
      ) : rows.length === 0 ? null : (
        <DataTable<PlanFinding>
          label={t('plans.findings')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'camera',
              header: t('plans.camera'),
              cell: (row) => (
                <TextLink to="/cameras/$id" params={{ id: row.camera.id }} className="breakable">
                  {row.camera.name}
                </TextLink>
              ),
            },
            {
              key: 'finding',
              header: t('plans.finding'),
              cell: (row) => (
                <div className="breakable">
                  <SeverityTag severity={SEVERITIES.find((each) => each === row.severity) ?? null} /> {text(row.title)}
                </div>
              ),
            },
            { key: 'status', header: t('plans.state'), cell: (row) => t(`plans.findingStatus.${row.status}`) },
            { key: 'linked', header: t('plans.linked'), cell: (row) => <Linked plan={plan} finding={row} items={items} /> },
          ]}
        />
      )}
      {findings.data?.more === true ? (
        <Text size="sm" p="md">
          {t('plans.findingsMore')}
        </Text>
      ) : null}
    </Section>
  );
}
