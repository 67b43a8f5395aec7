import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { isRange, sortFields } from '@ancam/contract';
import type { Field, RegisterDefinition } from '@ancam/contract';
import { useText } from '../../lib/language.ts';
import { orderOf, readRecordSearch, recordFilterCount } from '../../lib/registers.ts';
import { DateField } from '../date-field.tsx';

const PAUSE_MS = 250;

type SetFilter = (change: Readonly<Record<string, string>>) => void;

interface LaterProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly isSearch?: boolean;
  readonly hint?: string;
  readonly numeric?: boolean;
}

/** A text that is sent when the typing rests. */
function LaterField({ label, value, onChange, isSearch = false, hint, numeric = false }: LaterProps): ReactNode {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  const [sent, setSent] = useState(value);
  const later = useDebouncedCallback((text: string) => {
    setSent(text.trim());
    onChange(text.trim());
  }, PAUSE_MS);
  // Follows the address when it changes by other means, and leaves alone what is being typed.
  if (shown !== value) {
    setShown(value);
    if (value !== sent) setTyped(value);
  }
  return (
    <TextInput
      type={isSearch ? 'search' : 'text'}
      data-search={isSearch ? true : undefined}
      {...(isSearch ? { className: 'filter-search', leftSection: <IconSearch size={16} aria-hidden /> } : {})}
      label={label}
      placeholder={hint}
      inputMode={numeric ? 'numeric' : undefined}
      value={typed}
      onChange={(event) => {
        const text = numeric ? event.currentTarget.value.replaceAll(/[^\d]/g, '') : event.currentTarget.value;
        setTyped(text);
        later(text);
      }}
    />
  );
}

interface OneProps {
  readonly field: Field;
  readonly search: Readonly<Record<string, string>>;
  readonly set: SetFilter;
}

function RangeFilter({ field, search, set }: OneProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  return (['From', 'To'] as const).map((end) => {
    const key = `${field.id}${end}`;
    const props = { label: t(`registers.range.${end}`, { field: text(field.title) }), value: search[key] ?? '' };
    const onChange = (value: string): void => set({ [key]: value });
    return field.kind === 'date' ? (
      <DateField key={`${key} ${props.value}`} {...props} onChange={onChange} />
    ) : (
      <LaterField key={key} {...props} numeric onChange={onChange} />
    );
  });
}

function FieldFilter({ field, search, set }: OneProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if (isRange(field)) return <RangeFilter field={field} search={search} set={set} />;
  const label = text(field.title);
  const value = search[field.id] ?? '';
  if (field.kind === 'text') return <LaterField label={label} value={value} onChange={(typed) => set({ [field.id]: typed })} />;
  const choices =
    field.kind === 'flag'
      ? [
          { value: 'true', label: t('common.yes') },
          { value: 'false', label: t('common.no') },
        ]
      : (field.choices ?? []).map(({ id, title }) => ({ value: id, label: text(title) }));
  return (
    <NativeSelect
      label={label}
      value={value}
      onChange={(event) => set({ [field.id]: event.currentTarget.value })}
      data={[{ value: '', label: t('common.any') }, ...choices]}
    />
  );
}

/** Search, filters and order of a register's list, made from its definition; all of it stands in the address. */
export function RecordFilters({ register }: { readonly register: RegisterDefinition }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const search = useSearch({ from: '/app/registers/$register' });
  const navigate = useNavigate({ from: '/registers/$register' });
  const { sort, order } = orderOf(search);
  const set: SetFilter = (change) => {
    void navigate({ search: (before: Record<string, unknown>) => readRecordSearch({ ...before, ...change }), replace: true });
  };
  const fields = register.fields.filter(({ filterable, kind }) => filterable === true && kind !== 'unit' && kind !== 'record');
  const near = fields.filter(({ kind }) => kind === 'choice' || kind === 'flag');
  const far = fields.filter((field) => !near.includes(field));
  const sorts = [
    { value: 'created', label: t('registers.created') },
    ...sortFields(register).map((field) => ({ value: field.id, label: text(field.title) })),
  ];
  return (
    <div role="search" aria-label={t('registers.filters')}>
      <div className="filters">
        <LaterField
          isSearch
          label={t('registers.search')}
          hint={t('registers.searchHint')}
          value={search.q ?? ''}
          onChange={(q) => set({ q })}
        />
        <NativeSelect
          label={t('registers.state')}
          value={search.state ?? ''}
          onChange={(event) => set({ state: event.currentTarget.value })}
          data={[{ value: '', label: t('common.any') }, ...register.states.map(({ id, title }) => ({ value: id, label: text(title) }))]}
        />
        {near.map((field) => (
          <FieldFilter key={field.id} field={field} search={search} set={set} />
        ))}
        <NativeSelect
          label={t('registers.sort')}
          value={sort}
          onChange={(event) => set({ sort: event.currentTarget.value })}
          data={sorts}
        />
        <NativeSelect
          label={t('registers.order')}
          value={order}
          onChange={(event) => set({ order: event.currentTarget.value })}
          data={[
            { value: 'desc', label: t('registers.orders.desc') },
            { value: 'asc', label: t('registers.orders.asc') },
          ]}
        />
        {recordFilterCount(search) === 0 ? null : (
          <Button variant="subtle" size="compact-sm" className="filter-chip" onClick={() => void navigate({ search: {}, replace: true })}>
            {t('registers.clear')}
          </Button>
        )}
      </div>
      <details className="more-filters">
        <summary>{t('registers.moreFilters')}</summary>
        <div className="filters">
          {far.map((field) => (
            <FieldFilter key={field.id} field={field} search={search} set={set} />
          ))}
        </div>
      </details>
    </div>
  );
}
