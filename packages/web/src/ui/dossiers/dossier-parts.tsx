import { Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { DossierDetail, DossierPart } from '@ancam/contract';
import { useChange } from '../../lib/api.ts';
import { bodyOf } from '../../lib/dossier-form.ts';
import { useText } from '../../lib/language.ts';
import { Tag } from '../badges.tsx';
import { ConfidenceMark } from '../confidence-mark.tsx';
import { DataTable } from '../data-table.tsx';
import { FormButton } from '../form-button.tsx';
import { Section } from '../section.tsx';

const LOOK = {
  register: { tone: 'good', icon: IconCircleCheck },
  text: { tone: 'good', icon: IconCircleCheck },
  file: { tone: 'good', icon: IconCircleCheck },
  items: { tone: 'good', icon: IconCircleCheck },
  missing: { tone: 'high', icon: IconCircleX },
  later: { tone: 'info', icon: IconCircleDashed },
} as const;

interface PartProps {
  readonly dossier: DossierDetail;
  readonly part: DossierPart;
}

function Title({ part }: { readonly part: DossierPart }): ReactNode {
  const text = useText();
  return (
    <div className={part.within === null ? 'dossier-part' : 'dossier-part-item'}>
      <Text size="sm" fw={part.within === null ? 600 : 400}>
        {text(part.title)}
      </Text>
      <Text size="xs" c="dimmed">
        {text(part.clause)} <ConfidenceMark confidence={part.confidence} short />
      </Text>
    </div>
  );
}

function Said({ part }: { readonly part: DossierPart }): ReactNode {
  const text = useText();
  const lines = [...part.said.map(text), part.text, ...part.files.map(({ name }) => name)].filter((line) => line !== '');
  if (lines.length === 0) return '–';
  return (
    <ul className="plain-list small breakable">
      {lines.map((line) => (
        <li key={line} className="dossier-said">
          {line}
        </li>
      ))}
    </ul>
  );
}

/** Writes what the register does not hold. */
function Write({ dossier, part }: PartProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const update = useChange(api.updateDossier);
  return (
    <FormButton
      label={t('dossiers.write')}
      title={text(part.title)}
      size="compact-xs"
      variant="default"
      fields={[{ key: 'text', kind: 'area', label: t('dossiers.partText'), maxLength: 8000 }]}
      initial={{ text: part.text }}
      onSubmit={({ text: written = '' }) => {
        const { [part.id]: _before, ...others } = dossier.texts;
        const texts = written.trim() === '' ? others : { ...others, [part.id]: written };
        return update.mutateAsync({ params: { id: dossier.id }, body: { ...bodyOf(dossier), texts } });
      }}
      error={update.error}
      pending={update.isPending}
    />
  );
}

/** The contents by regime and level, each with where it comes from or that it is missing. */
export function DossierParts({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useTranslation();
  const writes = dossier.actions.may.includes('edit');
  const heads = dossier.parts.filter(({ within }) => within === null);
  const rows = heads.flatMap((head) => [head, ...dossier.parts.filter(({ within }) => within === head.id)]);
  const missing = heads.filter(({ file, state }) => file === 'dossier' && state === 'missing').length;
  return (
    <Section title={t('dossiers.contents', { missing, total: heads.filter(({ file }) => file === 'dossier').length })} flush>
      <DataTable<DossierPart>
        label={t('dossiers.contentsLabel')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'title', header: t('dossiers.part'), cell: (part) => <Title part={part} /> },
          {
            key: 'state',
            header: t('dossiers.partState'),
            cell: (part) => <Tag {...LOOK[part.state]}>{t(`dossiers.parts.${part.state}`)}</Tag>,
          },
          { key: 'said', header: t('dossiers.said'), cell: (part) => <Said part={part} /> },
          {
            key: 'write',
            header: t('dossiers.do'),
            cell: (part) => (writes && part.state !== 'later' ? <Write dossier={dossier} part={part} /> : null),
          },
        ]}
      />
    </Section>
  );
}
