import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { CERTIFICATE_STATES, api } from '@ancam/contract';
import type { Certificate, ModelDetail } from '@ancam/contract';
import { useChange } from '../lib/api.ts';
import { formatPlainDate, todayPlus } from '../lib/format.ts';
import { DataTable } from './data-table.tsx';
import { EvidenceButton } from './files/evidence-button.tsx';
import { FormButton } from './form-button.tsx';
import type { Field } from './form-button.tsx';
import { Section } from './section.tsx';

function AddCertificate({ model }: { readonly model: ModelDetail }): ReactNode {
  const { t } = useTranslation();
  const add = useChange(api.addCertificate);
  const text = (key: 'number' | 'body' | 'standard' | 'firmwareFrom' | 'firmwareTo', required = false): Field => ({
    key,
    label: t(`models.${key}`),
    required,
    maxLength: 200,
  });
  return (
    <FormButton
      label={t('models.addCertificate')}
      variant="default"
      size="compact-sm"
      fields={[
        text('number', true),
        text('body', true),
        { ...text('standard', true), description: t('models.standardHint') },
        { key: 'issuedOn', kind: 'date', label: t('models.issuedOn'), required: true },
        { key: 'expiresOn', kind: 'date', label: t('models.expiresOn') },
        text('firmwareFrom'),
        text('firmwareTo'),
      ]}
      onSubmit={(values) => {
        const { number = '', body = '', standard = '', issuedOn = '', expiresOn = '', firmwareFrom = '', firmwareTo = '' } = values;
        const certificate = {
          number,
          body,
          standard,
          issuedOn,
          firmwareFrom,
          firmwareTo,
          revision: '',
          expiresOn: expiresOn === '' ? null : expiresOn,
        };
        return add.mutateAsync({ params: { id: model.id }, body: certificate });
      }}
      error={add.error}
      pending={add.isPending}
    />
  );
}

function ChangeStatus({ certificate }: { readonly certificate: Certificate }): ReactNode {
  const { t } = useTranslation();
  const change = useChange(api.changeCertificate);
  return (
    <FormButton
      label={t('models.changeStatus')}
      variant="default"
      size="compact-xs"
      fields={[
        {
          key: 'status',
          kind: 'select',
          label: t('models.state'),
          options: CERTIFICATE_STATES.map((value) => ({ value, label: t(`models.certificateStates.${value}`) })),
        },
        { key: 'from', kind: 'date', label: t('models.from'), required: true },
        { key: 'document', label: t('warnings.document'), required: true, maxLength: 200 },
        { key: 'reason', kind: 'area', label: t('warnings.reason'), required: true, maxLength: 2000 },
      ]}
      initial={{ status: 'suspended', from: todayPlus(0) }}
      onSubmit={({ status, from = '', document = '', reason = '' }) =>
        change.mutateAsync({
          params: { id: certificate.id },
          body: { status: CERTIFICATE_STATES.find((each) => each === status) ?? 'suspended', from, document, reason },
        })
      }
      error={change.error}
      pending={change.isPending}
    />
  );
}

function Firmware({ model }: { readonly model: ModelDetail }): ReactNode {
  const { t } = useTranslation();
  const put = useChange(api.putFirmwareLine);
  const may = model.actions.may.includes('edit');
  const form = (
    <FormButton
      label={t('models.addFirmware')}
      variant="default"
      size="compact-sm"
      fields={[
        { key: 'name', label: t('models.line'), required: true, maxLength: 200 },
        { key: 'latest', label: t('models.latest'), maxLength: 200 },
        { key: 'latestOn', kind: 'date', label: t('models.latestOn') },
        { key: 'latestSource', label: t('models.latestSource'), maxLength: 200 },
      ]}
      onSubmit={({ name = '', latest = '', latestOn = '', latestSource = '' }) =>
        put.mutateAsync({ params: { id: model.id }, body: { name, latest, latestOn: latestOn === '' ? null : latestOn, latestSource } })
      }
      error={put.error}
      pending={put.isPending}
    />
  );
  return (
    <Section title={t('models.firmware')} actions={may ? form : undefined}>
      {model.firmwareLines.length === 0 ? <Text size="sm">{t('models.noFirmware')}</Text> : null}
      {model.firmwareLines.map((line) => (
        <Text key={line.id} size="sm" className="breakable">
          {`${line.name}: ${line.latest || '–'}`}
          {line.latestOn === null ? '' : ` (${formatPlainDate(line.latestOn)})`}
          {line.tested.length === 0 ? '' : ` · ${t('models.tested', { versions: line.tested.map(({ version }) => version).join(', ') })}`}
        </Text>
      ))}
    </Section>
  );
}

/** Certificates with their history, and firmware. */
export function ModelPapers({ model }: { readonly model: ModelDetail }): ReactNode {
  const { t } = useTranslation();
  const may = model.actions.may.includes('edit');
  return (
    <>
      <Section title={t('models.papers')} flush actions={may ? <AddCertificate model={model} /> : undefined}>
        {model.papers.length === 0 ? (
          <Text size="sm" p="md">
            {t('models.noPapers')}
          </Text>
        ) : (
          <DataTable<Certificate>
            label={t('models.papers')}
            rows={model.papers}
            rowKey={(each) => each.id}
            columns={[
              { key: 'number', header: t('models.number'), cell: (each) => <span className="breakable">{each.number}</span> },
              { key: 'body', header: t('models.body'), cell: (each) => each.body },
              { key: 'standard', header: t('models.standard'), cell: (each) => each.standard },
              {
                key: 'dates',
                header: t('models.valid'),
                cell: (each) => `${formatPlainDate(each.issuedOn)} – ${each.expiresOn === null ? '…' : formatPlainDate(each.expiresOn)}`,
              },
              { key: 'firmware', header: t('models.firmware'), cell: (each) => `${each.firmwareFrom || '…'} – ${each.firmwareTo || '…'}` },
              { key: 'state', header: t('models.state'), cell: (each) => t(`models.certificateStates.${each.state}`) },
              {
                key: 'files',
                header: t('evidence.title'),
                cell: (each) => <EvidenceButton holder="certificates" id={each.id} name={each.number} />,
              },
              {
                key: 'change',
                header: t('models.history'),
                cell: (each) => (may ? <ChangeStatus certificate={each} /> : String(each.events.length)),
              },
            ]}
          />
        )}
      </Section>
      <Firmware model={model} />
    </>
  );
}
