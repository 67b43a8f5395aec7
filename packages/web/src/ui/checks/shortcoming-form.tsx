import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Shortcoming, SystemCheckDetail } from '@ancam/contract';
import { SEVERITIES } from '@ancam/core';
import { useChange } from '../../lib/api.ts';
import { readOne } from '../../lib/list-search.ts';
import { FormButton } from '../form-button.tsx';
import type { Field } from '../form-button.tsx';

function useFields(isWhole: boolean): readonly Field[] {
  const { t } = useTranslation();
  return [
    ...(isWhole
      ? ([
          { key: 'title', label: t('checks.shortcoming'), required: true, maxLength: 300 },
          { key: 'detail', kind: 'area', label: t('checks.detail'), maxLength: 4000 },
          {
            key: 'severity',
            kind: 'select',
            label: t('checks.severity'),
            options: SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) })),
          },
        ] as const)
      : []),
    { key: 'owner', label: t('checks.owner'), maxLength: 300 },
    { key: 'mendBy', kind: 'date', label: t('checks.mendBy') },
  ];
}

/** Notes a shortcoming of a check under way. */
export function AddShortcoming({ check }: { readonly check: SystemCheckDetail }): ReactNode {
  const { t } = useTranslation();
  const fields = useFields(true);
  const add = useChange(api.addShortcoming);
  if (!check.actions.may.includes('note')) return null;
  return (
    <FormButton
      label={t('checks.note')}
      size="xs"
      variant="default"
      fields={fields}
      initial={{ severity: 'medium' }}
      onSubmit={({ title = '', detail = '', severity, owner = '', mendBy = '' }) =>
        add.mutateAsync({
          params: { id: check.id },
          body: { title, detail, severity: readOne(SEVERITIES, severity) ?? 'medium', owner, mendBy: mendBy === '' ? null : mendBy },
        })
      }
      error={add.error}
      pending={add.isPending}
    />
  );
}

/** Rewrites a shortcoming while its check is under way; owner and day until it is closed. */
export function EditShortcoming({ row }: { readonly row: Shortcoming }): ReactNode {
  const { t } = useTranslation();
  const isWhole = row.actions.may.includes('rewrite');
  const fields = useFields(isWhole);
  const change = useChange(api.setShortcoming);
  if (!row.actions.may.includes('edit')) return null;
  return (
    <FormButton
      key={row.version}
      label={t('checks.editShort')}
      title={row.title}
      size="compact-xs"
      variant="default"
      fields={fields}
      initial={{ title: row.title, detail: row.detail, severity: row.severity, owner: row.owner, mendBy: row.mendBy ?? '' }}
      onSubmit={({ title = '', detail = '', severity, owner = '', mendBy = '' }) =>
        change.mutateAsync({
          params: { id: row.id },
          body: {
            version: row.version,
            set: {
              ...(isWhole ? { title, detail, severity: readOne(SEVERITIES, severity) ?? row.severity } : {}),
              owner,
              mendBy: mendBy === '' ? null : mendBy,
            },
          },
        })
      }
      error={change.error}
      pending={change.isPending}
    />
  );
}
