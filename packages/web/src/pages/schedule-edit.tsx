import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Schedule } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { fieldsOf } from '../lib/schedule-form.ts';
import { Async } from '../ui/async.tsx';
import { Page } from '../ui/page.tsx';
import { ScheduleForm } from '../ui/schedules/schedule-form.tsx';

function Edit({ schedule }: { readonly schedule: Schedule }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const params = { id: schedule.id };
  const list = useRead(api.listAuthorisations);
  const change = useChange(api.changeSchedule, () => navigate({ to: '/schedules/$id', params }));
  return (
    <Page title={t('schedules.changeTitle', { name: schedule.name })} lead={t('schedules.addLead')}>
      <Async query={list}>
        {(data) => (
          <ScheduleForm
            initial={fieldsOf(schedule)}
            usable={data.items.filter((each) => each.actions.may.includes('scan'))}
            label={t('schedules.save')}
            onSubmit={(body) => change.mutate({ params, body })}
            error={change.error}
            pending={change.isPending}
          />
        )}
      </Async>
    </Page>
  );
}

/** Change a schedule; whoever saves answers for it. */
export function EditSchedulePage(): ReactNode {
  const { id } = useParams({ from: '/app/schedules/$id/edit' });
  const schedule = useRead(api.getSchedule, { params: { id } });
  return <Async query={schedule}>{(data) => <Edit key={data.id} schedule={data} />}</Async>;
}
