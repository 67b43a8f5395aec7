import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { JudgementRow } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange } from '../../lib/api.ts';
import { formatPlainDate } from '../../lib/format.ts';
import { ConfirmButton } from '../confirm-button.tsx';
import { FormButton } from '../form-button.tsx';

function Decide({ row }: { readonly row: JudgementRow }): ReactNode {
  const { t } = useTranslation();
  const decide = useChange(api.decideJudgement);
  const params = { id: row.id };
  const may = (action: string): boolean => row.actions.may.includes(action);
  const own = row.actions.blockers.some(({ action, reason }) => action === 'confirm' && reason === 'own-proposal');
  return (
    <Group gap="xs">
      {may('confirm') ? (
        <ConfirmButton
          variant="default"
          size="compact-sm"
          label={t('judgement.action.confirm')}
          question={t('judgement.confirmAsk')}
          consequence={t('judgement.confirmThen')}
          action={() => decide.mutateAsync({ params, body: { action: 'confirm' } })}
          error={decide.error}
          pending={decide.isPending}
        />
      ) : null}
      {(['refuse', 'withdraw'] as const).filter(may).map((action) => (
        <FormButton
          key={action}
          variant="default"
          size="compact-sm"
          label={t(`judgement.action.${action}`)}
          submit={t(`judgement.action.${action}`)}
          fields={[{ key: 'reason', kind: 'area', label: t('judgement.reason'), required: true, maxLength: 2000 }]}
          onSubmit={({ reason = '' }) => decide.mutateAsync({ params, body: { action, reason } })}
          error={decide.error}
          pending={decide.isPending}
        />
      ))}
      {own ? (
        <Text size="xs" c="dimmed">
          {t('judgement.ownProposal')}
        </Text>
      ) : null}
    </Group>
  );
}

function stateOf({ state, counts }: JudgementRow): 'counts' | 'otherFirmware' | 'proposed' | 'refused' | 'withdrawn' {
  if (state !== 'confirmed') return state;
  return counts ? 'counts' : 'otherFirmware';
}

function Row({ row }: { readonly row: JudgementRow }): ReactNode {
  const { t } = useTranslation();
  const decided =
    row.decidedBy === null || row.decidedAt === null
      ? ''
      : t('judgement.decided', { by: row.decidedBy, at: formatDateTime(row.decidedAt) });
  return (
    <li data-testid="judgement" data-state={row.state}>
      <Stack gap={2}>
        <Text size="sm" fw={600}>
          {t('judgement.line', { method: t(`judgement.method.${row.method}`), verdict: t(`judgement.verdict.${row.verdict}`) })}
          {row.unit === '' ? '' : ` · ${row.unit}`}
        </Text>
        <Text size="sm" className="breakable">
          {[row.by, formatPlainDate(row.on), row.document, row.firmware === '' ? '' : t('judgement.ofFirmware', { firmware: row.firmware })]
            .filter((part) => part !== '')
            .join(' · ')}
          {row.file === null ? null : (
            <>
              {' · '}
              <a href={urlOf(api.readEvidence, { params: { id: row.file.id } })} download>
                {row.file.name}
              </a>
            </>
          )}
        </Text>
        {row.note === '' ? null : (
          <Text size="sm" className="breakable">
            {row.note}
          </Text>
        )}
        <Text size="xs" c="dimmed" className="breakable">
          {[
            t(`judgement.state.${stateOf(row)}`),
            t('judgement.proposed', { by: row.proposedBy, at: formatDateTime(row.proposedAt) }),
            decided,
            row.reason,
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
        <Decide row={row} />
      </Stack>
    </li>
  );
}

/** What people concluded about one requirement, and what may be done with each. */
export function JudgementList({ rows }: { readonly rows: readonly JudgementRow[] }): ReactNode {
  if (rows.length === 0) return null;
  return (
    <ul className="plain-list">
      {rows.map((row) => (
        <Row key={row.id} row={row} />
      ))}
    </ul>
  );
}
