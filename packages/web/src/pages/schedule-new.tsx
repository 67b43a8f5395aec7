import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { BLANK_SCHEDULE } from '../lib/schedule-form.ts';
import { Async } from '../ui/async.tsx';
import { Page } from '../ui/page.tsx';
import { ScheduleForm } from '../ui/schedules/schedule-form.tsx';

/** Let a scan recur. */
export function NewSchedulePage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const list = useRead(api.listAuthorisations);
  const add = useChange(api.addSchedule, ({ id }) => navigate({ to: '/schedules/$id', params: { id } }));
  return (
    <Page title={t('schedules.add')} lead={t('schedules.addLead')}>
      <Async query={list}>
        {(data) => (
          <ScheduleForm
            initial={BLANK_SCHEDULE}
            usable={data.items.filter((each) => each.actions.may.includes('scan'))}
            label={t('schedules.save')}
            onSubmit={(body) => add.mutate({ body })}
            error={add.error}
            pending={add.isPending}
          />
        )}
      </Async>
    </Page>
  );
}
