import { AppShell, Burger, Button, Group, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKeyboard, IconLogout, IconUserCircle, IconUserCog } from '@tabler/icons-react';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { call } from '../lib/api.ts';
import { dropSession, useSession } from '../lib/session.ts';
import { ActingMenu, ActingNotice } from '../ui/acting-menu.tsx';
import { NoticeBell } from '../ui/notices/notice-bell.tsx';
import { DemoNotice } from './demo-notice.tsx';
import { Navigation } from './navigation.tsx';
import { LanguageSwitch, SchemeSwitch } from './preferences.tsx';
import { SearchBox } from './search-box.tsx';
import { Shortcuts } from './shortcuts.tsx';

function AccountMenu({ onHelp }: { readonly onHelp: () => void }): ReactNode {
  const { t } = useTranslation();
  const { account } = useSession();
  const navigate = useNavigate();
  async function leave(): Promise<void> {
    await call(api.logout).catch(() => undefined);
    dropSession();
    await navigate({ to: '/login' });
  }
  if (account === null) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconUserCircle size={16} aria-hidden />}
          aria-label={`${t('header.account')}: ${account.displayName}`}
          className="account-button"
        >
          <span className="account-name">{account.displayName}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {account.login} · {t(`role.${account.role}`)}
        </Menu.Label>
        <Menu.Item leftSection={<IconUserCog size={16} aria-hidden />} onClick={() => void navigate({ to: '/account' })}>
          {t('ownAccount.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconKeyboard size={16} aria-hidden />} onClick={onHelp}>
          {t('shortcuts.title')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void leave()}>
          {t('header.logout')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Frame of all pages behind the sign-in: header, navigation, content. */
export function Shell(): ReactNode {
  const { t } = useTranslation();
  const [opened, { toggle, close }] = useDisclosure(false);
  const [helping, help] = useDisclosure(false);
  const { account, session, can } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const drawn = useRef(path);
  useEffect(() => {
    if (drawn.current === path) return;
    drawn.current = path;
    close();
    // A reader or keyboard goes on in the new page, not in the link that was left.
    document.querySelector<HTMLElement>('#content')?.focus({ preventScroll: true });
  }, [path, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'sm', sm: 'lg' }}
    >
      <a href="#content" className="skip-link">
        {t('header.skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="sm" justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap" miw={0}>
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('header.menu')} aria-expanded={opened} />
            <img src="/icon.svg" alt="" width={26} height={26} />
            <Text fw={700} component="span" className="brand-name">
              AnCam
            </Text>
            <Text size="sm" c="dimmed" truncate visibleFrom="sm" component="span">
              {account?.unit.name}
            </Text>
          </Group>
          <Group gap={6} wrap="nowrap">
            {can('camera.read') ? <SearchBox /> : null}
            <NoticeBell />
            <LanguageSwitch />
            <SchemeSwitch />
            <ActingMenu />
            <AccountMenu onHelp={help.open} />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs" component="nav" aria-label={t('header.navigation')}>
        <AppShell.Section grow className="navigation">
          <Navigation close={close} />
        </AppShell.Section>
        <AppShell.Section>
          <Text size="xs" c="dimmed" px="sm" py="xs">
            {t('header.version', { software: session?.software ?? '', knowledge: session?.knowledge.slice(0, 8) ?? '' })}
          </Text>
        </AppShell.Section>
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1}>
        <div className="content">
          <DemoNotice />
          <ActingNotice />
          <Outlet />
        </div>
      </AppShell.Main>
      <Shortcuts opened={helping} open={help.open} close={help.close} />
    </AppShell>
  );
}
