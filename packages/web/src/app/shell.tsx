import { AppShell, Burger, Button, Group, Menu, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconAlertOctagon,
  IconBook2,
  IconCpu,
  IconListSearch,
  IconBooks,
  IconTopologyStar,
  IconChartBar,
  IconClipboardCheck,
  IconDeviceCctv,
  IconFileCertificate,
  IconFileImport,
  IconHistory,
  IconKeyboard,
  IconLayoutDashboard,
  IconLogout,
  IconMap2,
  IconRadar2,
  IconTableImport,
  IconSitemap,
  IconTransform,
  IconUserCircle,
  IconUserCog,
  IconUsers,
} from '@tabler/icons-react';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { call } from '../lib/api.ts';
import { dropSession, useSession } from '../lib/session.ts';
import { ActingMenu, ActingNotice } from '../ui/acting-menu.tsx';
import { NavItem } from '../ui/link.tsx';
import { ProposalBadge } from '../ui/proposals/proposal-badge.tsx';
import { LanguageSwitch, SchemeSwitch } from './preferences.tsx';
import { SearchBox } from './search-box.tsx';
import { Shortcuts } from './shortcuts.tsx';

const PLACES = [
  { to: '/', key: 'dashboard', icon: IconLayoutDashboard, permission: 'camera.read' },
  { to: '/cameras', key: 'cameras', icon: IconDeviceCctv, permission: 'camera.read' },
  { to: '/proposals', key: 'proposals', icon: IconClipboardCheck, permission: 'camera.read' },
  { to: '/systems', key: 'systems', icon: IconTopologyStar, permission: 'system.read' },
  { to: '/models', key: 'models', icon: IconCpu, permission: 'session' },
  { to: '/warnings', key: 'warnings', icon: IconAlertOctagon, permission: 'session' },
  { to: '/check', key: 'check', icon: IconListSearch, permission: 'session' },
  { to: '/units', key: 'units', icon: IconSitemap, permission: 'unit.read' },
  { to: '/figures', key: 'figures', icon: IconChartBar, permission: 'camera.read' },
  { to: '/reorganisations', key: 'reorganisations', icon: IconTransform, permission: 'unit.read' },
  { to: '/scans', key: 'scans', icon: IconRadar2, permission: 'scan.read' },
  { to: '/authorisations', key: 'authorisations', icon: IconFileCertificate, permission: 'authorisation.read' },
  { to: '/registers', key: 'registers', icon: IconBooks, permission: 'record.read' },
  { to: '/import', key: 'import', icon: IconFileImport, permission: 'scan.run' },
  { to: '/import/table', key: 'importTable', icon: IconTableImport, permission: 'camera.write' },
  { to: '/knowledge', key: 'knowledge', icon: IconBook2, permission: 'session' },
  { to: '/places', key: 'places', icon: IconMap2, permission: 'session' },
  { to: '/accounts', key: 'accounts', icon: IconUsers, permission: 'account.read' },
  { to: '/audit', key: 'audit', icon: IconHistory, permission: 'audit.read' },
] as const;

function Navigation({ close }: { readonly close: () => void }): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  return (
    <>
      {PLACES.filter((place) => place.permission === 'session' || can(place.permission)).map((place) => (
        <NavItem
          key={place.to}
          to={place.to}
          label={t(`nav.${place.key}`)}
          leftSection={<place.icon size={18} aria-hidden />}
          rightSection={place.key === 'proposals' ? <ProposalBadge /> : undefined}
          activeOptions={{ exact: place.to === '/' || place.to === '/import', includeSearch: false }}
          activeProps={{ active: true }}
          onClick={close}
        />
      ))}
    </>
  );
}

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
            <Text fw={700} component="span">
              AnCam
            </Text>
            <Text size="sm" c="dimmed" truncate visibleFrom="sm" component="span">
              {account?.unit.name}
            </Text>
          </Group>
          <Group gap={6} wrap="nowrap">
            {can('camera.read') ? <SearchBox /> : null}
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
          <ActingNotice />
          <Outlet />
        </div>
      </AppShell.Main>
      <Shortcuts opened={helping} open={help.open} close={help.close} />
    </AppShell>
  );
}
