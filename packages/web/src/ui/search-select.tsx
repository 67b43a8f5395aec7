import { Loader, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';

/** A value with what people read. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SearchSelectProps {
  readonly label: string;
  readonly description?: string | undefined;
  readonly placeholder?: string | undefined;
  /** Offered in this order; of a value given twice the last counts. */
  readonly choices: readonly Choice[];
  readonly value: string | null;
  readonly loading: boolean;
  /** What is typed: whoever uses this looks for it. */
  readonly onTyped: (text: string) => void;
  readonly onChoose: (value: string | null, choice: Choice | undefined) => void;
}

/** Chooses one of what the server has found for what is typed. */
export function SearchSelect(props: SearchSelectProps): ReactNode {
  const { label, description, placeholder, choices, value, loading, onTyped, onChoose } = props;
  const { t } = useTranslation();
  const data = [...new Map(choices.map((each) => [each.value, each])).values()];
  return (
    <Select
      label={label}
      {...(description === undefined ? {} : { description })}
      placeholder={placeholder ?? t('picker.hint')}
      nothingFoundMessage={t('picker.nothing')}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t('picker.clear', { label }) }}
      data={data}
      filter={({ options }) => options}
      value={value}
      rightSection={loading ? <Loader size={14} /> : undefined}
      onSearchChange={onTyped}
      onChange={(chosen) => {
        onChoose(
          chosen,
          data.find((each) => each.value === chosen),
        );
      }}
    />
  );
}
