import { Alert, Button, Group } from '@mantine/core';
import { IconEdit, IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Schedule } from '@ancam/contract';
import { formatDateTime, PROFILES } from '@ancam/core';
import { useChange, useRead } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { Async } from '../ui/async.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { ScheduleRuns } from '../ui/schedules/schedule-runs.tsx';
import { ScheduleStateTag } from '../ui/schedules/schedule-state.tsx';
import { useScheduleTexts } from '../ui/schedules/schedule-texts.ts';
import { Section } from '../ui/section.tsx';
import { Fault } from '../ui/states.tsx';

const ASK_MS = 10_000;

function Actions({ schedule }: { readonly schedule: Schedule }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const pause = useChange(api.pauseSchedule);
  const resume = useChange(api.resumeSchedule);
  const remove = useChange(api.deleteSchedule, () => navigate({ to: '/schedules' }));
  const input = { params: { id: schedule.id } };
  const { may } = schedule.actions;
  return (
    <>
      {may.includes('change') ? (
        <ButtonLink to="/schedules/$id/edit" params={input.params} variant="default" leftSection={<IconEdit size={16} aria-hidden />}>
          {t('schedules.change1')}
        </ButtonLink>
      ) : null}
      {may.includes('pause') ? (
        <Button
          variant="default"
          leftSection={<IconPlayerPause size={16} aria-hidden />}
          loading={pause.isPending}
          onClick={() => pause.mutate(input)}
        >
          {t('schedules.pause')}
        </Button>
      ) : null}
      {may.includes('resume') ? (
        <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={resume.isPending} onClick={() => resume.mutate(input)}>
          {t('schedules.resume')}
        </Button>
      ) : null}
      {may.includes('delete') ? (
        <ConfirmButton
          variant="default"
          label={t('schedules.delete')}
          question={t('schedules.deleteAsk', { name: schedule.name })}
          consequence={t('schedules.deleteThen')}
          action={() => remove.mutateAsync(input)}
          error={remove.error}
          pending={remove.isPending}
        />
      ) : null}
      {pause.isError ? <Fault error={pause.error} /> : null}
      {resume.isError ? <Fault error={resume.error} /> : null}
    </>
  );
}

function Facts({ schedule }: { readonly schedule: Schedule }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { when, hours } = useScheduleTexts();
  const { authorisation, probes, site, limits } = schedule;
  const own = [
    limits.hostRatePerSecond === undefined ? '' : `${t('profile.hostRate')}: ${limits.hostRatePerSecond}`,
    limits.connectsPerSecond === undefined ? '' : `${t('profile.connectRate')}: ${limits.connectsPerSecond}`,
  ].filter((each) => each !== '');
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('schedules.whenTitle'), when(schedule.recurrence)],
    [t('schedules.hours'), hours(schedule.window)],
    [
      t('schedules.next'),
      schedule.next.length === 0
        ? ''
        : schedule.next.map((at, index) => (
            <span key={at}>
              {index === 0 ? '' : ' · '}
              <span className="no-wrap">{formatDateTime(at)}</span>
            </span>
          )),
    ],
    [
      t('scanNew.authorisation'),
      authorisation === null ? (
        ''
      ) : (
        <>
          <TextLink to="/authorisations/$id" params={{ id: authorisation.id }} underline="always">
            {authorisation.document}
          </TextLink>{' '}
          {t('schedules.validUntil', { until: formatPlainDate(authorisation.validUntil) })}
        </>
      ),
    ],
    [t('schedules.targets'), schedule.targets.length === 0 ? t('schedules.allTargets') : schedule.targets.join(', ')],
    [t('scanNew.excluded'), schedule.excluded.join(', ')],
    [t('profile.choose'), [PROFILES[schedule.profile].name[language], ...own].join(' · ')],
    [t('scanNew.ports'), schedule.ports ?? ''],
    [t('schedules.where'), probes.map(({ name }) => name).join(', ') || (site?.name ?? t('schedules.server'))],
    [t('schedules.toldWhen'), t(schedule.tellsChanges ? 'schedules.toldYes' : 'schedules.toldNo')],
    [t('schedules.responsible'), schedule.responsible],
    [t('schedules.made'), `${schedule.createdBy}, ${formatDateTime(schedule.createdAt)}`],
  ];
  return (
    <Section>
      <dl className="facts">
        {rows
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="breakable">{value}</dd>
            </div>
          ))}
      </dl>
    </Section>
  );
}

function ScheduleView({ schedule }: { readonly schedule: Schedule }): ReactNode {
  const { t } = useTranslation();
  const { reason } = useScheduleTexts();
  const { running, stopReason } = schedule;
  const lead = (
    <Group gap="xs">
      <ScheduleStateTag state={schedule.actions.state} />
      {running === null ? null : (
        <TextLink to="/scans/$id" params={{ id: running.id }}>
          {t('schedules.runsNow', { status: t(`scanStatus.${running.status}`) })}
        </TextLink>
      )}
    </Group>
  );
  return (
    <Page title={schedule.name} lead={lead} actions={<Actions schedule={schedule} />}>
      {stopReason === null ? null : (
        <Alert color="orange" title={t('schedules.stoppedTitle', { reason: reason(stopReason) })}>
          {t('schedules.stoppedText', { name: schedule.responsible })}
        </Alert>
      )}
      <Facts schedule={schedule} />
      <ScheduleRuns id={schedule.id} />
    </Page>
  );
}

/** One schedule: when and what, its next times, what became of the past ones. */
export function SchedulePage(): ReactNode {
  const { id } = useParams({ from: '/app/schedules/$id' });
  const schedule = useRead(api.getSchedule, { params: { id } }, { every: () => ASK_MS });
  return <Async query={schedule}>{(data) => <ScheduleView schedule={data} />}</Async>;
}
