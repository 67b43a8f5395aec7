import { Alert, Button, Checkbox, Group, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Authorisation } from '@ancam/contract';
import { useChange } from '../lib/api.ts';
import { authorisationBody, authorisationFaults, blankAuthorisation } from '../lib/authorisation-form.ts';
import type { AuthorisationFields } from '../lib/authorisation-form.ts';
import { DateField } from './date-field.tsx';
import { LinesField } from './lines-field.tsx';
import { Fault } from './states.tsx';

interface PartProps {
  readonly fields: AuthorisationFields;
  readonly set: (change: Partial<AuthorisationFields>) => void;
}

function WhoAndWhen({ fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }}>
      <TextInput
        label={t('authorisation.grantedBy')}
        description={t('authorisation.grantedByHint')}
        required
        minLength={2}
        value={fields.grantedBy}
        onChange={(event) => set({ grantedBy: event.currentTarget.value })}
      />
      <TextInput
        label={t('authorisation.grantedByTitle')}
        description={t('authorisation.grantedByTitleHint')}
        value={fields.grantedByTitle}
        onChange={(event) => set({ grantedByTitle: event.currentTarget.value })}
      />
      <TextInput
        label={t('authorisation.document')}
        description={t('authorisation.documentHint')}
        required
        value={fields.document}
        onChange={(event) => set({ document: event.currentTarget.value })}
      />
      <DateField
        label={t('authorisation.documentDate')}
        description={t('authorisation.documentDateHint')}
        value={fields.documentDate}
        onChange={(documentDate) => set({ documentDate })}
        required
      />
      <DateField label={t('authorisation.validFrom')} value={fields.validFrom} onChange={(validFrom) => set({ validFrom })} required />
      <DateField label={t('authorisation.validUntil')} value={fields.validUntil} onChange={(validUntil) => set({ validUntil })} required />
    </SimpleGrid>
  );
}

function WhatIsAllowed({ fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <LinesField
          label={t('authorisation.targets')}
          description={t('targets.hint')}
          placeholder={'192.168.1.0/24\n192.168.2.10-192.168.2.60'}
          required
          value={fields.targets}
          onChange={(targets) => set({ targets })}
        />
        <LinesField
          label={t('authorisation.excluded')}
          description={t('targets.excludedHint')}
          value={fields.excluded}
          onChange={(excluded) => set({ excluded })}
        />
      </SimpleGrid>
      <TextInput
        label={t('authorisation.publicHolder')}
        description={t('authorisation.publicHolderHint')}
        value={fields.publicHolder}
        onChange={(event) => set({ publicHolder: event.currentTarget.value })}
      />
      <Checkbox
        label={t('authorisation.factoryPasswordTest')}
        description={t('authorisation.factoryPasswordHint')}
        checked={fields.factoryPasswordTest}
        onChange={(event) => set({ factoryPasswordTest: event.currentTarget.checked })}
      />
      <Textarea
        label={t('common.note')}
        autosize
        minRows={2}
        maxLength={2000}
        value={fields.note}
        onChange={(event) => set({ note: event.currentTarget.value })}
      />
    </>
  );
}

interface AuthorisationFormProps {
  readonly onRecorded: (authorisation: Authorisation) => void | Promise<void>;
  readonly onCancel?: () => void;
}

/** Records who allowed a scan, by which document, of which addresses, until when. */
export function AuthorisationForm({ onRecorded, onCancel }: AuthorisationFormProps): ReactNode {
  const { t } = useTranslation();
  const [fields, setFields] = useState(blankAuthorisation);
  const [tried, setTried] = useState(false);
  const record = useChange(api.createAuthorisation, onRecorded);
  const faults = authorisationFaults(fields);
  function set(change: Partial<AuthorisationFields>): void {
    setFields((before) => ({ ...before, ...change }));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    event.stopPropagation();
    setTried(true);
    if (faults.length === 0) record.mutate({ body: authorisationBody(fields) });
  }
  return (
    <form onSubmit={submit} aria-label={t('authorisation.new')}>
      <Stack>
        <WhoAndWhen fields={fields} set={set} />
        <WhatIsAllowed fields={fields} set={set} />
        {tried && faults.length > 0 ? (
          <Alert color="red" role="alert">
            {faults.map((fault) => t(`authorisation.fault.${fault}`)).join(' ')}
          </Alert>
        ) : null}
        {record.isError ? <Fault error={record.error} /> : null}
        <Group justify="flex-end">
          {onCancel === undefined ? null : (
            <Button variant="default" onClick={onCancel}>
              {t('common.back')}
            </Button>
          )}
          <Button type="submit" loading={record.isPending}>
            {t('authorisation.record')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
