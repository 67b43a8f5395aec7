import { NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { StorageLocation } from '@ancam/contract';
import type { CameraChange } from '@ancam/contract';
import { changeOf } from '../../lib/bulk-change.ts';
import type { BulkFields, BulkKind } from '../../lib/bulk-change.ts';
import { NamedPicker } from '../named-picker.tsx';

const PLACES = ['system', 'site', 'group'] as const;
const PAPERS = ['originPaper', 'qualityPaper', 'contract', 'supplier'] as const;

interface PartProps {
  readonly fields: BulkFields;
  readonly set: (change: BulkFields) => void;
}

function Assign({ fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  return PLACES.map((kind) => (
    <NamedPicker
      key={kind}
      kind={kind}
      label={t(`bulk.place.${kind}`)}
      placeholder={t('bulk.stays')}
      first={{ value: 'none', label: t('bulk.takeOut') }}
      value={fields[kind] ?? null}
      onChange={(value) => set({ [kind]: value ?? '' })}
    />
  ));
}

function Papers({ fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  return PAPERS.map((key) => (
    <TextInput
      key={key}
      label={t(`papers.${key}`)}
      placeholder={t('bulk.stays')}
      maxLength={300}
      value={fields[key] ?? ''}
      onChange={(event) => set({ [key]: event.currentTarget.value })}
    />
  ));
}

function Part({ kind, fields, set }: PartProps & { readonly kind: BulkKind }): ReactNode {
  const { t } = useTranslation();
  switch (kind) {
    case 'assign':
      return <Assign fields={fields} set={set} />;
    case 'papers':
      return <Papers fields={fields} set={set} />;
    case 'status':
      return (
        <Radio.Group label={t('camera.status')} value={fields.status ?? ''} onChange={(status) => set({ status })}>
          <Stack gap="xs" mt="xs">
            <Radio value="retired" label={t('cameraStatus.retired')} />
            <Radio value="in-use" label={t('cameraStatus.in-use')} />
          </Stack>
        </Radio.Group>
      );
    case 'storage':
      return (
        <NativeSelect
          label={t('papers.storage')}
          value={fields.storage ?? ''}
          onChange={(event) => set({ storage: event.currentTarget.value })}
          data={[
            { value: '', label: t('bulk.choose') },
            ...StorageLocation.options.map((value) => ({ value, label: t(`papers.at.${value}`) })),
          ]}
        />
      );
    case 'note':
      return (
        <Textarea
          label={t('bulk.noteText')}
          description={t('bulk.noteHint')}
          autosize
          minRows={2}
          maxLength={500}
          value={fields.text ?? ''}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
      );
  }
  return kind satisfies never;
}

interface BulkFormProps {
  readonly kind: BulkKind;
  /** Undefined while nothing is set. */
  readonly onChange: (change: CameraChange | undefined) => void;
}

/** What is to be set on all chosen cameras. What is left empty stays. */
export function BulkForm({ kind, onChange }: BulkFormProps): ReactNode {
  const [fields, setFields] = useState<BulkFields>({});
  function set(change: BulkFields): void {
    const next = { ...fields, ...change };
    setFields(next);
    onChange(changeOf(kind, next));
  }
  return (
    <Stack>
      <Part kind={kind} fields={fields} set={set} />
    </Stack>
  );
}
