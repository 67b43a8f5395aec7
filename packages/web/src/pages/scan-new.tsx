import { Alert, Button, Checkbox, Collapse, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconAlertTriangle, IconEye, IconPlus, IconRadar2 } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FormEvent, ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Authorisation, ScanBody } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { linesOf, portsAreValid, targetFaults } from '../lib/targets.ts';
import { Async } from '../ui/async.tsx';
import { AuthorisationForm } from '../ui/authorisation-form.tsx';
import { LinesField } from '../ui/lines-field.tsx';
import { Page } from '../ui/page.tsx';
import { PreviewPanel } from '../ui/preview-panel.tsx';
import { ProbeChoice } from '../ui/probes/probe-choice.tsx';
import { Section } from '../ui/section.tsx';
import { SiteChoice } from '../ui/site-choice.tsx';
import { Fault } from '../ui/states.tsx';

interface Fields {
  readonly targets: string;
  readonly excluded: string;
  readonly ports: string;
  readonly interfaces: string;
  readonly factoryPasswordTest: boolean;
  readonly lockoutTest: boolean;
  /** Empty: none is named. */
  readonly site: string;
  /** Empty: this server scans. */
  readonly probes: readonly string[];
}
const PORTS_EXAMPLE = '80,554,http:8080';
const BLANK: Fields = {
  targets: '',
  excluded: '',
  ports: '',
  interfaces: '',
  factoryPasswordTest: false,
  lockoutTest: false,
  site: '',
  probes: [],
};

function bodyOf(authorisation: Authorisation, fields: Fields): ScanBody {
  return {
    authorisationId: authorisation.id,
    targets: linesOf(fields.targets),
    excluded: linesOf(fields.excluded),
    interfaces: linesOf(fields.interfaces),
    factoryPasswordTest: fields.factoryPasswordTest,
    lockoutTest: fields.lockoutTest,
    siteId: fields.site === '' ? null : fields.site,
    probes: [...fields.probes],
    ...(fields.ports.trim() === '' ? {} : { ports: fields.ports.trim() }),
  };
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

function Advanced({ fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  const [opened, { toggle }] = useDisclosure(false);
  const portsWrong = fields.ports.trim() !== '' && !portsAreValid(fields.ports);
  return (
    <div>
      <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={opened}>
        {t('scanNew.advanced')}
      </Button>
      <Collapse expanded={opened}>
        <Stack pt="sm">
          <TextInput
            label={t('scanNew.ports')}
            description={t('scanNew.portsHint')}
            placeholder={PORTS_EXAMPLE}
            classNames={{ input: 'mono' }}
            value={fields.ports}
            onChange={(event) => set({ ports: event.currentTarget.value })}
            error={portsWrong ? t('scanNew.portsWrong') : undefined}
          />
          <TextInput
            label={t('scanNew.interfaces')}
            description={t('scanNew.interfacesHint')}
            classNames={{ input: 'mono' }}
            value={fields.interfaces}
            onChange={(event) => set({ interfaces: event.currentTarget.value })}
          />
        </Stack>
      </Collapse>
    </div>
  );
}

function ScanForm({ authorisation }: { readonly authorisation: Authorisation }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [fields, setFields] = useState(BLANK);
  const preview = useChange(api.previewScan);
  const start = useChange(api.startScan, (scan) => navigate({ to: '/scans/$id', params: { id: scan.id } }));
  const faulty =
    targetFaults(fields.targets).length + targetFaults(fields.excluded).length > 0 ||
    (fields.ports.trim() !== '' && !portsAreValid(fields.ports));
  function set(change: Partial<Fields>): void {
    setFields((before) => ({ ...before, ...change }));
  }
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (!faulty) start.mutate({ body: bodyOf(authorisation, fields) });
  }
  const part = { authorisation, fields, set };
  return (
    <form onSubmit={submit} aria-label={t('scan.start')}>
      <Stack gap="lg">
        <Section title={t('scanNew.what')}>
          <Stack>
            <Text size="sm">
              {t('scanNew.covers')} <span className="mono breakable">{authorisation.targets.join(', ')}</span>
            </Text>
            <SiteChoice value={fields.site} onChange={(site) => set({ site })} />
            <ProbeChoice value={fields.probes} onChange={(probes) => set({ probes })} />
            <LinesField
              label={t('scanNew.targets')}
              description={t('scanNew.targetsHint')}
              value={fields.targets}
              onChange={(targets) => set({ targets })}
            />
            <LinesField
              label={t('scanNew.excluded')}
              description={t('targets.excludedHint')}
              value={fields.excluded}
              onChange={(excluded) => set({ excluded })}
            />
            <FactoryPasswords {...part} />
            <Advanced {...part} />
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
