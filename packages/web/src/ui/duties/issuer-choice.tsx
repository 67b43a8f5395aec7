import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { DutyWords } from '../../lib/duties.ts';

interface IssuerChoiceProps {
  readonly issuers: readonly { readonly id: string; readonly name: string }[];
  readonly value: string | undefined;
  readonly onChange: (issuer: string | undefined) => void;
  readonly words: DutyWords;
}

/** Whose days count: each unit's own, or those of whoever set a day. */
export function IssuerChoice({ issuers, value, onChange, words }: IssuerChoiceProps): ReactNode {
  const { t } = useTranslation();
  const known = value === undefined || issuers.some(({ id }) => id === value) ? issuers : [...issuers, { id: value, name: '' }];
  return (
    <NativeSelect
      className="filter-search"
      label={t('duties.issuer')}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      data={[{ value: '', label: t('duties.ownDays') }, ...known.map(({ id }) => ({ value: id, label: words.issuer(id, issuers) }))]}
    />
  );
}
