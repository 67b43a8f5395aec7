import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { SystemCheckDetail } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange } from '../../lib/api.ts';
import { useText } from '../../lib/language.ts';
import { ConfirmButton } from '../confirm-button.tsx';
import { Facts } from '../facts.tsx';
import { Section } from '../section.tsx';

/** The document in which an assessor told the result of a check, what it says is met, and the way to take it back. */
export function ImportedResults({ check }: { readonly check: SystemCheckDetail }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const undo = useChange(api.undoCheckResults);
  const { imported } = check;
  if (imported === null) return null;
  const { title, documentVersion: version, at, by, satisfied } = imported;
  const actions = check.actions.may.includes('undo-import') ? (
    <ConfirmButton
      size="compact-sm"
      variant="default"
      label={t('results.undo')}
      question={t('results.undoQuestion')}
      consequence={t('results.undoText')}
      action={() => undo.mutateAsync({ params: { id: check.id } })}
      error={undo.error}
      pending={undo.isPending}
    />
  ) : null;
  return (
    <Section title={t('results.source')} actions={actions}>
      <Facts
        rows={[
          [t('results.document'), t('results.documentText', { title, version })],
          [t('results.takenOver'), formatDateTime(at)],
          [t('results.takenBy'), by],
        ]}
      />
      {satisfied.length === 0 ? (
        <Text size="sm">{t('results.satisfied', { count: 0 })}</Text>
      ) : (
        <details>
          <summary>{t('results.satisfied', { count: satisfied.length })}</summary>
          <ul className="notes">
            {satisfied.map(({ row, title: said }) => (
              <li key={row} className="breakable">
                <strong>{row}</strong> {text(said)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
