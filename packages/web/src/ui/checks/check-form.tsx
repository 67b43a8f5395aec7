import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { CHECK_ASSESSORS, CHECK_OUTCOMES, api } from '@ancam/contract';
import type { SystemCheckDetail } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { readOne } from '../../lib/list-search.ts';
import { FormButton } from '../form-button.tsx';
import type { Field, FieldValues } from '../form-button.tsx';

function useFields(check: SystemCheckDetail): readonly Field[] {
  const { t } = useTranslation();
  const none = { value: '', label: t('checks.choose') };
  const kinds = check.assessors?.kinds ?? CHECK_ASSESSORS;
  // One that does not fit is named with what stands against it, not hidden: it may have been chosen before.
  const label = (kind: (typeof CHECK_ASSESSORS)[number]): string =>
    kinds.includes(kind) ? t(`checks.assessors.${kind}`) : t('checks.assessorNot', { kind: t(`checks.assessors.${kind}`) });
  return [
    { key: 'plannedOn', kind: 'date', label: t('checks.plannedOn'), required: true },
    { key: 'endedOn', kind: 'date', label: t('checks.endedOn') },
    {
      key: 'assessorKind',
      kind: 'select',
      label: t('checks.assessorKind'),
      options: [none, ...CHECK_ASSESSORS.map((value) => ({ value, label: label(value) }))],
    },
    { key: 'assessor', label: t('checks.assessor'), maxLength: 300 },
    { key: 'independent', kind: 'check', label: t('checks.independent') },
    { key: 'number', label: t('checks.licenceNumber'), description: t('checks.licenceHint'), maxLength: 100 },
    { key: 'issuer', label: t('checks.licenceIssuer'), maxLength: 300 },
    { key: 'scope', label: t('checks.licenceScope'), maxLength: 500 },
    { key: 'from', kind: 'date', label: t('checks.licenceFrom') },
    { key: 'until', kind: 'date', label: t('checks.licenceUntil') },
    {
      key: 'outcome',
      kind: 'select',
      label: t('checks.outcome'),
      options: [none, ...CHECK_OUTCOMES.map((value) => ({ value, label: t(`checks.outcomes.${value}`) }))],
    },
    { key: 'summary', kind: 'area', label: t('checks.summary'), maxLength: 4000 },
  ];
}

const day = (value: string | undefined): string | null => (value === undefined || value === '' ? null : value);

/** Writes a check: days, assessor and licence, conclusion. */
export function CheckForm({ check }: { readonly check: SystemCheckDetail }): ReactNode {
  const { t } = useTranslation();
  const fields = useFields(check);
  const change = useChange(api.setSystemCheck);
  if (!check.actions.may.includes('edit')) return null;
  const { licence } = check;
  const initial = {
    plannedOn: check.plannedOn,
    endedOn: check.endedOn ?? '',
    assessorKind: check.assessorKind ?? '',
    assessor: check.assessor,
    independent: check.independent ? 'yes' : '',
    ...licence,
    from: licence.from ?? '',
    until: licence.until ?? '',
    outcome: check.outcome ?? '',
    summary: check.summary,
  };
  const send = (values: FieldValues): Promise<unknown> => {
    const {
      plannedOn,
      endedOn,
      assessorKind,
      assessor = '',
      independent,
      number = '',
      issuer = '',
      scope = '',
      from,
      until,
      outcome,
      summary = '',
    } = values;
    const set = {
      ...(day(plannedOn) === null ? {} : { plannedOn }),
      endedOn: day(endedOn),
      assessorKind: readOne(CHECK_ASSESSORS, assessorKind) ?? null,
      assessor,
      independent: independent === 'yes',
      licence: { number, issuer, scope, from: day(from), until: day(until) },
      outcome: readOne(CHECK_OUTCOMES, outcome) ?? null,
      summary,
    };
    return change.mutateAsync({ params: { id: check.id }, body: { version: check.version, set } });
  };
  return (
    <FormButton
      key={check.version}
      label={t('checks.edit')}
      variant="default"
      fields={fields}
      initial={initial}
      onSubmit={send}
      error={change.error}
      pending={change.isPending}
    />
  );
}
