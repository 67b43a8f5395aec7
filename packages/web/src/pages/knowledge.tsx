import { Group, Stack, Tabs, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { CheckTexts, KnowledgeView, RegulationView } from '@ancam/contract';
import { SEVERITIES } from '@ancam/core';
import { useRead } from '../lib/api.ts';
import { fold } from '../lib/fold.ts';
import { formatPlainDate } from '../lib/format.ts';
import { useText } from '../lib/language.ts';
import { useOpenHash } from '../lib/open-hash.ts';
import { Async } from '../ui/async.tsx';
import { SeverityTag } from '../ui/badges.tsx';
import { ExploitedNote } from '../ui/exploited-note.tsx';
import { ConfidenceMark } from '../ui/confidence-mark.tsx';
import { Source } from '../ui/finding-list.tsx';
import { MakersKnown, OwnRules } from '../ui/own-rules.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';

function CheckItem({ check }: { readonly check: CheckTexts }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  return (
    <details id={check.id} className="exchange">
      <summary>
        <SeverityTag severity={check.severity} />
        <span className="grow">{text(check.title)}</span>
        <span className="mono quiet small breakable">{check.id}</span>
      </summary>
      <Stack gap="xs" py="xs">
        <Text size="sm">{text(check.explanation)}</Text>
        <div className="remedy">
          <Text size="xs" fw={600} c="dimmed">
            {t('finding.remedy')}
          </Text>
          <Text size="sm">{text(check.remedy)}</Text>
        </div>
        <Text size="sm">{t('knowledge.clauses', { clauses: check.clauses.join('; ') })}</Text>
        {check.cve.length === 0 ? null : <Text size="sm">{check.cve.join(', ')}</Text>}
        <ExploitedNote exploited={check.exploited} />
        <ul className="notes">
          {check.sources.map((source) => (
            <li key={source}>
              <Source source={source} />
            </li>
          ))}
        </ul>
        <Group gap="xs">
          <ConfidenceMark confidence={check.confidence} />
          <TextLink to="/cameras" search={{ check: check.id }} size="sm">
            {t('knowledge.camerasWith')}
          </TextLink>
        </Group>
      </Stack>
    </details>
  );
}

function Checks({ checks }: { readonly checks: readonly CheckTexts[] }): ReactNode {
  const { t } = useTranslation();
  const { q = '' } = useSearch({ from: '/app/knowledge' });
  const navigate = useNavigate({ from: '/knowledge' });
  useOpenHash();
  const wanted = fold(q);
  const shown = checks
    .filter((check) =>
      fold(`${check.id} ${check.title.vi} ${check.title.en} ${check.clauses.join(' ')} ${check.cve.join(' ')}`).includes(wanted),
    )
    .sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) || a.id.localeCompare(b.id));
  return (
    <Stack gap="sm">
      <TextInput
        type="search"
        data-search
        label={t('knowledge.search')}
        placeholder={t('knowledge.searchHint')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={q}
        onChange={(event) => {
          const { value } = event.currentTarget;
          void navigate({ search: (before) => ({ ...before, q: value }), replace: true });
        }}
      />
      <Text size="sm" c="dimmed" role="status">
        {t('knowledge.count', { count: shown.length })}
      </Text>
      {shown.length === 0 ? <Empty title={t('knowledge.noMatch')} text={t('knowledge.noMatchText')} /> : null}
      <div>
        {shown.map((check) => (
          <CheckItem key={check.id} check={check} />
        ))}
      </div>
    </Stack>
  );
}

function Regulation({ regulation }: { readonly regulation: RegulationView }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const to = regulation.validTo;
  return (
    <section id={regulation.id}>
      <Title order={2}>{regulation.name}</Title>
      <Text size="sm">{text(regulation.title)}</Text>
      <Text size="sm" c="dimmed">
        {regulation.instrument} · {t('requirement.validFrom', { from: formatPlainDate(regulation.validFrom) })}
        {to === null ? '' : t('requirement.validTo', { to: formatPlainDate(to) })} <ConfidenceMark confidence={regulation.confidence} />
      </Text>
      {regulation.note === null ? null : (
        <Text size="sm" mt={4}>
          {text(regulation.note)}
        </Text>
      )}
      {regulation.groups.map((group) => (
        <details key={group.id} className="exchange">
          <summary>
            <span className="grow">{text(group.title)}</span>
            <span className="quiet small">{t('knowledge.requirements', { count: group.requirements.length })}</span>
          </summary>
          <ul className="plain-list">
            {group.requirements.map((each) => (
              <li key={each.id} className="requirement">
                <div className="requirement-head">
                  <span className="mono requirement-id">{each.id}</span>
                  <span className="grow">
                    {text(each.title)} <ConfidenceMark confidence={each.confidence} short />
                  </span>
                </div>
                <Text size="sm">{text(each.summary)}</Text>
                {each.scanShows === null ? null : (
                  <Text size="sm" c="dimmed">
                    {t('requirement.scanShows', { text: text(each.scanShows) })}
                  </Text>
                )}
                {each.alsoNeeded === null ? null : (
                  <Text size="sm" c="dimmed">
                    {t('requirement.alsoNeeded', { text: text(each.alsoNeeded) })}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function Regulations({ regulations }: { readonly regulations: readonly RegulationView[] }): ReactNode {
  useOpenHash();
  const newestFirst = [...regulations].sort((a, b) => b.validFrom.localeCompare(a.validFrom));
  return (
    <Stack gap="xl">
      {newestFirst.map((regulation) => (
        <Regulation key={regulation.id} regulation={regulation} />
      ))}
    </Stack>
  );
}

const TABS = ['checks', 'regulations', 'makers', 'own'] as const;

function Contents({ knowledge }: { readonly knowledge: KnowledgeView }): ReactNode {
  const { t } = useTranslation();
  const { tab = 'checks' } = useSearch({ from: '/app/knowledge' });
  const navigate = useNavigate({ from: '/knowledge' });
  return (
    <Section>
      <Tabs
        value={tab}
        keepMounted={false}
        onChange={(value) => void navigate({ search: { tab: TABS.find((each) => each === value) ?? 'checks' }, replace: true })}
      >
        <Tabs.List>
          <Tabs.Tab value="checks">{t('knowledge.checks')}</Tabs.Tab>
          <Tabs.Tab value="regulations">{t('knowledge.regulations')}</Tabs.Tab>
          <Tabs.Tab value="makers">{t('knowledge.makers')}</Tabs.Tab>
          <Tabs.Tab value="own">{t('knowledge.own')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="checks" pt="md">
          <Checks checks={knowledge.checks} />
        </Tabs.Panel>
        <Tabs.Panel value="regulations" pt="md">
          <Regulations regulations={knowledge.regulations} />
        </Tabs.Panel>
        <Tabs.Panel value="makers" pt="md">
          <MakersKnown knowledge={knowledge} />
        </Tabs.Panel>
        <Tabs.Panel value="own" pt="md">
          <OwnRules own={knowledge.own} />
        </Tabs.Panel>
      </Tabs>
    </Section>
  );
}

/** What AnCam knows: checks and regulations, with their sources. */
export function KnowledgePage(): ReactNode {
  const { t } = useTranslation();
  const knowledge = useRead(api.knowledge);
  return (
    <Page title={t('nav.knowledge')} lead={t('knowledge.lead', { hash: knowledge.data?.hash.slice(0, 12) ?? '…' })}>
      <Async query={knowledge}>{(data) => <Contents knowledge={data} />}</Async>
    </Page>
  );
}
