import { createRootRoute, createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { queryClient } from '../lib/api.ts';
import { safeReturn } from '../lib/search.ts';
import { sessionQuery } from '../lib/session.ts';
import { NotFoundPage } from './fault-page.tsx';
import { RootFrame } from './root-frame.tsx';

export const rootRoute = createRootRoute({ component: RootFrame, notFoundComponent: NotFoundPage });

export const setupRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyRouteComponent(() => import('../pages/setup.tsx'), 'SetupPage'),
});

export const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyRouteComponent(() => import('../pages/invitation.tsx'), 'InvitationPage'),
});

export const loginRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/login',
  validateSearch: (search): { back?: string; fault?: 'sign-on' } => {
    const back = safeReturn(search.back);
    return { ...(back === undefined ? {} : { back }), ...(search.fault === 'sign-on' ? { fault: 'sign-on' } : {}) };
  },
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session.setupNeeded) redirect({ to: '/setup', throw: true });
    if (session.account !== null) redirect({ to: '/', throw: true });
  },
  component: lazyRouteComponent(() => import('../pages/login.tsx'), 'LoginPage'),
});

export const appRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'app',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    if (session.setupNeeded) redirect({ to: '/setup', throw: true });
    if (session.account === null) redirect({ to: '/login', search: location.href === '/' ? {} : { back: location.href }, throw: true });
    if (session.step === 'enrol' && location.pathname !== '/account') redirect({ to: '/account', throw: true });
  },
  component: lazyRouteComponent(() => import('./shell.tsx'), 'Shell'),
});
