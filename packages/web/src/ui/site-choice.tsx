import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { useSession } from '../lib/session.ts';

/** Where a scan runs; not shown to units without sites. */
export function SiteChoice({ value, onChange }: { readonly value: string; readonly onChange: (id: string) => void }): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const sites = useRead(api.listSites, { query: { limit: 200 } }, { enabled: can('system.read') });
  const open = (sites.data?.items ?? []).filter(({ closed }) => !closed);
  if (open.length === 0) return null;
  return (
    <NativeSelect
      label={t('sites.name')}
      description={t('sites.lead')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={[{ value: '', label: t('sites.none') }, ...open.map(({ id, name }) => ({ value: id, label: name }))]}
    />
  );
}
