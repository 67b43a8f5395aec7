import { Kbd, Modal, Table } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';

const SEQUENCE_MS = 1200;
const PAGES = { d: '/', c: '/cameras', p: '/proposals', n: '/notices', s: '/scans', i: '/import', k: '/knowledge' } as const;
const KEYS = ['search', 'd', 'c', 'p', 'n', 's', 'i', 'k', 'help'] as const;
const SHOWN = {
  search: ['/'],
  d: ['g', 'd'],
  c: ['g', 'c'],
  p: ['g', 'p'],
  n: ['g', 'n'],
  s: ['g', 's'],
  i: ['g', 'i'],
  k: ['g', 'k'],
  help: ['?'],
} as const;

/** Whether the key belongs to a field. Switches and boxes take no letters, so shortcuts work while one has the focus. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return !/^(radio|checkbox|button|submit|file)$/.test(target.type);
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName));
}

function pageOf(key: string): (typeof PAGES)[keyof typeof PAGES] | undefined {
  return key in PAGES ? PAGES[key as keyof typeof PAGES] : undefined; // the test before makes it a key
}

function focusSearch(event: KeyboardEvent): void {
  const field = document.querySelector<HTMLInputElement>('[data-search]') ?? document.querySelector<HTMLInputElement>('[data-search-all]');
  if (field === null) return;
  event.preventDefault();
  field.focus();
  field.select();
}

interface ShortcutsProps {
  readonly opened: boolean;
  readonly open: () => void;
  readonly close: () => void;
}

/** Keys for those who work here all day: `/` search, `g` and a letter for a page, `?` the list of them. */
export function Shortcuts({ opened, open, close }: ShortcutsProps): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const started = useRef(0);
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      const page = Date.now() - started.current < SEQUENCE_MS ? pageOf(event.key) : undefined;
      started.current = event.key === 'g' ? Date.now() : 0;
      if (page !== undefined) void navigate({ to: page });
      else if (event.key === '/') focusSearch(event);
      else if (event.key === '?') open();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [navigate, open]);
  return (
    <Modal opened={opened} onClose={close} title={t('shortcuts.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <Table>
        <Table.Tbody>
          {KEYS.map((key) => (
            <Table.Tr key={key}>
              <Table.Td>
                {SHOWN[key].map((each) => (
                  <Kbd key={each} mr={4}>
                    {each}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{t(`shortcuts.${key}`)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
