import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';

/** The search over everything, on every page; on a phone a button that leads to its page. The key `/` comes here where a page has no search of its own. */
export function SearchBox(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const here = useRouterState({ select: ({ location }) => (location.pathname === '/search' ? (location.search.q ?? '') : '') });
  const [shown, setShown] = useState(here);
  const [typed, setTyped] = useState(here);
  if (shown !== here) {
    setShown(here);
    setTyped(here);
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    void navigate({ to: '/search', search: typed.trim() === '' ? {} : { q: typed.trim() } });
  }
  return (
    <>
      <form role="search" aria-label={t('search.open')} onSubmit={submit} className="header-search">
        <TextInput
          type="search"
          size="sm"
          data-search-all
          aria-label={t('search.open')}
          placeholder={t('search.open')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </form>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        hiddenFrom="sm"
        aria-label={t('search.open')}
        onClick={() => void navigate({ to: '/search', search: {} })}
      >
        <IconSearch size={18} aria-hidden />
      </ActionIcon>
    </>
  );
}
