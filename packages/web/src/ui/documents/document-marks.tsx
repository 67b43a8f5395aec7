import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconInbox,
  IconMailForward,
  IconReportAnalytics,
  IconSend,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { registerOf } from '@ancam/contract';
import type { DeliveryCounts, DeliveryState, DocumentNode } from '@ancam/contract';
import { useText } from '../../lib/language.ts';
import { Tag } from '../badges.tsx';

const LOOK = {
  planned: { tone: 'info', icon: IconCircleDashed },
  sent: { tone: 'busy', icon: IconSend },
  overdue: { tone: 'critical', icon: IconAlertTriangle },
  received: { tone: 'low', icon: IconInbox },
  acted: { tone: 'good', icon: IconCircleCheck },
} as const;

/** How far a document has come with a recipient. */
export function DeliveryTag({ state }: { readonly state: DeliveryState }): ReactNode {
  const { t } = useTranslation();
  return <Tag {...LOOK[state]}>{t(`documents.states.${state}`)}</Tag>;
}

/** How far a document has come with all its recipients, with the denominator. */
export function DeliveryProgress({ counts }: { readonly counts: DeliveryCounts }): ReactNode {
  const { t } = useTranslation();
  const { total, received, acted, planned, late } = counts;
  const parts = [
    ...(total === 0 ? [] : [t('documents.counts', { total, received, acted })]),
    ...(planned === 0 ? [] : [t('documents.planned', { count: planned })]),
  ];
  return (
    <span className="breakable">
      {parts.length === 0 ? t('documents.nobody') : parts.join(' · ')}{' '}
      {late === 0 ? null : (
        <Tag tone="critical" icon={IconAlertTriangle}>
          {t('documents.late', { count: late })}
        </Tag>
      )}
    </span>
  );
}

/** The kind of a document, whether it reports back, and whether another unit sent it. */
export function DocumentTags({ node }: { readonly node: DocumentNode }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const field = registerOf('documents')?.fields.find(({ id }) => id === 'documentType');
  const kind = field?.choices?.find(({ id }) => id === node.documentType);
  return (
    <>
      {kind === undefined ? null : <span className="plan-bar-rest">{text(kind.title)}</span>}{' '}
      {node.report ? (
        <Tag tone="info" icon={IconReportAnalytics}>
          {t('documents.report')}
        </Tag>
      ) : null}{' '}
      {node.sentHere ? (
        <Tag tone="low" icon={IconMailForward}>
          {t('documents.sentHere')}
        </Tag>
      ) : null}
    </>
  );
}
