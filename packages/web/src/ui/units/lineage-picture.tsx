import { Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { UnitDetail, UnitRelation } from '@ancam/contract';
import { formatPlainDate } from '../../lib/format.ts';
import { TextLink } from '../link.tsx';
import './units.css';

function Relation({ relation }: { readonly relation: UnitRelation }): ReactNode {
  const { t } = useTranslation();
  return (
    <li className="lineage-box">
      {relation.name === '' ? (
        t('units.notSeen')
      ) : (
        <TextLink to="/units/$id" params={{ id: relation.unit }} fw={600}>
          {relation.name}
        </TextLink>
      )}
      <Text size="xs" c="dimmed">
        {t('units.byEvent', { day: formatPlainDate(relation.on), decree: relation.decree })} · {t(`units.rule.${relation.rule}`)}
      </Text>
      {relation.until === null ? null : (
        <Text size="xs" c="dimmed">
          {t('units.undone', { day: formatPlainDate(relation.until) })}
        </Text>
      )}
    </li>
  );
}

function Side({ label, relations }: { readonly label: string; readonly relations: readonly UnitRelation[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <div>
      <Text size="sm" c="dimmed" mb={4}>
        {label}
      </Text>
      {relations.length === 0 ? (
        <Text size="sm">{t('units.none')}</Text>
      ) : (
        <ul>
          {relations.map((relation) => (
            <Relation key={`${relation.event}${relation.unit}`} relation={relation} />
          ))}
        </ul>
      )}
    </div>
  );
}

/** What a unit came from and what came from it. */
export function LineagePicture({ unit }: { readonly unit: UnitDetail }): ReactNode {
  const { t } = useTranslation();
  const arrow = <IconArrowRight aria-hidden className="lineage-arrow" />;
  return (
    <div className="lineage">
      <Side label={t('units.before')} relations={unit.predecessors} />
      {arrow}
      <div className="lineage-box" data-own="true">
        <Text fw={600}>{unit.name}</Text>
        <Text size="xs" c="dimmed">
          {unit.closedOn === null
            ? t('units.since', { day: formatPlainDate(unit.openedOn) })
            : t('units.between', { from: formatPlainDate(unit.openedOn), until: formatPlainDate(unit.closedOn) })}
        </Text>
      </div>
      {arrow}
      <Side label={t('units.after')} relations={unit.successors} />
    </div>
  );
}
