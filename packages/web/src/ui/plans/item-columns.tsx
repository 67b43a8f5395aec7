import { Button, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowsDiff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { PlanDetail, PlanItem } from '@ancam/contract';
import { formatDay } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { Tag } from '../badges.tsx';
import type { Column } from '../data-table.tsx';
import { ItemLinks } from './item-links.tsx';
import { AnswerTag } from './plan-marks.tsx';

/** What a requirement asks, with its places and how its meaning was found. */
export function ItemTitle({ item }: { readonly item: PlanItem }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="breakable">
      <Text component="div" size="sm" fw={600}>
        <span className="no-wrap">{item.requirement}</span> {text(item.title)}
      </Text>
      <details>
        <summary>{t('plans.clause')}</summary>
        <Text size="sm">{text(item.summary)}</Text>
        <Text size="xs" c="dimmed">
          {[text(item.row), item.clause === null ? '' : `TCVN 11930:2017, ${item.clause}`].filter(Boolean).join(' · ')}
        </Text>
        <Text size="xs" c="dimmed">
          {t(item.basis === 'text' ? 'plans.basis.text' : 'plans.basis.inferred')}
        </Text>
        {item.cameras === 'none' ? null : (
          <Text size="xs" c="dimmed">
            {t('plans.cameras')}: {text(item.camerasWhy)}
          </Text>
        )}
      </details>
      {item.change === null ? null : (
        <div>
          <Tag tone="medium" icon={IconArrowsDiff}>
            {t(`plans.change.${item.change}`)}
          </Tag>{' '}
          {item.answeredBefore === null ? null : (
            <Text span size="xs" c="dimmed">
              {t('plans.before', { answer: t(`plans.answers.${item.answeredBefore}`) })}
            </Text>
          )}
        </div>
      )}
    </div>
  );
}

function Roadmap({ item }: { readonly item: PlanItem }): ReactNode {
  const { t } = useTranslation();
  const lines = [item.reason, item.way, item.owner, item.budget?.title, item.remark].filter((line) => line !== undefined && line !== '');
  return (
    <div className="breakable">
      {item.dueOn === null ? null : (
        <div className="no-wrap">
          {formatDay(item.dueOn)}{' '}
          {item.overdue ? (
            <Tag tone="critical" icon={IconAlertTriangle}>
              {t('plans.overdue')}
            </Tag>
          ) : null}
        </div>
      )}
      {lines.map((line) => (
        <Text key={line} size="sm" component="div" lineClamp={3}>
          {line}
        </Text>
      ))}
      {item.dueOn === null && lines.length === 0 ? '–' : null}
    </div>
  );
}

/** The columns of requirements; `edit` where they can be answered. */
export function useItemColumns(plan: PlanDetail, edit: ((item: PlanItem) => void) | undefined): Column<PlanItem>[] {
  const { t } = useTranslation();
  return [
    { key: 'requirement', header: t('plans.requirement'), cell: (item) => <ItemTitle item={item} /> },
    {
      key: 'answer',
      header: t('plans.answer'),
      cell: (item) => (
        <div>
          <AnswerTag answer={item.answer} />
          {edit === undefined ? null : (
            <div>
              <Button
                size="compact-xs"
                variant="default"
                mt={4}
                aria-label={t('plans.edit', { requirement: item.requirement })}
                onClick={() => edit(item)}
              >
                {t('plans.editShort')}
              </Button>
            </div>
          )}
        </div>
      ),
    },
    { key: 'roadmap', header: t('plans.roadmap'), cell: (item) => <Roadmap item={item} /> },
    { key: 'evidence', header: t('plans.evidence'), cell: (item) => <ItemLinks plan={plan} item={item} /> },
  ];
}
