import { Button, Collapse, Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { limitsText, PROFILES, ScanProfile } from '@ancam/core';
import { useLanguage } from '../lib/language.ts';
import { connectRateOf, hostRateOf } from '../lib/scan-form.ts';
import type { ScanFields } from '../lib/scan-form.ts';
import { portsAreValid } from '../lib/targets.ts';
import { LinesField } from './lines-field.tsx';
import { ProbeChoice } from './probes/probe-choice.tsx';
import { SiteChoice } from './site-choice.tsx';

const PORTS_EXAMPLE = '80,554,http:8080';

interface PartProps {
  readonly fields: ScanFields;
  readonly set: (change: Partial<ScanFields>) => void;
}

/** Where a scan runs and what it looks at; `covers`: what the authorisation allows. */
export function ScanScope({ fields, set, covers }: PartProps & { readonly covers: readonly string[] }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm">
        {t('scanNew.covers')} <span className="mono breakable">{covers.join(', ')}</span>
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
    </>
  );
}

/** How hard a scan may lean on the network: each profile with what it is for and its bounds. */
export function ProfileChoice({ fields, set }: PartProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Radio.Group label={t('profile.choose')} value={fields.profile} onChange={(value) => set({ profile: ScanProfile.parse(value) })}>
      <Stack gap="xs" mt="xs">
        {ScanProfile.options.map((profile) => (
          <Radio
            key={profile}
            value={profile}
            label={limitsText({ profile, limits: PROFILES[profile].limits }, language)}
            description={PROFILES[profile].about[language]}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Ports, interfaces and limits of one's own, closed until asked for. */
export function AdvancedScanFields({ fields, set }: PartProps): ReactNode {
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
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <TextInput
              miw={220}
              inputMode="decimal"
              label={t('profile.hostRate')}
              description={t('profile.ownHint')}
              value={fields.hostRate}
              onChange={(event) => set({ hostRate: event.currentTarget.value })}
              error={hostRateOf(fields.hostRate) === undefined ? t('profile.hostRateWrong') : undefined}
            />
            <TextInput
              miw={220}
              inputMode="decimal"
              label={t('profile.connectRate')}
              description={t('profile.ownHint')}
              value={fields.connectRate}
              onChange={(event) => set({ connectRate: event.currentTarget.value })}
              error={connectRateOf(fields.connectRate) === undefined ? t('profile.connectRateWrong') : undefined}
            />
          </Group>
        </Stack>
      </Collapse>
    </div>
  );
}
