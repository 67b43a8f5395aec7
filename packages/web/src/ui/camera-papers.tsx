import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { StorageLocation, api } from '@ancam/contract';
import type { CameraDetail } from '@ancam/contract';
import { useChange } from '../lib/api.ts';
import { Facts } from './facts.tsx';
import { FormButton } from './form-button.tsx';
import type { Field, FieldValues } from './form-button.tsx';
import { TextLink } from './link.tsx';
import { Section } from './section.tsx';

const TEXTS = ['hardwareRevision', 'originPaper', 'qualityPaper', 'contract', 'supplier'] as const;

function useFields(camera: CameraDetail): { fields: Field[]; initial: FieldValues } {
  const { t } = useTranslation();
  const fields: Field[] = [
    ...TEXTS.map((key) => ({ key, label: t(`papers.${key}`), ...(key.endsWith('Paper') ? { description: t('papers.paperHint') } : {}) })),
    {
      key: 'storage',
      kind: 'select',
      label: t('papers.storage'),
      options: StorageLocation.options.map((value) => ({ value, label: t(`papers.at.${value}`) })),
    },
  ];
  return { fields, initial: { ...Object.fromEntries(TEXTS.map((key) => [key, camera[key]])), storage: camera.storage } };
}

function EditPapers({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const update = useChange(api.updateCamera);
  const { fields, initial } = useFields(camera);
  function save(values: FieldValues): Promise<unknown> {
    const storage = StorageLocation.catch('unknown').parse(values.storage);
    const texts = Object.fromEntries(TEXTS.map((key) => [key, values[key] ?? '']));
    return update.mutateAsync({ params: { id: camera.id }, body: { ...texts, storage } });
  }
  return (
    <FormButton
      label={t('papers.edit')}
      variant="default"
      size="compact-sm"
      fields={fields}
      initial={initial}
      onSubmit={save}
      error={update.error}
      pending={update.isPending}
    />
  );
}

/** Papers, contract, storage, and what a camera belongs to. */
export function CameraPapers({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const missing = t('papers.missing');
  return (
    <Section title={t('papers.title')} actions={camera.actions.may.includes('edit') ? <EditPapers camera={camera} /> : undefined}>
      <Facts
        rows={[
          [
            t('papers.registered'),
            camera.registered === null ? (
              t('papers.notRegistered')
            ) : (
              <TextLink to="/models/$id" params={{ id: camera.registered.id }}>
                {camera.registered.name}
              </TextLink>
            ),
          ],
          [t('papers.hardwareRevision'), camera.hardwareRevision],
          [t('papers.originPaper'), camera.originPaper || missing],
          [t('papers.qualityPaper'), camera.qualityPaper || missing],
          [t('papers.contract'), camera.contract],
          [t('papers.supplier'), camera.supplier],
          [t('papers.storage'), t(`papers.at.${camera.storage}`)],
        ]}
      />
    </Section>
  );
}
