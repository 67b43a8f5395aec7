import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { OSCAL_MODELS, api, urlOf } from '@ancam/contract';
import type { PlanDetail } from '@ancam/contract';

/** Downloads a plan, the findings beside it, or what is still to be done, as OSCAL. */
export function OscalMenu({ plan }: { readonly plan: PlanDetail }): ReactNode {
  const { t } = useTranslation();
  const done = plan.counts.full === plan.counts.total;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" rightSection={<IconChevronDown size={14} aria-hidden />}>
          {t('plans.oscal.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {OSCAL_MODELS.filter((model) => model !== 'poam' || !done).map((model) => (
          <Menu.Item key={model} component="a" download href={urlOf(api.planOscal, { params: { id: plan.id }, query: { model } })}>
            {t(`plans.oscal.${model}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
