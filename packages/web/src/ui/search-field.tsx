import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';

const PAUSE_MS = 250;

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  /** The text as it stands in the address. */
  readonly value: string;
  readonly onChange: (text: string) => void;
}

/** A field to search a list by, a moment after the last key. */
export function SearchField({ label, placeholder, value, onChange }: SearchFieldProps): ReactNode {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  const [sent, setSent] = useState(value);
  const later = useDebouncedCallback((text: string) => {
    setSent(text.trim());
    onChange(text);
  }, PAUSE_MS);
  // Follows the address when it changes by other means, and leaves alone what is being typed.
  if (shown !== value) {
    setShown(value);
    if (value !== sent) setTyped(value);
  }
  return (
    <TextInput
      type="search"
      data-search
      className="filter-search"
      label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}
