import { Tabs } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';

const PLACES = {
  board: '/duties',
  rollup: '/duties/rollup',
  map: '/duties/map',
  rows: '/duties/rows',
  days: '/duties/days',
  objects: '/duties/objects',
} as const;

interface DutyNavProps {
  readonly at: keyof typeof PLACES;
  /** The unit that the pages are about; kept from one to the next. */
  readonly unit?: string | undefined;
}

/** The ways to look at duties. */
export function DutyNav({ at, unit }: DutyNavProps): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const keys = Object.keys(PLACES) as (keyof typeof PLACES)[]; // the keys of the literal above
  function open(to: string | null): void {
    const key = keys.find((each) => each === to);
    if (key === undefined) return;
    const search = unit === undefined || key === 'days' || key === 'objects' ? {} : { unit };
    void navigate({ to: PLACES[key], search });
  }
  return (
    <Tabs value={at} onChange={open} activateTabWithKeyboard={false}>
      <Tabs.List aria-label={t('duties.views')}>
        {keys.map((key) => (
          <Tabs.Tab key={key} value={key}>
            {t(`duties.view.${key}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}
