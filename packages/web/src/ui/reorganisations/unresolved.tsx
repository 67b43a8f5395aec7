import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { ReorganisationDetail, UnresolvedObject } from '@ancam/contract';
import { useChange, usePages } from '../../lib/api.ts';
import { DataTable } from '../data-table.tsx';
import { MoreButton } from '../more-button.tsx';
import { Section } from '../section.tsx';
import { Empty, Fault, Loading } from '../states.tsx';
import { UnitPicker } from '../units/unit-picker.tsx';
import { ExportMenu } from '../export-menu.tsx';

const TABLES = ['camera', 'scan', 'authorisation', 'information_system', 'site', 'camera_group', 'record'] as const;

/** Objects that no rule has placed, and to which unit they belong. */
export function Unresolved({ event }: { readonly event: ReorganisationDetail }): ReactNode {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [to, setTo] = useState<string | null>(null);
  const pages = usePages(api.listUnresolved, { params: { id: event.id }, query: {} });
  const assign = useChange(api.assignUnresolved, () => setChosen(new Set()));
  const rows = pages.data?.pages.flatMap((page) => page.items);
  const may = event.actions.may.includes('assign');
  const toggle = (id: string): void =>
    setChosen((before) => new Set(before.has(id) ? [...before].filter((each) => each !== id) : [...before, id]));
  if (rows === undefined) return pages.isError ? <Fault error={pages.error} /> : <Loading rows={3} />;
  return (
    <Section
      title={t('reorganisation.unresolvedTitle', { count: event.unresolved })}
      flush
      actions={
        <ExportMenu href={(format, language) => urlOf(api.exportUnresolved, { params: { id: event.id }, query: { format, language } })} />
      }
    >
      {rows.length === 0 ? (
        <Empty title={t('reorganisation.noneSeen')} text={t('reorganisation.noneSeenText')} />
      ) : (
        <DataTable<UnresolvedObject>
          label={t('reorganisation.unresolved')}
          rows={rows}
          rowKey={(row) => row.id}
          columns={[
            {
              key: 'label',
              header: t('reorganisation.object'),
              cell: (row) => {
                const name = `${t(`reorganisation.table.${TABLES.find((each) => each === row.table) ?? 'other'}`)} ${row.label}`;
                return may ? <Checkbox label={name} checked={chosen.has(row.id)} onChange={() => toggle(row.id)} /> : name;
              },
            },
            { key: 'place', header: t('units.territory'), cell: (row) => <span className="mono">{row.placePath}</span> },
            { key: 'from', header: t('reorganisation.from'), cell: (row) => row.unitFrom },
            { key: 'at', header: t('reorganisation.at'), cell: (row) => row.parent },
          ]}
        />
      )}
      <MoreButton query={pages} />
      {may && rows.length > 0 ? (
        <Stack p="md">
          <UnitPicker label={t('reorganisation.assignTo')} value={to} onChange={setTo} />
          {assign.isError ? <Fault error={assign.error} /> : null}
          <Group justify="flex-end">
            <Button
              disabled={to === null || chosen.size === 0}
              loading={assign.isPending}
              onClick={() => assign.mutate({ params: { id: event.id }, body: { objects: [...chosen], to: to ?? '' } })}
            >
              {t('reorganisation.assign', { count: chosen.size })}
            </Button>
          </Group>
        </Stack>
      ) : null}
    </Section>
  );
}
