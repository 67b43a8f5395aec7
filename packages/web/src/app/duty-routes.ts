import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readDutyItemSearch, readDutySearch } from '../lib/duty-search.ts';
import { appRoute } from './root-routes.ts';

const dutiesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/duties',
  validateSearch: readDutySearch,
  component: lazyRouteComponent(() => import('../pages/duties.tsx'), 'DutiesPage'),
});
const dutyRollupRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/duties/rollup',
  validateSearch: readDutySearch,
  component: lazyRouteComponent(() => import('../pages/duty-rollup.tsx'), 'DutyRollupPage'),
});
const dutyMapRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/duties/map',
  validateSearch: readDutySearch,
  component: lazyRouteComponent(() => import('../pages/duty-map.tsx'), 'DutyMapPage'),
});
const dutyRowsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/duties/rows',
  validateSearch: readDutySearch,
  component: lazyRouteComponent(() => import('../pages/duty-rows.tsx'), 'DutyRowsPage'),
});
const dutyDaysRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/duties/days',
  component: lazyRouteComponent(() => import('../pages/duty-days.tsx'), 'DutyDaysPage'),
});
const dutyObjectsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/duties/objects',
  validateSearch: readDutyItemSearch,
  component: lazyRouteComponent(() => import('../pages/duty-objects.tsx'), 'DutyObjectsPage'),
});
const dutyObjectRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/duties/objects/$id',
  component: lazyRouteComponent(() => import('../pages/duty-object.tsx'), 'DutyObjectPage'),
});
/** The pages of duties. */
export const dutyRoutes = [
  dutiesRoute,
  dutyRollupRoute,
  dutyMapRoute,
  dutyRowsRoute,
  dutyDaysRoute,
  dutyObjectsRoute,
  dutyObjectRoute,
] as const;
