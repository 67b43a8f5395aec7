import { Alert, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { CameraDetail, RequirementRow } from '@ancam/contract';
import { REQUIREMENT_VERDICTS } from '@ancam/core';
import { formatPlainDate } from '../lib/format.ts';
import { useCheckTitle } from '../lib/knowledge.ts';
import { useText } from '../lib/language.ts';
import { VerdictTag } from './badges.tsx';
import { ConfidenceMark } from './confidence-mark.tsx';
import { Empty } from './states.tsx';

function Head({ row }: { readonly row: RequirementRow }): ReactNode {
  const text = useText();
  return (
    <>
      <span className="mono requirement-id">{row.requirement}</span>
      <span className="grow">
        {text(row.title)} <ConfidenceMark confidence={row.confidence} short />
      </span>
      <VerdictTag verdict={row.verdict} />
    </>
  );
}

function Row({ row }: { readonly row: RequirementRow }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const title = useCheckTitle();
  const bare = row.scanShows === null && row.alsoNeeded === null && row.checks.length === 0;
  return (
    <li className="requirement" data-testid="requirement" data-verdict={row.verdict}>
      {bare ? (
        <div className="requirement-head">
          <Head row={row} />
        </div>
      ) : (
        <details>
          <summary className="requirement-head">
            <Head row={row} />
          </summary>
          {row.scanShows === null ? null : <p>{t('requirement.scanShows', { text: text(row.scanShows) })}</p>}
          {row.alsoNeeded === null ? null : <p>{t('requirement.alsoNeeded', { text: text(row.alsoNeeded) })}</p>}
          {row.checks.length === 0 ? null : <p>{t('requirement.checks', { checks: row.checks.map((each) => title(each)).join('; ') })}</p>}
        </details>
      )}
    </li>
  );
}

function groupsOf(rows: readonly RequirementRow[]): Map<string, RequirementRow[]> {
  const groups = new Map<string, RequirementRow[]>();
  for (const row of rows) groups.set(row.group.en, [...(groups.get(row.group.en) ?? []), row]);
  return groups;
}

/** What the scan says about each requirement of one regulation. It never says "conforms". */
export function RequirementList({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [chosen, setChosen] = useState(camera.regulations[0]?.id ?? '');
  const regulation = camera.regulations.find((each) => each.id === chosen);
  const rows = camera.requirements.filter((each) => each.regulation === chosen);
  if (regulation === undefined || rows.length === 0) return <Empty title={t('requirement.none')} text={t('requirement.noneText')} />;
  const to = regulation.validTo;
  return (
    <Stack>
      {camera.regulations.length < 2 ? null : (
        <SegmentedControl
          className="self-start wrap-segments"
          size="xs"
          aria-label={t('requirement.regulation')}
          value={chosen}
          onChange={setChosen}
          data={camera.regulations.map((each) => ({ value: each.id, label: each.name }))}
        />
      )}
      <div>
        <Text size="sm" fw={600}>
          {text(regulation.title)}
        </Text>
        <Text size="sm" c="dimmed">
          {t('requirement.validFrom', { from: formatPlainDate(regulation.validFrom) })}
          {to === null ? '' : t('requirement.validTo', { to: formatPlainDate(to) })} <ConfidenceMark confidence={regulation.confidence} />
        </Text>
      </div>
      <Alert color="brand" variant="light">
        {t(`basis.${regulation.basis}`)} {t('requirement.neverConforms')}
      </Alert>
      <Group gap="xs">
        {REQUIREMENT_VERDICTS.map((verdict) => (
          <Group key={verdict} gap={4}>
            <VerdictTag verdict={verdict} />
            <Text size="sm" component="span">
              {rows.filter((row) => row.verdict === verdict).length}
            </Text>
          </Group>
        ))}
      </Group>
      {[...groupsOf(rows)].map(([key, members]) => (
        <section key={key}>
          <Title order={3} size="h5" mb={4}>
            {members[0] === undefined ? key : text(members[0].group)}
          </Title>
          <ul className="plain-list">
            {members.map((row) => (
              <Row key={row.requirement} row={row} />
            ))}
          </ul>
        </section>
      ))}
    </Stack>
  );
}
