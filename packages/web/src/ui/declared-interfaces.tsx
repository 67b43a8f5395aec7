import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { TRANSPORTS, api } from '@ancam/contract';
import type { DeclaredInterface, ModelDetail } from '@ancam/contract';
import { useChange } from '../lib/api.ts';
import { ConfirmButton } from './confirm-button.tsx';
import { DataTable } from './data-table.tsx';
import { FormButton } from './form-button.tsx';
import { Section } from './section.tsx';

function Declare({ model }: { readonly model: ModelDetail }): ReactNode {
  const { t } = useTranslation();
  const declare = useChange(api.declareInterface);
  return (
    <FormButton
      label={t('declared.add')}
      variant="default"
      size="compact-sm"
      fields={[
        {
          key: 'transport',
          kind: 'select',
          label: t('declared.transport'),
          options: TRANSPORTS.map((value) => ({ value, label: value.toUpperCase() })),
        },
        { key: 'port', kind: 'number', label: t('declared.port'), required: true, maxLength: 5 },
        { key: 'service', label: t('declared.service'), required: true, maxLength: 200 },
        { key: 'purpose', label: t('declared.purpose'), maxLength: 200 },
        { key: 'document', label: t('declared.document'), description: t('declared.documentHint'), required: true, maxLength: 200 },
      ]}
      initial={{ transport: 'tcp' }}
      onSubmit={({ transport = 'tcp', port = '', service = '', purpose = '', document = '' }) =>
        declare.mutateAsync({
          params: { id: model.id },
          body: { transport: transport === 'udp' ? 'udp' : 'tcp', port: Number(port), service, purpose, document },
        })
      }
      error={declare.error}
      pending={declare.isPending}
    />
  );
}

function Remove({ model, row }: { readonly model: ModelDetail; readonly row: DeclaredInterface }): ReactNode {
  const { t } = useTranslation();
  const remove = useChange(api.removeInterface);
  return (
    <ConfirmButton
      variant="default"
      size="compact-xs"
      label={t('declared.remove')}
      question={t('declared.removeAsk', { name: `${row.transport}/${row.port}` })}
      consequence={t('declared.removeThen')}
      action={() => remove.mutateAsync({ params: { id: model.id }, body: { interface: row.id } })}
      error={remove.error}
      pending={remove.isPending}
    />
  );
}

/** What the maker declares that a model offers on the network; what scans see beyond it is a finding. */
export function DeclaredInterfaces({ model }: { readonly model: ModelDetail }): ReactNode {
  const { t } = useTranslation();
  const may = model.actions.may.includes('edit');
  return (
    <Section title={t('declared.title')} actions={may ? <Declare model={model} /> : undefined}>
      {model.declared.length === 0 ? (
        <Text size="sm">{t('declared.none')}</Text>
      ) : (
        <DataTable<DeclaredInterface>
          label={t('declared.title')}
          rows={model.declared}
          rowKey={(row) => row.id}
          columns={[
            { key: 'port', header: t('declared.port'), cell: (row) => <span className="mono">{`${row.transport}/${row.port}`}</span> },
            { key: 'service', header: t('declared.service'), cell: (row) => <span className="breakable">{row.service}</span> },
            { key: 'purpose', header: t('declared.purpose'), cell: (row) => <span className="breakable">{row.purpose || '–'}</span> },
            { key: 'document', header: t('declared.document'), cell: (row) => <span className="breakable">{row.document}</span> },
            ...(may ? [{ key: 'remove', header: '', cell: (row: DeclaredInterface) => <Remove model={model} row={row} /> }] : []),
          ]}
        />
      )}
    </Section>
  );
}
