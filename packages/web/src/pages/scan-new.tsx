import { Alert, Button, Checkbox, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconEye, IconPlus, IconRadar2 } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Authorisation, ScanBody } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { BLANK_SCAN, isScanFaulty, scopeOf } from '../lib/scan-form.ts';
import type { ScanFields } from '../lib/scan-form.ts';
import { Async } from '../ui/async.tsx';
import { AuthorisationForm } from '../ui/authorisation-form.tsx';
import { Page } from '../ui/page.tsx';
import { PreviewPanel } from '../ui/preview-panel.tsx';
import { AdvancedScanFields, ProfileChoice, ScanScope } from '../ui/scan-fields.tsx';
import { Section } from '../ui/section.tsx';
import { Fault } from '../ui/states.tsx';

interface Fields extends ScanFields {
  readonly factoryPasswordTest: boolean;
  readonly lockoutTest: boolean;
}
const BLANK: Fields = { ...BLANK_SCAN, factoryPasswordTest: false, lockoutTest: false };

function bodyOf(authorisation: Authorisation, fields: Fields): ScanBody {
  const { factoryPasswordTest, lockoutTest } = fields;
  return { ...scopeOf(fields), authorisationId: authorisation.id, factoryPasswordTest, lockoutTest };
}

interface PartProps {
  readonly authorisation: Authorisation;
  readonly fields: Fields;
  readonly set: (change: Partial<Fields>) => void;
}

function FactoryPasswords({ authorisation, fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      <Checkbox
        label={t('scanNew.factory')}
        description={authorisation.factoryPasswordTest ? t('scanNew.factoryHint') : t('scanNew.factoryNotAllowed')}
        disabled={!authorisation.factoryPasswordTest}
        checked={fields.factoryPasswordTest}
        onChange={(event) => set({ factoryPasswordTest: event.currentTarget.checked })}
      />
      <Checkbox
        label={t('testDevice.scan')}
        description={authorisation.factoryPasswordTest ? t('testDevice.scanHint') : t('scanNew.factoryNotAllowed')}
        disabled={!authorisation.factoryPasswordTest}
        checked={fields.lockoutTest}
        onChange={(event) => set({ lockoutTest: event.currentTarget.checked })}
      />
      {fields.factoryPasswordTest || fields.lockoutTest ? (
        <Alert color="orange" icon={<IconAlertTriangle aria-hidden />} title={t('scanNew.factoryWarnTitle')}>
          {t('scanNew.factoryWarn')}
        </Alert>
      ) : null}
    </Stack>
  );
}

function ScanForm({ authorisation }: { readonly authorisation: Authorisation }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [fields, setFields] = useState(BLANK);
  const preview = useChange(api.previewScan);
  const start = useChange(api.startScan, (scan) => navigate({ to: '/scans/$id', params: { id: scan.id } }));
  const faulty = isScanFaulty(fields);
  function set(change: Partial<Fields>): void {
    setFields((before) => ({ ...before, ...change }));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!faulty) start.mutate({ body: bodyOf(authorisation, fields) });
  }
  return (
    <form onSubmit={submit} aria-label={t('scan.start')}>
      <Stack gap="lg">
        <Section title={t('scanNew.what')}>
          <Stack>
            <ScanScope fields={fields} set={set} covers={authorisation.targets} />
            <ProfileChoice fields={fields} set={set} />
            <FactoryPasswords authorisation={authorisation} fields={fields} set={set} />
            <AdvancedScanFields fields={fields} set={set} />
          </Stack>
        </Section>
        {preview.isError ? <Fault error={preview.error} /> : null}
        {start.isError ? <Fault error={start.error} /> : null}
        {preview.data === undefined ? null : <PreviewPanel preview={preview.data} />}
        <Group justify="flex-end">
          <Button
            variant="default"
            leftSection={<IconEye size={16} aria-hidden />}
            disabled={faulty}
            loading={preview.isPending}
            onClick={() => preview.mutate({ body: bodyOf(authorisation, fields) })}
          >
            {t('scanNew.preview')}
          </Button>
          <Button type="submit" leftSection={<IconRadar2 size={16} aria-hidden />} disabled={faulty} loading={start.isPending}>
            {t('scan.start')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface ChoiceProps {
  readonly usable: readonly Authorisation[];
}

function Choice({ usable }: ChoiceProps): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/scans/new' });
  const [recorded, setRecorded] = useState<Authorisation>();
  const [chosenId, setChosenId] = useState(search.authorisation ?? usable[0]?.id);
  const [writing, setWriting] = useState(usable.length === 0);
  const all = recorded === undefined || usable.some((each) => each.id === recorded.id) ? usable : [recorded, ...usable];
  const chosen = all.find((each) => each.id === chosenId);
  function take(authorisation: Authorisation): void {
    setRecorded(authorisation);
    setChosenId(authorisation.id);
    setWriting(false);
  }
  return (
    <Stack gap="lg">
      <Section title={t('scanNew.authorisation')}>
        {writing ? (
          <Stack>
            <Text size="sm">{usable.length === 0 ? t('scanNew.firstAuthorisation') : t('scanNew.otherAuthorisation')}</Text>
            <AuthorisationForm onRecorded={take} {...(all.length === 0 ? {} : { onCancel: () => setWriting(false) })} />
          </Stack>
        ) : (
          <Group align="flex-end">
            <NativeSelect
              flex="1 1 260px"
              label={t('scanNew.choose')}
              value={chosenId ?? ''}
              onChange={(event) => setChosenId(event.currentTarget.value)}
              data={all.map((each) => ({
                value: each.id,
                label: t('scanNew.option', { document: each.document, by: each.grantedBy, until: formatPlainDate(each.validUntil) }),
              }))}
            />
            <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setWriting(true)}>
              {t('authorisation.new')}
            </Button>
          </Group>
        )}
      </Section>
      {chosen === undefined || writing ? null : <ScanForm key={chosen.id} authorisation={chosen} />}
    </Stack>
  );
}

/** Start a scan: under which authorisation, of which addresses, with which ports; look first at what would be sent. */
export function NewScanPage(): ReactNode {
  const { t } = useTranslation();
  const list = useRead(api.listAuthorisations);
  return (
    <Page title={t('scan.start')} lead={t('scanNew.lead')}>
      <Async query={list}>{(data) => <Choice usable={data.items.filter((each) => each.actions.may.includes('scan'))} />}</Async>
    </Page>
  );
}
