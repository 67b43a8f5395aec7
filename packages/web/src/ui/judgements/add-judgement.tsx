import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { JudgementBody, api } from '@ancam/contract';
import { JUDGED, JUDGE_METHODS } from '@ancam/core';
import { useChange, useRead } from '../../lib/api.ts';
import { todayPlus } from '../../lib/format.ts';
import { useSession } from '../../lib/session.ts';
import { FormButton } from '../form-button.tsx';
import type { FieldValues } from '../form-button.tsx';

interface AddJudgementProps {
  readonly cameraId: string;
  readonly regulation: string;
  readonly requirement: string;
  /** Test cases that can be judged one by one. */
  readonly units: readonly string[];
  readonly firmware: string | null;
}

/** Opens the form in which a person enters what was concluded; another person confirms it. */
export function AddJudgement({ cameraId, regulation, requirement, units, firmware }: AddJudgementProps): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const add = useChange(api.addJudgement);
  const evidence = useRead(api.listEvidence, { params: { holder: 'cameras', id: cameraId } }, { enabled: can('camera.read') });
  const files = (evidence.data?.items ?? []).flatMap(({ versions }) => versions.slice(0, 1));
  function submit(values: FieldValues): Promise<unknown> {
    const { fileId = '', ...rest } = values;
    const body = JudgementBody.parse({ ...rest, regulation, requirement, fileId: fileId === '' ? null : fileId });
    return add.mutateAsync({ params: { id: cameraId }, body });
  }
  return (
    <FormButton
      variant="default"
      size="compact-sm"
      label={t('judgement.add')}
      title={t('judgement.addTo', { requirement })}
      submit={t('judgement.propose')}
      fields={[
        {
          key: 'method',
          kind: 'select',
          label: t('judgement.methodLabel'),
          description: t('judgement.methodHint'),
          required: true,
          options: JUDGE_METHODS.map((value) => ({ value, label: t(`judgement.method.${value}`) })),
        },
        {
          key: 'verdict',
          kind: 'select',
          label: t('judgement.verdictLabel'),
          required: true,
          options: JUDGED.map((value) => ({ value, label: t(`judgement.verdict.${value}`) })),
        },
        {
          key: 'unit',
          kind: 'select',
          label: t('judgement.unit'),
          options: [{ value: '', label: t('judgement.whole') }, ...units.map((value) => ({ value, label: value }))],
        },
        { key: 'by', label: t('judgement.by'), required: true },
        { key: 'on', kind: 'date', label: t('judgement.on'), required: true },
        { key: 'document', label: t('judgement.document'), description: t('judgement.documentHint') },
        {
          key: 'fileId',
          kind: 'select',
          label: t('judgement.file'),
          description: t('judgement.fileHint'),
          options: [{ value: '', label: t('judgement.noFile') }, ...files.map(({ id, name }) => ({ value: id, label: name }))],
        },
        { key: 'firmware', label: t('judgement.firmware'), description: t('judgement.firmwareHint') },
        { key: 'note', kind: 'area', label: t('common.note'), maxLength: 2000 },
      ]}
      initial={{ method: 'document', verdict: 'pass', on: todayPlus(0), firmware: firmware ?? '' }}
      onSubmit={submit}
      error={add.error}
      pending={add.isPending}
    />
  );
}
