import { Button, Group, Text } from '@mantine/core';
import { IconAlertOctagon, IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Notice, NoticeState } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useText } from '../../lib/language.ts';
import { Tag } from '../badges.tsx';
import { HrefLink } from '../link.tsx';

const LOOK = {
  urgent: ['critical', IconAlertOctagon],
  attention: ['medium', IconAlertTriangle],
  info: ['info', IconInfoCircle],
} as const;

/** What can still be done with a notice that stands so. */
const NEXT: Readonly<Record<NoticeState, readonly NoticeState[]>> = {
  unread: ['read', 'done'],
  read: ['unread', 'done'],
  done: ['unread'],
};

interface NoticeItemProps {
  readonly notice: Notice;
  readonly mark: (as: NoticeState) => void;
}

/** A notice with where it leads. Following it is reading it. */
export function NoticeItem({ notice, mark }: NoticeItemProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [tone, icon] = LOOK[notice.severity];
  return (
    <li className="notice" data-state={notice.state} data-testid="notice">
      <div>
        <Group gap="xs" mb={4}>
          <Tag tone={tone} icon={icon}>
            {t(`notices.severities.${notice.severity}`)}
          </Tag>
          <Text size="sm" c="dimmed" component="span">
            {t(`notices.kinds.${notice.kind}`)} · {t(`notices.states.${notice.state}`)}
          </Text>
        </Group>
        <HrefLink
          href={notice.link}
          className="notice-title breakable"
          onFollow={notice.state === 'unread' ? () => mark('read') : undefined}
        >
          {text(notice.title)}
        </HrefLink>
        <Text size="sm" className="breakable">
          {text(notice.text)}
        </Text>
      </div>
      <div className="notice-side">
        <Text size="sm" c="dimmed" className="no-wrap">
          {formatDateTime(notice.createdAt)}
        </Text>
        <Group gap={6}>
          {NEXT[notice.state].map((as) => (
            <Button key={as} size="compact-sm" variant="default" onClick={() => mark(as)}>
              {t(`notices.mark.${as}`)}
            </Button>
          ))}
        </Group>
      </div>
    </li>
  );
}
