import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { INFORMATION_KINDS, NOTED_KINDS, REACHES, SERVICE_TYPES, api } from '@ancam/contract';
import type { LevelChange, LevelSheet } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { formatPlainDate, todayPlus } from '../../lib/format.ts';
import { DataTable } from '../data-table.tsx';
import { FormButton } from '../form-button.tsx';
import { Section } from '../section.tsx';

const KEYS = [
  'serviceType',
  'dedicated',
  'hostSystemId',
  'purpose',
  'reach',
  'scope',
  'usersEstimate',
  'informationKinds',
  'regime',
] as const;

/** One column of the register in words; ids of units and systems say nothing to a reader and are left out. */
function useValueText(): (key: (typeof KEYS)[number], value: unknown) => string {
  const { t } = useTranslation();
  return (key, value) => {
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    if (Array.isArray(value)) {
      return INFORMATION_KINDS.filter((each) => value.includes(each))
        .map((each) => t(`systems.information.${each}`))
        .join(', ');
    }
    if (key === 'hostSystemId') return t(value === null ? 'common.no' : 'common.yes');
    const service = SERVICE_TYPES.find((each) => key === 'serviceType' && each === value);
    if (service !== undefined) return t(`systems.services.${service}`);
    const reach = REACHES.find((each) => key === 'reach' && each === value);
    if (reach !== undefined) return t(`systems.reaches.${reach}`);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '–';
  };
}

/** What was and what is, a line for each column; or the words of whoever noted it. */
function What({ change }: { readonly change: LevelChange }): ReactNode {
  const { t } = useTranslation();
  const valueText = useValueText();
  const { words } = change.after;
  if (typeof words === 'string') return <span className="breakable">{words}</span>;
  if (change.kind === 'owner') return t('levels.ownerChanged');
  return (
    <ul className="plain-list">
      {KEYS.filter((key) => key in change.after).map((key) => (
        <li key={key} className="breakable">
          {t(`levels.columns.${key}`)}: {valueText(key, change.before[key])} → {valueText(key, change.after[key])}
        </li>
      ))}
    </ul>
  );
}

function Dismiss({ change }: { readonly change: LevelChange }): ReactNode {
  const { t } = useTranslation();
  const dismiss = useChange(api.dismissLevelChange);
  if (!change.actions.may.includes('dismiss')) return null;
  return (
    <FormButton
      label={t('levels.actions.dismiss')}
      size="compact-xs"
      variant="default"
      fields={[{ key: 'reason', kind: 'area', label: t('levels.dismissReason'), required: true, maxLength: 4000 }]}
      onSubmit={({ reason = '' }) => dismiss.mutateAsync({ params: { id: change.id }, body: { reason } })}
      error={dismiss.error}
      pending={dismiss.isPending}
    />
  );
}

/** Notes what the register of systems does not tell. */
export function NoteChange({ sheet }: { readonly sheet: LevelSheet }): ReactNode {
  const { t } = useTranslation();
  const note = useChange(api.noteLevelChange);
  if (!sheet.actions.may.includes('note')) return null;
  return (
    <FormButton
      label={t('levels.actions.note')}
      variant="default"
      fields={[
        {
          key: 'kind',
          kind: 'select',
          label: t('levels.change'),
          options: NOTED_KINDS.map((value) => ({ value, label: t(`levels.changes.${value}`) })),
        },
        { key: 'on', kind: 'date', label: t('levels.changedOn'), required: true },
        { key: 'words', kind: 'area', label: t('levels.words'), required: true, maxLength: 4000 },
      ]}
      initial={{ kind: 'incident', on: todayPlus(0) }}
      onSubmit={({ kind, on = '', words = '' }) =>
        note.mutateAsync({
          params: { id: sheet.subject.id },
          body: { kind: NOTED_KINDS.find((each) => each === kind) ?? 'incident', on, words },
        })
      }
      error={note.error}
      pending={note.isPending}
    />
  );
}

/** What has changed since the level was confirmed, and what became of it. */
export function Changes({ changes }: { readonly changes: readonly LevelChange[] }): ReactNode {
  const { t } = useTranslation();
  if (changes.length === 0) return null;
  return (
    <Section title={t('levels.changesTitle')} flush>
      <DataTable<LevelChange>
        label={t('levels.changesTitle')}
        rows={changes}
        rowKey={(change) => change.id}
        columns={[
          { key: 'on', header: t('levels.changedOn'), cell: (change) => <span className="no-wrap">{formatPlainDate(change.on)}</span> },
          { key: 'kind', header: t('levels.change'), cell: (change) => t(`levels.changes.${change.kind}`) },
          { key: 'what', header: t('levels.what'), cell: (change) => <What change={change} /> },
          {
            key: 'state',
            header: t('levels.state'),
            cell: (change) => (
              <>
                {t(`levels.changeStates.${change.state}`)}
                {change.settledReason === '' ? '' : `: ${change.settledReason}`} <Dismiss change={change} />
              </>
            ),
          },
          { key: 'by', header: t('levels.by'), cell: (change) => change.settledName ?? change.by },
        ]}
      />
    </Section>
  );
}
