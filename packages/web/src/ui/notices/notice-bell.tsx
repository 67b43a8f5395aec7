import { VisuallyHidden } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../../lib/api.ts';
import { useSession } from '../../lib/session.ts';
import { TextLink } from '../link.tsx';
import './notices.css';

const ASK_MS = 60_000;
const MOST_SHOWN = 99;

/** The way to the inbox, with how many notices are unread. */
export function NoticeBell(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const counted = useRead(api.countNotices, {}, { enabled: can('own.manage'), every: () => ASK_MS });
  if (!can('own.manage')) return null;
  const unread = counted.data?.unread ?? 0;
  return (
    <TextLink to="/notices" className="bell" data-testid="bell">
      <IconBell size={20} aria-hidden />
      {unread === 0 ? null : (
        <span className="bell-count" aria-hidden>
          {unread > MOST_SHOWN ? `${MOST_SHOWN}+` : unread}
        </span>
      )}
      <VisuallyHidden>{t('notices.bell', { count: unread })}</VisuallyHidden>
    </TextLink>
  );
}
