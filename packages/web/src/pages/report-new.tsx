import { Button, Group, NativeSelect, Radio, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { REPORT_KINDS, ReadingMode, api } from '@ancam/contract';
import type { ReportKind } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { formatPlainDate, todayPlus } from '../lib/format.ts';
import { useText } from '../lib/language.ts';
import { readOne } from '../lib/list-search.ts';
import { usualPeriod } from '../lib/report-search.ts';
import { useSession } from '../lib/session.ts';
import { DateField } from '../ui/date-field.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Fault } from '../ui/states.tsx';
import { UnitPicker } from '../ui/units/unit-picker.tsx';

/** What the statute book asks for in the year of a yearly report. */
function DueDays({ year }: { readonly year: number }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const due = useRead(api.reportDue, { query: { year } });
  if (due.data === undefined) return null;
  const { dues, clause } = due.data;
  return (
    <Text size="sm" c="dimmed" role="status">
      {dues.map(({ receiver, lastDay }) => t('reports.dueBy', { receiver: text(receiver), day: formatPlainDate(lastDay) })).join(' ')}{' '}
      {text(clause)}.
    </Text>
  );
}

interface Question {
  readonly kind: ReportKind;
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  readonly mode: ReadingMode;
  readonly subject: string | null;
  readonly receiverName: string;
}

function beginning(kind: ReportKind, from?: string, to?: string): Pick<Question, 'from' | 'to' | 'asOf'> {
  const today = todayPlus(0);
  const usual = usualPeriod(kind, today);
  const end = to ?? usual.to;
  return { from: from ?? usual.from, to: end, asOf: end < today ? end : today };
}

function QuestionFields({
  question,
  change,
}: {
  readonly question: Question;
  readonly change: (to: Partial<Question>) => void;
}): ReactNode {
  const { t } = useTranslation();
  const { account } = useSession();
  const unit = account === null ? undefined : { value: account.unit.id, label: account.unit.name };
  return (
    <>
      <NativeSelect
        label={t('reports.kind')}
        value={question.kind}
        onChange={(event) => {
          const kind = readOne(REPORT_KINDS, event.currentTarget.value) ?? 'directive';
          change({ kind, ...beginning(kind) });
        }}
        data={REPORT_KINDS.map((value) => ({ value, label: t(`reports.kindOf.${value}`) }))}
      />
      <Text size="sm" c="dimmed">
        {t(`reports.about.${question.kind}`)}
      </Text>
      <UnitPicker
        label={t('reports.subject')}
        description={t('reports.subjectHint')}
        value={question.subject}
        onChange={(subject) => change({ subject })}
        chosen={unit}
      />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        <DateField label={t('reports.from')} required value={question.from} onChange={(from) => change({ from })} />
        <DateField label={t('reports.to')} required value={question.to} onChange={(to) => change({ to })} />
        <DateField
          label={t('reports.asOf')}
          description={t('reports.asOfHint')}
          required
          value={question.asOf}
          onChange={(asOf) => change({ asOf })}
        />
      </SimpleGrid>
      {question.kind === 'yearly' || question.kind === 'consolidated-yearly' ? <DueDays year={Number(question.to.slice(0, 4))} /> : null}
      <Radio.Group
        label={t('reports.mode')}
        value={question.mode}
        onChange={(mode) => change({ mode: readOne(ReadingMode.options, mode) ?? 'restated' })}
      >
        <Stack gap="xs" mt="xs">
          {ReadingMode.options.map((mode) => (
            <Radio key={mode} value={mode} label={t(`reports.modeOf.${mode}`)} description={t(`reports.modeSays.${mode}`)} />
          ))}
        </Stack>
      </Radio.Group>
      <TextInput
        label={t('reports.receiver')}
        description={t('reports.receiverHint')}
        maxLength={300}
        value={question.receiverName}
        onChange={(event) => change({ receiverName: event.currentTarget.value })}
      />
    </>
  );
}

/** Begins a report. */
export function NewReportPage(): ReactNode {
  const { t } = useTranslation();
  const { account } = useSession();
  const search = useSearch({ from: '/app/reports/new' });
  const navigate = useNavigate();
  const [question, setQuestion] = useState<Question>(() => {
    const kind = search.kind ?? 'directive';
    return { kind, ...beginning(kind, search.from, search.to), mode: 'restated', subject: account?.unit.id ?? null, receiverName: '' };
  });
  const create = useChange(api.createReport, ({ id }) => navigate({ to: '/reports/$id', params: { id }, search: {} }));
  function submit(event: FormEvent): void {
    event.preventDefault();
    const { kind, from, to, asOf, mode, subject, receiverName } = question;
    const body = { kind, periodFrom: from, periodTo: to, asOf, mode };
    create.mutate({ body: { ...body, ...(subject === null ? {} : { subject }), ...(receiverName === '' ? {} : { receiverName }) } });
  }
  return (
    <Page title={t('reports.new')} lead={t('reports.newLead')}>
      <Section>
        <form onSubmit={submit}>
          <Stack>
            <QuestionFields question={question} change={(to) => setQuestion((before) => ({ ...before, ...to }))} />
            {create.isError ? <Fault error={create.error} /> : null}
            <Group justify="flex-end">
              <ButtonLink to="/reports" search={{}} variant="default">
                {t('common.back')}
              </ButtonLink>
              <Button type="submit" loading={create.isPending}>
                {t('reports.begin')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
    </Page>
  );
}
