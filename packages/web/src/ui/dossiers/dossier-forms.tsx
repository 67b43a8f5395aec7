import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { DossierDetail } from '@ancam/contract';
import { useText } from '../../lib/language.ts';
import { ConfidenceMark } from '../confidence-mark.tsx';
import { DataTable } from '../data-table.tsx';
import { Section } from '../section.tsx';

const FORMATS = ['docx', 'pdf'] as const;

/** Number and title of a form; where none is set, what the paper is built by instead. */
function FormTitle({ form }: { readonly form: DossierDetail['forms'][number] }): ReactNode {
  const text = useText();
  const { number, title, note, confidence } = form;
  return (
    <>
      {number === null ? text(title) : `${number}. ${text(title)}`} <ConfidenceMark confidence={confidence} short />
      {note === null ? null : <div className="quiet small">{text(note)}</div>}
    </>
  );
}

/** The papers of its level, where each comes from, and what is still missing on it. */
export function DossierForms({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const href = (form: DossierDetail['forms'][number]['id'], format: 'docx' | 'pdf'): string =>
    urlOf(api.printDossier, { params: { id: dossier.id }, query: { form, format } });
  return (
    <Section title={t('dossiers.forms')} flush>
      <DataTable
        label={t('dossiers.forms')}
        rows={dossier.forms}
        rowKey={({ id }) => id}
        columns={[
          { key: 'title', header: t('dossiers.form'), cell: (form) => <FormTitle form={form} /> },
          {
            key: 'missing',
            header: t('dossiers.formMissing'),
            cell: ({ missing }) => <span className="breakable small">{missing.length === 0 ? '–' : missing.map(text).join('; ')}</span>,
          },
          {
            key: 'file',
            header: t('dossiers.print'),
            cell: ({ id, title }) => (
              <Group gap="xs" wrap="nowrap">
                {FORMATS.map((format) => (
                  <Button
                    key={format}
                    component="a"
                    download
                    href={href(id, format)}
                    size="compact-xs"
                    variant="default"
                    aria-label={`${format.toUpperCase()}: ${text(title)}`}
                  >
                    {format.toUpperCase()}
                  </Button>
                ))}
              </Group>
            ),
          },
        ]}
      />
    </Section>
  );
}
