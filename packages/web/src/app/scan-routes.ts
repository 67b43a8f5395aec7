import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './root-routes.ts';

const schedulesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/schedules',
  component: lazyRouteComponent(() => import('../pages/schedules.tsx'), 'SchedulesPage'),
});
const newScheduleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/schedules/new',
  component: lazyRouteComponent(() => import('../pages/schedule-new.tsx'), 'NewSchedulePage'),
});
const scheduleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/schedules/$id',
  component: lazyRouteComponent(() => import('../pages/schedule.tsx'), 'SchedulePage'),
});
const editScheduleRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/schedules/$id/edit',
  component: lazyRouteComponent(() => import('../pages/schedule-edit.tsx'), 'EditSchedulePage'),
});

/** Pages of scans that recur. */
export const scanRoutes = [schedulesRoute, newScheduleRoute, scheduleRoute, editScheduleRoute] as const;
