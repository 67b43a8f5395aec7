import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { PlanStep, Shortcoming } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { formatDay } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { SeverityTag } from '../badges.tsx';
import { ConfirmButton } from '../confirm-button.tsx';
import { DataTable } from '../data-table.tsx';
import { TextLink } from '../link.tsx';
import { ShortcomingTag } from './check-marks.tsx';
import { EditShortcoming } from './shortcoming-form.tsx';
import { StepList } from './step-list.tsx';

function What({ row }: { readonly row: Shortcoming }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  return (
    <div className="breakable">
      <Text size="sm" fw={600}>
        {row.title}
      </Text>
      {row.detail === '' ? null : (
        <Text size="sm" className="lines">
          {row.detail}
        </Text>
      )}
      {row.requirement === null ? null : <Text size="xs">{text(row.requirement.title)}</Text>}
      {row.finding === null ? null : (
        <Text size="xs">
          <TextLink to="/cameras/$id" params={{ id: row.finding.camera.id }}>
            {t('checks.fromScan', { camera: row.finding.camera.name, status: t(`plans.findingStatus.${row.finding.status}`) })}
          </TextLink>
        </Text>
      )}
      {row.files.length === 0 ? null : <Text size="xs">{t('checks.files', { names: row.files.join('; ') })}</Text>}
    </div>
  );
}

function Days({ row }: { readonly row: Shortcoming }): ReactNode {
  const { t } = useTranslation();
  const days = [
    ['mendBy', row.mendBy],
    ['fixedOn', row.fixedOn],
    ['retestedOn', row.retestedOn],
    ['acceptedUntil', row.acceptedUntil],
  ] as const;
  const told = days.filter(([, on]) => on !== null);
  return told.length === 0 ? (
    '–'
  ) : (
    <ul className="notes">
      {told.map(([key, on]) => (
        <li key={key}>
          {t(`checks.${key}`)}: <span className="no-wrap">{formatDay(on)}</span>
          {key === 'mendBy' && row.overdue ? ` (${t('checks.overdue')})` : null}
        </li>
      ))}
    </ul>
  );
}

function Do({ row }: { readonly row: Shortcoming }): ReactNode {
  const { t } = useTranslation();
  const move = useChange(api.moveShortcoming);
  const decide = useChange(api.decideShortcoming);
  const remove = useChange(api.removeShortcoming);
  const take = (step: PlanStep, { reason = '', until = '' }: Readonly<Record<string, string>>): Promise<unknown> => {
    const body = { version: row.version, step: step.step, reason };
    const input = { params: { id: row.id }, body };
    return step.decision
      ? decide.mutateAsync(input)
      : move.mutateAsync({ ...input, body: { ...body, until: until === '' ? null : until } });
  };
  return (
    <Stack gap={4} align="flex-start">
      <EditShortcoming row={row} />
      <StepList
        compact
        steps={row.steps}
        onStep={take}
        fieldsOf={({ step }) => (step === 'ask' ? [{ key: 'until', kind: 'date', label: t('checks.acceptedUntil'), required: true }] : [])}
        error={move.error ?? decide.error}
        pending={move.isPending || decide.isPending}
      />
      {row.actions.may.includes('remove') ? (
        <ConfirmButton
          label={t('checks.remove')}
          size="compact-xs"
          variant="subtle"
          color="gray"
          question={t('checks.removeQuestion', { title: row.title })}
          consequence={t('checks.removeText')}
          action={() => remove.mutateAsync({ params: { id: row.id } })}
          error={remove.error}
          pending={remove.isPending}
        />
      ) : null}
    </Stack>
  );
}

interface ShortcomingTableProps {
  readonly rows: readonly Shortcoming[];
  readonly label: string;
  /** Of many systems: each is named, with the way to its check. */
  readonly withSystem?: boolean;
}

/** Shortcomings with where they stand and what is to be done. */
export function ShortcomingTable({ rows, label, withSystem = false }: ShortcomingTableProps): ReactNode {
  const { t } = useTranslation();
  return (
    <DataTable<Shortcoming>
      label={label}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        ...(withSystem
          ? [
              {
                key: 'system',
                header: t('checks.system'),
                cell: (row: Shortcoming) => (
                  <TextLink to="/checks/$id" params={{ id: row.check }} className="breakable">
                    {row.system.name}
                  </TextLink>
                ),
              },
            ]
          : []),
        { key: 'what', header: t('checks.shortcoming'), cell: (row) => <What row={row} /> },
        { key: 'severity', header: t('checks.severity'), cell: (row) => <SeverityTag severity={row.severity} /> },
        { key: 'state', header: t('checks.state'), cell: (row) => <ShortcomingTag row={row} /> },
        { key: 'owner', header: t('checks.owner'), cell: (row) => <span className="breakable">{row.owner || '–'}</span> },
        { key: 'days', header: t('checks.days'), cell: (row) => <Days row={row} /> },
        { key: 'do', header: t('checks.do'), cell: (row) => <Do row={row} /> },
      ]}
    />
  );
}
