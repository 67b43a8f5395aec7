import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readCheckListSearch, readShortcomingSearch, readSystemCheckSearch } from '../lib/check-search.ts';
import { readDocumentSearch } from '../lib/document-search.ts';
import { readDossierSearch } from '../lib/dossier-search.ts';
import { readLevelSearch } from '../lib/levels.ts';
import { compact, readText } from '../lib/list-search.ts';
import { readPlanItemSearch, readPlanSearch } from '../lib/plan-search.ts';
import { readCoverageSearch, readNewReportSearch, readReportSearch } from '../lib/report-search.ts';
import { appRoute } from './root-routes.ts';

const levelsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/levels',
  validateSearch: readLevelSearch,
  component: lazyRouteComponent(() => import('../pages/levels.tsx'), 'LevelsPage'),
});
const systemLevelRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/systems/$id/level',
  component: lazyRouteComponent(() => import('../pages/level.tsx'), 'SystemLevelPage'),
});
const groupLevelRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/camera-groups/$id/level',
  component: lazyRouteComponent(() => import('../pages/level.tsx'), 'GroupLevelPage'),
});
const checksRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/checks',
  validateSearch: readCheckListSearch,
  component: lazyRouteComponent(() => import('../pages/checks.tsx'), 'ChecksPage'),
});
const systemChecksRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/checks/all',
  validateSearch: readSystemCheckSearch,
  component: lazyRouteComponent(() => import('../pages/system-checks.tsx'), 'SystemChecksPage'),
});
const shortcomingsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/checks/shortcomings',
  validateSearch: readShortcomingSearch,
  component: lazyRouteComponent(() => import('../pages/shortcomings.tsx'), 'ShortcomingsPage'),
});
const systemCheckRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/checks/$id',
  component: lazyRouteComponent(() => import('../pages/system-check.tsx'), 'SystemCheckPage'),
});
const documentsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/documents',
  validateSearch: readDocumentSearch,
  component: lazyRouteComponent(() => import('../pages/documents.tsx'), 'DocumentsPage'),
});
const documentRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/documents/$id',
  component: lazyRouteComponent(() => import('../pages/document.tsx'), 'DocumentPage'),
});
const dossiersRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/dossiers',
  validateSearch: readDossierSearch,
  component: lazyRouteComponent(() => import('../pages/dossiers.tsx'), 'DossiersPage'),
});
const dossierRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/dossiers/$id',
  component: lazyRouteComponent(() => import('../pages/dossier.tsx'), 'DossierPage'),
});
const plansRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/plans',
  validateSearch: readPlanSearch,
  component: lazyRouteComponent(() => import('../pages/plans.tsx'), 'PlansPage'),
});
const planRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/plans/$id',
  validateSearch: readPlanItemSearch,
  component: lazyRouteComponent(() => import('../pages/plan.tsx'), 'PlanPage'),
});
const reportsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports',
  validateSearch: readReportSearch,
  component: lazyRouteComponent(() => import('../pages/reports.tsx'), 'ReportsPage'),
});
const newReportRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/new',
  validateSearch: readNewReportSearch,
  component: lazyRouteComponent(() => import('../pages/report-new.tsx'), 'NewReportPage'),
});
const reportCoverageRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/coverage',
  validateSearch: readCoverageSearch,
  component: lazyRouteComponent(() => import('../pages/report-coverage.tsx'), 'ReportCoveragePage'),
});
const reportRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/reports/$id',
  validateSearch: (search): { figure?: string } => compact({ figure: readText(search.figure) }),
  component: lazyRouteComponent(() => import('../pages/report.tsx'), 'ReportPage'),
});

/** Pages of what the law asks for: levels, dossiers, plans, reports. */
export const lawRoutes = [
  levelsRoute,
  systemLevelRoute,
  groupLevelRoute,
  checksRoute,
  systemChecksRoute,
  shortcomingsRoute,
  systemCheckRoute,
  documentsRoute,
  documentRoute,
  dossiersRoute,
  dossierRoute,
  plansRoute,
  planRoute,
  reportsRoute,
  newReportRoute,
  reportCoverageRoute,
  reportRoute,
] as const;
