import { Button, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { CheckEvent, PlanStep, SystemCheckDetail } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange, useRead } from '../lib/api.ts';
import { formatDay } from '../lib/format.ts';
import { useText } from '../lib/language.ts';
import { Async } from '../ui/async.tsx';
import { CheckFindingsPanel } from '../ui/checks/check-findings.tsx';
import { CheckForm } from '../ui/checks/check-form.tsx';
import { CheckStateTag, OutcomeTag } from '../ui/checks/check-marks.tsx';
import { ImportedResults } from '../ui/checks/imported-results.tsx';
import { AddShortcoming } from '../ui/checks/shortcoming-form.tsx';
import { ShortcomingTable } from '../ui/checks/shortcoming-table.tsx';
import { StepList } from '../ui/checks/step-list.tsx';
import { ConfidenceMark } from '../ui/confidence-mark.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Facts } from '../ui/facts.tsx';
import { EvidencePanel } from '../ui/files/evidence-panel.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';

interface OfCheck {
  readonly check: SystemCheckDetail;
}

function Head({ check }: OfCheck): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { licence, assessors } = check;
  const period = licence.from === null && licence.until === null ? '' : `${formatDay(licence.from)} – ${formatDay(licence.until)}`;
  return (
    <Section title={t('checks.facts')} actions={<CheckForm check={check} />}>
      <Facts
        rows={[
          [
            t('checks.system'),
            <TextLink key="system" to="/systems/$id" params={{ id: check.system.id }}>
              {check.system.name}
            </TextLink>,
          ],
          [t('checks.unit'), check.unit],
          [t('checks.plannedOn'), formatDay(check.plannedOn)],
          [t('checks.startedOn'), formatDay(check.startedOn)],
          [t('checks.endedOn'), formatDay(check.endedOn)],
          [t('checks.assessorKind'), check.assessorKind === null ? null : t(`checks.assessors.${check.assessorKind}`)],
          [t('checks.assessor'), check.assessor],
          [t('checks.independentShort'), check.assessorKind === null ? null : t(check.independent ? 'common.yes' : 'common.no')],
          [t('checks.licence'), [licence.number, licence.issuer, licence.scope, period].filter(Boolean).join(' · ')],
          [t('checks.outcome'), <OutcomeTag key="outcome" outcome={check.outcome} />],
          [t('checks.summary'), check.summary],
          [t('checks.speaks'), check.speaksForOperation === null ? null : t(check.speaksForOperation ? 'common.yes' : 'common.no')],
        ]}
      />
      {assessors === null ? null : (
        <details>
          <summary>{t('checks.whoMay')}</summary>
          <Text size="sm">
            {assessors.kinds.map((kind) => t(`checks.assessors.${kind}`)).join('; ')}{' '}
            <ConfidenceMark confidence={assessors.confidence} short />
          </Text>
          <Text size="sm">{text(assessors.clause)}</Text>
          {assessors.note === null ? null : <Text size="sm">{text(assessors.note)}</Text>}
        </details>
      )}
    </Section>
  );
}

function Steps({ check }: OfCheck): ReactNode {
  const { t } = useTranslation();
  const move = useChange(api.moveSystemCheck);
  const decide = useChange(api.decideSystemCheck);
  if (check.steps.length === 0) return null;
  const take = (step: PlanStep, { reason = '' }: Readonly<Record<string, string>>): Promise<unknown> =>
    (step.decision ? decide : move).mutateAsync({ params: { id: check.id }, body: { version: check.version, step: step.step, reason } });
  return (
    <Section title={t('plans.steps')}>
      <StepList steps={check.steps} onStep={take} error={move.error ?? decide.error} pending={move.isPending || decide.isPending} />
    </Section>
  );
}

function useEventText(): (event: CheckEvent) => string {
  const { t } = useTranslation();
  const text = useText();
  const named = (value: CheckEvent['step']): string => (value === null ? '' : text(value));
  return (event) => {
    const said = t(`checks.events.${event.event}`, { step: named(event.step), from: named(event.from), to: named(event.to) });
    return event.shortcoming === null ? said : `${event.shortcoming}: ${said}`;
  };
}

function History({ check }: OfCheck): ReactNode {
  const { t } = useTranslation();
  const eventText = useEventText();
  return (
    <Section title={t('plans.history')} flush>
      <DataTable<CheckEvent>
        label={t('plans.history')}
        rows={check.events}
        rowKey={(event) => event.id}
        columns={[
          { key: 'at', header: t('plans.at'), cell: (event) => <span className="no-wrap">{formatDateTime(event.at)}</span> },
          { key: 'what', header: t('plans.what'), cell: (event) => <span className="breakable">{eventText(event)}</span> },
          { key: 'by', header: t('plans.by'), cell: (event) => event.by },
          { key: 'reason', header: t('plans.reason'), cell: (event) => event.reason || '–' },
        ]}
      />
    </Section>
  );
}

function CheckView({ check }: OfCheck): ReactNode {
  const { t } = useTranslation();
  const lead = (
    <>
      <CheckStateTag check={check} /> {t(`checks.kinds.${check.kind}`)} · {t('plans.levelOf', { level: check.level, regime: check.regime })}
    </>
  );
  const actions = (
    <Button component="a" variant="default" download href={urlOf(api.checkOscal, { params: { id: check.id } })}>
      {t('results.export')}
    </Button>
  );
  const fields = [
    { id: 'report', title: t('checks.reportFile') },
    { id: 'licence', title: t('checks.licenceFile') },
    ...check.items.map(({ id, title }) => ({ id, title: t('checks.fixFile', { title }) })),
  ];
  return (
    <Page title={t('checks.title', { system: check.system.name })} lead={lead} actions={actions}>
      <Head check={check} />
      <ImportedResults check={check} />
      <Steps check={check} />
      <Section title={t('checks.shortcomings')} actions={<AddShortcoming check={check} />} flush={check.items.length > 0}>
        {check.items.length === 0 ? (
          <Text size="sm">{t('checks.shortcomingsNone')}</Text>
        ) : (
          <ShortcomingTable rows={check.items} label={t('checks.shortcomings')} />
        )}
      </Section>
      {check.actions.may.includes('note') ? <CheckFindingsPanel check={check} /> : null}
      <EvidencePanel holder="checks" id={check.id} fields={fields} />
      <History check={check} />
    </Page>
  );
}

/** One check of a system: assessor, conclusion, shortcomings with their life. */
export function SystemCheckPage(): ReactNode {
  const { id } = useParams({ from: '/app/checks/$id' });
  const check = useRead(api.getSystemCheck, { params: { id } });
  return (
    <Async query={check} rows={6}>
      {(data) => <CheckView check={data} />}
    </Async>
  );
}
