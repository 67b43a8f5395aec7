import { UnstyledButton } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import {
  IconAlertOctagon,
  IconBook2,
  IconBooks,
  IconCalendarCheck,
  IconCalendarRepeat,
  IconChartBar,
  IconChevronDown,
  IconChevronRight,
  IconClipboardCheck,
  IconCpu,
  IconDeviceCctv,
  IconFileCertificate,
  IconFileImport,
  IconFolders,
  IconHierarchy2,
  IconHistory,
  IconInbox,
  IconLayoutDashboard,
  IconListCheck,
  IconListSearch,
  IconMail,
  IconMap2,
  IconRadar2,
  IconReportAnalytics,
  IconRouter,
  IconSitemap,
  IconStack2,
  IconTableImport,
  IconTopologyStar,
  IconTransform,
  IconUsers,
} from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { useSession } from '../lib/session.ts';
import { NavItem } from '../ui/link.tsx';
import { ProposalBadge } from '../ui/proposals/proposal-badge.tsx';

const GROUPS = [
  {
    key: 'work',
    places: [
      { to: '/', key: 'dashboard', icon: IconLayoutDashboard, permission: 'camera.read' },
      { to: '/duties', key: 'duties', icon: IconListCheck, permission: 'record.read' },
      { to: '/notices', key: 'notices', icon: IconInbox, permission: 'own.manage' },
      { to: '/cameras', key: 'cameras', icon: IconDeviceCctv, permission: 'camera.read' },
      { to: '/proposals', key: 'proposals', icon: IconClipboardCheck, permission: 'camera.read' },
      { to: '/scans', key: 'scans', icon: IconRadar2, permission: 'scan.read' },
      { to: '/schedules', key: 'schedules', icon: IconCalendarRepeat, permission: 'scan.read' },
      { to: '/probes', key: 'probes', icon: IconRouter, permission: 'scan.read' },
      { to: '/authorisations', key: 'authorisations', icon: IconFileCertificate, permission: 'authorisation.read' },
      { to: '/import', key: 'import', icon: IconFileImport, permission: 'scan.run' },
      { to: '/import/table', key: 'importTable', icon: IconTableImport, permission: 'camera.write' },
    ],
  },
  {
    key: 'register',
    places: [
      { to: '/systems', key: 'systems', icon: IconTopologyStar, permission: 'system.read' },
      { to: '/levels', key: 'levels', icon: IconStack2, permission: 'system.read' },
      { to: '/dossiers', key: 'dossiers', icon: IconFolders, permission: 'system.read' },
      { to: '/plans', key: 'plans', icon: IconListCheck, permission: 'system.read' },
      { to: '/checks', key: 'checks', icon: IconCalendarCheck, permission: 'system.read' },
      { to: '/documents', key: 'documents', icon: IconHierarchy2, permission: 'record.read' },
      { to: '/registers', key: 'registers', icon: IconBooks, permission: 'record.read' },
      { to: '/models', key: 'models', icon: IconCpu, permission: 'session' },
    ],
  },
  {
    key: 'bodies',
    places: [
      { to: '/units', key: 'units', icon: IconSitemap, permission: 'unit.read' },
      { to: '/places', key: 'places', icon: IconMap2, permission: 'session' },
      { to: '/reorganisations', key: 'reorganisations', icon: IconTransform, permission: 'unit.read' },
    ],
  },
  {
    key: 'authority',
    places: [
      { to: '/reports', key: 'reports', icon: IconReportAnalytics, permission: 'report.read' },
      { to: '/figures', key: 'figures', icon: IconChartBar, permission: 'camera.read' },
      { to: '/warnings', key: 'warnings', icon: IconAlertOctagon, permission: 'session' },
      { to: '/check', key: 'check', icon: IconListSearch, permission: 'session' },
      { to: '/knowledge', key: 'knowledge', icon: IconBook2, permission: 'session' },
    ],
  },
  {
    key: 'administration',
    places: [
      { to: '/accounts', key: 'accounts', icon: IconUsers, permission: 'account.read' },
      { to: '/mails', key: 'mails', icon: IconMail, permission: 'account.read' },
      { to: '/audit', key: 'audit', icon: IconHistory, permission: 'audit.read' },
    ],
  },
] as const;

type NavGroup = (typeof GROUPS)[number];
type Place = NavGroup['places'][number];

/** Places whose address other places begin with. */
const EXACT: ReadonlySet<string> = new Set(['/', '/import']);

function isAt(path: string, to: string): boolean {
  return path === to || (!EXACT.has(to) && path.startsWith(`${to}/`));
}

interface GroupProps {
  readonly group: NavGroup;
  readonly places: readonly Place[];
  readonly closed: boolean;
  readonly toggle: () => void;
  readonly close: () => void;
}

/** Places under a heading. A closed group still shows the page one is on. */
function NavGroupList({ group, places, closed, toggle, close }: GroupProps): ReactNode {
  const { t } = useTranslation();
  const id = useId();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const shown = places.filter(({ to }) => !closed || isAt(path, to));
  const Chevron = closed ? IconChevronRight : IconChevronDown;
  return (
    <div role="group" aria-labelledby={id}>
      <UnstyledButton id={id} className="nav-heading" aria-expanded={!closed} onClick={toggle}>
        <span>{t(`nav.group.${group.key}`)}</span>
        <Chevron size={14} aria-hidden />
      </UnstyledButton>
      {shown.map((place) => (
        <NavItem
          key={place.to}
          to={place.to}
          label={t(`nav.${place.key}`)}
          leftSection={<place.icon size={18} aria-hidden />}
          rightSection={place.key === 'proposals' ? <ProposalBadge /> : undefined}
          activeOptions={{ exact: EXACT.has(place.to), includeSearch: false }}
          activeProps={{ active: true }}
          onClick={close}
        />
      ))}
    </div>
  );
}

/** All places that the reader may go to, under headings that can be closed; this browser remembers which. */
export function Navigation({ close }: { readonly close: () => void }): ReactNode {
  const { can } = useSession();
  const [closed, setClosed] = useLocalStorage<readonly string[]>({
    key: 'ancam-nav-closed',
    defaultValue: [],
    getInitialValueInEffect: false,
  });
  return GROUPS.map((group) => {
    const places: readonly Place[] = group.places;
    const open = places.filter(({ permission }) => permission === 'session' || can(permission));
    const isClosed = closed.includes(group.key);
    const toggle = (): void => setClosed(isClosed ? closed.filter((key) => key !== group.key) : [...closed, group.key]);
    return open.length === 0 ? null : (
      <NavGroupList key={group.key} group={group} places={open} closed={isClosed} toggle={toggle} close={close} />
    );
  });
}
