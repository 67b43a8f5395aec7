import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { BULK_OUTCOMES, SYSTEM_STATES, WarningState } from '@ancam/contract';
import type { SystemState } from '@ancam/contract';
import { readPlaceSearch } from '../lib/place-search.ts';
import { readProposalSearch } from '../lib/proposal-search.ts';
import { compact, readCheckSearch, readOne, readText } from '../lib/list-search.ts';
import { readRecordSearch } from '../lib/registers.ts';
import { readAccountSearch, readCameraSearch, readChoice } from '../lib/search.ts';
import { readFigureSearch, readId, readUnitSearch } from '../lib/unit-search.ts';
import { Loading } from '../ui/states.tsx';
import { dutyRoutes } from './duty-routes.ts';
import { FaultPage, NotFoundPage } from './fault-page.tsx';
import { lawRoutes } from './law-routes.ts';
import { noticeRoutes } from './notice-routes.ts';
import { scanRoutes } from './scan-routes.ts';
import { appRoute, invitationRoute, loginRoute, rootRoute, setupRoute } from './root-routes.ts';
import { ACCOUNT_TABS, CAMERA_TABS, MODEL_TABS, SCAN_TABS } from './tabs.ts';

const dashboardRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../pages/dashboard.tsx'), 'DashboardPage'),
});
const scansRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/scans',
  component: lazyRouteComponent(() => import('../pages/scans.tsx'), 'ScansPage'),
});
const newScanRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/scans/new',
  validateSearch: (search): { authorisation?: string } =>
    typeof search.authorisation === 'string' ? { authorisation: search.authorisation } : {},
  component: lazyRouteComponent(() => import('../pages/scan-new.tsx'), 'NewScanPage'),
});
const scanRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/scans/$id',
  validateSearch: (search): { tab?: (typeof SCAN_TABS)[number]; kind?: 'cameras' | 'all' } => ({
    tab: readChoice(SCAN_TABS, search.tab),
    kind: readChoice(['cameras', 'all'], search.kind),
  }),
  component: lazyRouteComponent(() => import('../pages/scan.tsx'), 'ScanPage'),
});
const camerasRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/cameras',
  validateSearch: readCameraSearch,
  component: lazyRouteComponent(() => import('../pages/cameras.tsx'), 'CamerasPage'),
});
const newCameraRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/cameras/new',
  component: lazyRouteComponent(() => import('../pages/camera-new.tsx'), 'NewCameraPage'),
});
const cameraRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/cameras/$id',
  validateSearch: (search): { tab?: (typeof CAMERA_TABS)[number] } => ({ tab: readChoice(CAMERA_TABS, search.tab) }),
  component: lazyRouteComponent(() => import('../pages/camera.tsx'), 'CameraPage'),
});
const proposalsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/proposals',
  validateSearch: readProposalSearch,
  component: lazyRouteComponent(() => import('../pages/proposals.tsx'), 'ProposalsPage'),
});
const bulkChangesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/bulk-changes',
  component: lazyRouteComponent(() => import('../pages/bulk-changes.tsx'), 'BulkChangesPage'),
});
const bulkChangeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/bulk-changes/$id',
  validateSearch: (search): { outcome?: (typeof BULK_OUTCOMES)[number] } => compact({ outcome: readOne(BULK_OUTCOMES, search.outcome) }),
  component: lazyRouteComponent(() => import('../pages/bulk-change.tsx'), 'BulkChangePage'),
});
const authorisationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/authorisations',
  component: lazyRouteComponent(() => import('../pages/authorisations.tsx'), 'AuthorisationsPage'),
});
const newAuthorisationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/authorisations/new',
  component: lazyRouteComponent(() => import('../pages/authorisation-new.tsx'), 'NewAuthorisationPage'),
});
const authorisationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/authorisations/$id',
  component: lazyRouteComponent(() => import('../pages/authorisation.tsx'), 'AuthorisationPage'),
});
const registersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/registers',
  component: lazyRouteComponent(() => import('../pages/registers.tsx'), 'RegistersPage'),
});
const registerRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/registers/$register',
  validateSearch: readRecordSearch,
  component: lazyRouteComponent(() => import('../pages/register.tsx'), 'RegisterPage'),
});
const newRecordRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/registers/$register/new',
  component: lazyRouteComponent(() => import('../pages/record-new.tsx'), 'NewRecordPage'),
});
const recordRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/registers/$register/$id',
  component: lazyRouteComponent(() => import('../pages/record.tsx'), 'RecordPage'),
});
const importRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/import',
  component: lazyRouteComponent(() => import('../pages/import.tsx'), 'ImportPage'),
});
const importTablesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/import/table',
  component: lazyRouteComponent(() => import('../pages/import-tables.tsx'), 'ImportTablesPage'),
});
const importTableRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/import/table/$id',
  validateSearch: (search): { known?: true; code?: string } => ({
    ...(search.known === true ? { known: true } : {}),
    ...(typeof search.code === 'string' && search.code !== '' ? { code: search.code } : {}),
  }),
  component: lazyRouteComponent(() => import('../pages/import-table.tsx'), 'ImportTablePage'),
});
const knowledgeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/knowledge',
  validateSearch: (search): { tab?: 'checks' | 'regulations' | 'makers' | 'own'; q?: string } => ({
    tab: readChoice(['checks', 'regulations', 'makers', 'own'], search.tab),
    ...(typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {}),
  }),
  component: lazyRouteComponent(() => import('../pages/knowledge.tsx'), 'KnowledgePage'),
});
const auditRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('../pages/audit.tsx'), 'AuditPage'),
});
const placesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/places',
  validateSearch: readPlaceSearch,
  component: lazyRouteComponent(() => import('../pages/places.tsx'), 'PlacesPage'),
});
const systemsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/systems',
  validateSearch: (search): { state?: SystemState; q?: string } =>
    compact({ state: readOne(SYSTEM_STATES, search.state), q: readText(search.q) }),
  component: lazyRouteComponent(() => import('../pages/systems.tsx'), 'SystemsPage'),
});
const systemRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/systems/$id',
  component: lazyRouteComponent(() => import('../pages/system.tsx'), 'SystemPage'),
});
const sitesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/sites',
  component: lazyRouteComponent(() => import('../pages/sites.tsx'), 'SitesPage'),
});
const probesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/probes',
  component: lazyRouteComponent(() => import('../pages/probes.tsx'), 'ProbesPage'),
});
const modelsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/models',
  validateSearch: (search): { tab?: (typeof MODEL_TABS)[number]; q?: string } =>
    compact({ tab: readOne(MODEL_TABS, search.tab), q: readText(search.q) }),
  component: lazyRouteComponent(() => import('../pages/models.tsx'), 'ModelsPage'),
});
const modelRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/models/$id',
  component: lazyRouteComponent(() => import('../pages/model.tsx'), 'ModelPage'),
});
const warningsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/warnings',
  validateSearch: (search): { state?: WarningState; q?: string } =>
    compact({ state: readOne(WarningState.options, search.state), q: readText(search.q) }),
  component: lazyRouteComponent(() => import('../pages/warnings.tsx'), 'WarningsPage'),
});
const newWarningRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/warnings/new',
  component: lazyRouteComponent(() => import('../pages/warning-new.tsx'), 'NewWarningPage'),
});
const warningRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/warnings/$id',
  component: lazyRouteComponent(() => import('../pages/warning.tsx'), 'WarningPage'),
});
// Open to everybody, also without a session.
const checkRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/check',
  validateSearch: readCheckSearch,
  component: lazyRouteComponent(() => import('../pages/check.tsx'), 'CheckPage'),
});
const searchRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/search',
  validateSearch: (search): { q?: string } =>
    typeof search.q === 'string' || typeof search.q === 'number' ? { q: String(search.q).slice(0, 200) } : {},
  component: lazyRouteComponent(() => import('../pages/search.tsx'), 'SearchPage'),
});
const accountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/account',
  validateSearch: (search): { tab?: (typeof ACCOUNT_TABS)[number] } => ({ tab: readChoice(ACCOUNT_TABS, search.tab) }),
  component: lazyRouteComponent(() => import('../pages/account.tsx'), 'AccountPage'),
});
const accountsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/accounts',
  validateSearch: readAccountSearch,
  component: lazyRouteComponent(() => import('../pages/accounts.tsx'), 'AccountsPage'),
});
const newAccountRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/accounts/new',
  component: lazyRouteComponent(() => import('../pages/account-new.tsx'), 'NewAccountPage'),
});
const accountSheetRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/accounts/sheet',
  component: lazyRouteComponent(() => import('../pages/account-sheet.tsx'), 'AccountSheetPage'),
});
const unitsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/units',
  validateSearch: readUnitSearch,
  component: lazyRouteComponent(() => import('../pages/units.tsx'), 'UnitsPage'),
});
const newUnitRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/units/new',
  validateSearch: (search): { parent?: string } => {
    const parent = readId(search.parent);
    return parent === undefined ? {} : { parent };
  },
  component: lazyRouteComponent(() => import('../pages/unit-new.tsx'), 'NewUnitPage'),
});
const unitRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/units/$id',
  component: lazyRouteComponent(() => import('../pages/unit.tsx'), 'UnitPage'),
});
const figuresRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/figures',
  validateSearch: readFigureSearch,
  component: lazyRouteComponent(() => import('../pages/figures.tsx'), 'FiguresPage'),
});
const reorganisationsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reorganisations',
  component: lazyRouteComponent(() => import('../pages/reorganisations.tsx'), 'ReorganisationsPage'),
});
const newReorganisationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reorganisations/new',
  validateSearch: (search): { unit?: string; compensates?: string } => {
    const [unit, compensates] = [readId(search.unit), readId(search.compensates)];
    return { ...(unit === undefined ? {} : { unit }), ...(compensates === undefined ? {} : { compensates }) };
  },
  component: lazyRouteComponent(() => import('../pages/reorganisation-new.tsx'), 'NewReorganisationPage'),
});
const reorganisationRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reorganisations/$id',
  component: lazyRouteComponent(() => import('../pages/reorganisation.tsx'), 'ReorganisationPage'),
});
// Without a page of its own an address still shows the navigation.
const elsewhereRoute = createRoute({ getParentRoute: () => appRoute, path: '$', component: NotFoundPage });

const routeTree = rootRoute.addChildren([
  setupRoute,
  invitationRoute,
  loginRoute,
  checkRoute,
  appRoute.addChildren([
    dashboardRoute,
    scansRoute,
    newScanRoute,
    scanRoute,
    camerasRoute,
    newCameraRoute,
    cameraRoute,
    proposalsRoute,
    bulkChangesRoute,
    bulkChangeRoute,
    authorisationsRoute,
    newAuthorisationRoute,
    authorisationRoute,
    registersRoute,
    registerRoute,
    newRecordRoute,
    recordRoute,
    importRoute,
    importTablesRoute,
    importTableRoute,
    knowledgeRoute,
    placesRoute,
    unitsRoute,
    newUnitRoute,
    unitRoute,
    figuresRoute,
    ...dutyRoutes,
    reorganisationsRoute,
    newReorganisationRoute,
    reorganisationRoute,
    auditRoute,
    systemsRoute,
    systemRoute,
    ...lawRoutes,
    sitesRoute,
    probesRoute,
    modelsRoute,
    modelRoute,
    warningsRoute,
    newWarningRoute,
    warningRoute,
    searchRoute,
    accountRoute,
    ...noticeRoutes,
    ...scanRoutes,
    accountsRoute,
    newAccountRoute,
    accountSheetRoute,
    elsewhereRoute,
  ]),
]);

/** All pages. Each loads its own code when first opened. */
export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultErrorComponent: FaultPage,
  defaultPendingComponent: () => <Loading rows={6} />,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
