import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { APPRAISERS, DOSSIER_DOMAINS, api } from '@ancam/contract';
import type { DossierDetail } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { optionsOf, valuesOf, withValues } from '../../lib/dossier-form.ts';
import { FormButton } from '../form-button.tsx';
import type { Field } from '../form-button.tsx';

function useFields(dossier: DossierDetail): Field[] {
  const { t } = useTranslation();
  const choices = useRead(api.dossierChoices, { params: { id: dossier.id } });
  const { units, bylaws } = optionsOf(dossier, choices.data);
  const field = (key: string, options: Field['options']): Field => ({
    key,
    kind: 'select',
    label: t(`dossiers.${key}` as 'dossiers.domain'),
    options: options ?? [],
  });
  const papers: Field[] = [
    field('bylawId', bylaws),
    ...(dossier.level === 5 ? [{ key: 'listPaper', label: t('dossiers.listPaper'), description: t('dossiers.listPaperHint') }] : []),
  ];
  if (!dossier.actions.may.includes('edit')) return papers;
  return [
    field('newOrUpgraded', [
      { value: '', label: t('dossiers.unanswered') },
      { value: 'yes', label: t('common.yes') },
      { value: 'no', label: t('common.no') },
    ]),
    field(
      'domain',
      DOSSIER_DOMAINS.map((value) => ({ value, label: t(`dossiers.domains.${value}`) })),
    ),
    { key: 'ownerPaper', label: t('dossiers.ownerPaper'), description: t('dossiers.ownerPaperHint') },
    field('ownerUnitId', units),
    field('securityUnitId', units),
    field(
      'appraiser',
      APPRAISERS.map((value) => ({ value, label: t(`dossiers.party.${value}`) })),
    ),
    field('appraiserUnitId', units),
    { key: 'appraiserPaper', label: t('dossiers.appraiserPaper'), description: t('dossiers.appraiserPaperHint') },
    ...papers,
    { key: 'note', kind: 'area', label: t('common.note'), maxLength: 8000 },
  ];
}

/** Writes in a dossier; while it is with its appraiser only the papers that may still come. */
export function DossierForm({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useTranslation();
  const fields = useFields(dossier);
  const update = useChange(api.updateDossier);
  if (!dossier.actions.may.includes('papers')) return null;
  return (
    <FormButton
      label={t(dossier.actions.may.includes('edit') ? 'common.edit' : 'dossiers.papers')}
      variant="default"
      fields={fields}
      initial={valuesOf(dossier)}
      onSubmit={(values) => update.mutateAsync({ params: { id: dossier.id }, body: withValues(dossier, values) })}
      error={update.error}
      pending={update.isPending}
    />
  );
}
