import { Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { PlanDetail, PlanEvent } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useRead } from '../lib/api.ts';
import { formatDay } from '../lib/format.ts';
import { useText } from '../lib/language.ts';
import { Async } from '../ui/async.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Facts } from '../ui/facts.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ItemTitle } from '../ui/plans/item-columns.tsx';
import { OscalImport } from '../ui/plans/oscal-import.tsx';
import { OscalMenu } from '../ui/plans/oscal-menu.tsx';
import { PlanDifferencePanel } from '../ui/plans/plan-difference.tsx';
import { PlanFindingsPanel } from '../ui/plans/plan-findings.tsx';
import { PlanItemsPanel } from '../ui/plans/plan-items.tsx';
import { AnswerTag, PlanBar, PlanStateTag } from '../ui/plans/plan-marks.tsx';
import { PlanSteps } from '../ui/plans/plan-steps.tsx';
import { Section } from '../ui/section.tsx';

interface OfPlan {
  readonly plan: PlanDetail;
}

function Head({ plan }: OfPlan): ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('plans.facts')}>
      <Facts
        rows={[
          [
            t('plans.system'),
            <TextLink key="system" to="/systems/$id" params={{ id: plan.system.id }}>
              {plan.system.name}
            </TextLink>,
          ],
          [t('plans.unit'), plan.unit],
          [t('plans.progress'), <PlanBar key="bar" counts={plan.counts} label={t('plans.progress')} />],
          [t('plans.overdue'), plan.counts.overdue],
          [t('plans.nextDue'), formatDay(plan.nextDue)],
          [t('plans.approvedOn'), formatDay(plan.approvedOn)],
          [t('plans.startedOn'), formatDay(plan.startedOn)],
          [t('plans.deployedOn'), formatDay(plan.deployedOn)],
          [t('plans.catalogue'), <code key="hash">{plan.catalogue.slice(0, 12)}</code>],
        ]}
      />
    </Section>
  );
}

interface PartsProps {
  readonly title: string;
  readonly parts: readonly { readonly id: string; readonly name: string; readonly counts: PlanDetail['counts'] }[];
  readonly by: 'area' | 'group';
}

function Parts({ title, parts, by }: PartsProps): ReactNode {
  return (
    <Section title={title}>
      <ul className="plan-parts">
        {parts.map(({ id, name, counts }) => (
          <li key={id}>
            <TextLink from="/plans/$id" to="." search={{ [by]: id }} size="sm">
              {name}
            </TextLink>
            <PlanBar counts={counts} label={name} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function First({ plan }: OfPlan): ReactNode {
  const { t } = useTranslation();
  if (plan.state === 'ended') return null;
  return (
    <Section title={t('plans.first')} flush={plan.first.length > 0}>
      {plan.first.length === 0 ? (
        <Text size="sm">{t('plans.firstNone')}</Text>
      ) : (
        <DataTable
          label={t('plans.first')}
          rows={plan.first}
          rowKey={(item) => item.id}
          columns={[
            { key: 'requirement', header: t('plans.requirement'), cell: (item) => <ItemTitle item={item} /> },
            { key: 'answer', header: t('plans.answer'), cell: (item) => <AnswerTag answer={item.answer} /> },
            { key: 'due', header: t('plans.dueOn'), cell: (item) => <span className="no-wrap">{formatDay(item.dueOn) || '–'}</span> },
            { key: 'owner', header: t('plans.owner'), cell: (item) => item.owner || '–' },
          ]}
        />
      )}
    </Section>
  );
}

function useEventText(): (event: PlanEvent) => string {
  const { t } = useTranslation();
  const text = useText();
  const named = (value: PlanEvent['step']): string => (value === null ? '' : text(value));
  return (event) => {
    const told = { step: named(event.step), from: named(event.from), to: named(event.to), count: event.items };
    const said = t(`plans.events.${event.event}`, told);
    return event.undone ? `${said} (${t('plans.events.undone')})` : said;
  };
}

function History({ plan }: OfPlan): ReactNode {
  const { t } = useTranslation();
  const eventText = useEventText();
  return (
    <Section title={t('plans.history')} flush>
      <DataTable<PlanEvent>
        label={t('plans.history')}
        rows={plan.events}
        rowKey={(event) => event.id}
        columns={[
          { key: 'at', header: t('plans.at'), cell: (event) => <span className="no-wrap">{formatDateTime(event.at)}</span> },
          { key: 'what', header: t('plans.what'), cell: eventText },
          { key: 'by', header: t('plans.by'), cell: (event) => event.by },
          { key: 'reason', header: t('plans.reason'), cell: (event) => event.reason || '–' },
        ]}
      />
    </Section>
  );
}

function PlanView({ plan }: OfPlan): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const lead = (
    <>
      <PlanStateTag plan={plan} /> {t('plans.levelOf', { level: plan.level, regime: plan.regime })}
    </>
  );
  const actions = (
    <>
      <OscalImport plan={plan} />
      <OscalMenu plan={plan} />
    </>
  );
  return (
    <Page title={t('plans.title', { system: plan.system.name })} lead={lead} actions={actions}>
      <PlanDifferencePanel plan={plan} />
      <Head plan={plan} />
      <PlanSteps plan={plan} />
      <First plan={plan} />
      <Parts
        title={t('plans.groups.title')}
        by="group"
        parts={plan.groups.map((part) => ({ ...part, name: t(`plans.groups.${part.id}`) }))}
      />
      <Parts title={t('plans.areas')} by="area" parts={plan.areas.map((part) => ({ ...part, name: text(part.title) }))} />
      <PlanItemsPanel plan={plan} />
      <PlanFindingsPanel plan={plan} />
      <History plan={plan} />
    </Page>
  );
}

/** One security plan: its requirements, what to do first, its life. */
export function PlanPage(): ReactNode {
  const { id } = useParams({ from: '/app/plans/$id' });
  const plan = useRead(api.getPlan, { params: { id } });
  return <Async query={plan}>{(data) => <PlanView key={data.id} plan={data} />}</Async>;
}
