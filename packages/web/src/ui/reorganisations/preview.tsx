import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ReorganisationPreview, TouchedUnit } from '@ancam/contract';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { DataTable } from '../data-table.tsx';
import '../units/units.css';

const CONFLICTS = [
  'no-such-unit',
  'needs-superior',
  'superior-closes',
  'superior-moves',
  'wrong-number-of-units',
  'wrong-number-of-successors',
  'closed',
  'later-history',
  'below-itself',
  'no-superior',
  'no-such-key',
  'same-name',
  'same-code',
  'under-way',
] as const;
const TABLES = ['camera', 'scan', 'authorisation', 'information_system', 'site', 'camera_group', 'record'] as const;

function useCounts(): (counts: Readonly<Record<string, number>>) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (counts) =>
    Object.entries(counts)
      .map(
        ([table, count]) =>
          `${t(`reorganisation.table.${TABLES.find((each) => each === table) ?? 'other'}`)}: ${formatNumber(count, language)}`,
      )
      .join(' · ');
}

function Conflicts({ conflicts }: Pick<ReorganisationPreview, 'conflicts'>): ReactNode {
  const { t } = useTranslation();
  if (conflicts.length === 0) return null;
  return (
    <Alert color="red" variant="light" role="alert" title={t('reorganisation.conflicts')} icon={<IconAlertTriangle aria-hidden />}>
      <ul className="plain-list">
        {conflicts.map(({ code, unit, name }) => (
          <li key={`${code} ${unit ?? name}`}>
            {t(`reorganisation.conflict.${CONFLICTS.find((each) => each === code) ?? 'other'}`)}
            {name === '' ? '' : `: ${name}`}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Side({ label, units }: { readonly label: string; readonly units: ReorganisationPreview['before'] }): ReactNode {
  return (
    <div>
      <Text size="sm" c="dimmed" mb={4}>
        {label}
      </Text>
      <Stack gap={6}>
        {units.map(({ unit, name, parent }) => (
          <div key={unit} className="lineage-box">
            <Text fw={600} size="sm">
              {name}
            </Text>
            {parent === null ? null : (
              <Text size="xs" c="dimmed">
                {parent}
              </Text>
            )}
          </div>
        ))}
      </Stack>
    </div>
  );
}

/** What an event touches: before and after, how much of what, and what stands against it. */
export function Preview({ preview }: { readonly preview: ReorganisationPreview }): ReactNode {
  const { t } = useTranslation();
  const words = useCounts();
  return (
    <Stack>
      <Conflicts conflicts={preview.conflicts} />
      <div className="before-after">
        <Side label={t('reorganisation.before')} units={preview.before} />
        <IconArrowRight aria-hidden className="lineage-arrow" />
        <Side label={t('reorganisation.after')} units={preview.after} />
      </div>
      <dl className="facts">
        <div>
          <dt>{t('reorganisation.touches')}</dt>
          <dd>{words(preview.counts) || t('reorganisation.nothing')}</dd>
        </div>
        <div>
          <dt>{t('reorganisation.unresolved')}</dt>
          <dd>{words(preview.unresolved) || t('reorganisation.nothing')}</dd>
        </div>
        <div>
          <dt>{t('reorganisation.accounts')}</dt>
          <dd>{t('reorganisation.accountsMove', { moved: preview.accounts.moved, left: preview.accounts.left })}</dd>
        </div>
      </dl>
      <DataTable<TouchedUnit>
        label={t('reorganisation.units')}
        rows={preview.units}
        rowKey={(unit) => unit.unit}
        columns={[
          { key: 'name', header: t('units.name'), cell: (unit) => unit.name },
          { key: 'part', header: t('reorganisation.part'), cell: (unit) => t(`reorganisation.partOf.${unit.part}`) },
          { key: 'parent', header: t('units.parent'), cell: (unit) => unit.parentName },
          {
            key: 'path',
            header: t('reorganisation.path'),
            cell: (unit) => <span className="mono breakable">{unit.pathTo ?? unit.pathFrom}</span>,
          },
          {
            key: 'counts',
            header: t('reorganisation.touches'),
            cell: (unit) => words(preview.perUnit.find((each) => each.unit === unit.unit)?.counts ?? {}),
          },
        ]}
      />
      {preview.unitCount > preview.units.length ? (
        <Text size="sm" c="dimmed">
          {t('reorganisation.more', { count: preview.unitCount - preview.units.length })}
        </Text>
      ) : null}
    </Stack>
  );
}
