import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { MailKind, MailState, NoticeKind, NoticeSeverity, NoticeState } from '@ancam/contract';
import type { MailFilter, NoticeFilter } from '@ancam/contract';
import { compact, readOne } from '../lib/list-search.ts';
import { appRoute } from './root-routes.ts';

const noticesRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/notices',
  validateSearch: (search): NoticeFilter =>
    compact({
      state: readOne(NoticeState.options, search.state),
      kind: readOne(NoticeKind.options, search.kind),
      severity: readOne(NoticeSeverity.options, search.severity),
    }),
  component: lazyRouteComponent(() => import('../pages/notices.tsx'), 'NoticesPage'),
});
const mailsRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/mails',
  validateSearch: (search): MailFilter =>
    compact({ state: readOne(MailState.options, search.state), kind: readOne(MailKind.options, search.kind) }),
  component: lazyRouteComponent(() => import('../pages/mails.tsx'), 'MailsPage'),
});

/** Pages of what one is told, and of the mails that tell it. */
export const noticeRoutes = [noticesRoute, mailsRoute] as const;
