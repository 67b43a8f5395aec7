import { Alert, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { CameraDetail, CameraJudgements, RequirementRow } from '@ancam/contract';
import { REQUIREMENT_VERDICTS } from '@ancam/core';
import type { Conformity, RequirementStanding } from '@ancam/core';
import { useRead } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { useCheckTitle } from '../lib/knowledge.ts';
import { useText } from '../lib/language.ts';
import { VerdictTag } from './badges.tsx';
import { ConfidenceMark } from './confidence-mark.tsx';
import { AddJudgement } from './judgements/add-judgement.tsx';
import { JudgementList } from './judgements/judgement-list.tsx';
import { StandingTag } from './judgements/standing-tag.tsx';
import { Empty, Fault } from './states.tsx';

/** What people concluded about one requirement. */
interface Judged {
  readonly rows: CameraJudgements['items'];
  readonly standing: RequirementStanding;
  /** Something of it counts. */
  readonly spoken: boolean;
  readonly add: ReactNode;
}

interface RowProps {
  readonly row: RequirementRow;
  readonly judged: Judged | undefined;
}

const CONFORMITY_COLOUR = { conforms: 'green', 'does-not-conform': 'red', open: 'gray' } as const satisfies Record<Conformity, string>;

function Head({ row, judged }: RowProps): ReactNode {
  const text = useText();
  return (
    <>
      <span className="mono requirement-id">{row.requirement}</span>
      <span className="grow">
        {text(row.title)} <ConfidenceMark confidence={row.confidence} short />
      </span>
      {judged === undefined || !judged.spoken ? <VerdictTag verdict={row.verdict} /> : <StandingTag standing={judged.standing} />}
    </>
  );
}

function Row({ row, judged }: RowProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const title = useCheckTitle();
  const bare = row.scanShows === null && row.alsoNeeded === null && row.checks.length === 0 && judged === undefined;
  return (
    <li className="requirement" data-testid="requirement" data-verdict={row.verdict}>
      {bare ? (
        <div className="requirement-head">
          <Head row={row} judged={judged} />
        </div>
      ) : (
        <details>
          <summary className="requirement-head">
            <Head row={row} judged={judged} />
          </summary>
          {judged === undefined || !judged.spoken ? null : (
            <p>
              {t('judgement.scanSays')} <VerdictTag verdict={row.verdict} />
            </p>
          )}
          {row.scanShows === null ? null : <p>{t('requirement.scanShows', { text: text(row.scanShows) })}</p>}
          {row.alsoNeeded === null ? null : <p>{t('requirement.alsoNeeded', { text: text(row.alsoNeeded) })}</p>}
          {row.checks.length === 0 ? null : <p>{t('requirement.checks', { checks: row.checks.map((each) => title(each)).join('; ') })}</p>}
          {judged === undefined ? null : (
            <>
              <JudgementList rows={judged.rows} />
              {judged.add}
            </>
          )}
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

/** What people concluded about the requirements of a regulation; undefined until it has been read. */
function useJudged(camera: CameraDetail, regulation: string) {
  const judgements = useRead(api.listJudgements, { params: { id: camera.id } });
  const { data } = judgements;
  const of = data?.regulations.find((each) => each.id === regulation);
  return {
    fault: judgements.isError ? judgements.error : undefined,
    conformity: of?.conformity,
    find: data === undefined ? undefined : finder(data, camera.id, regulation),
  };
}

function finder(data: CameraJudgements, cameraId: string, regulation: string): (row: RequirementRow) => Judged | undefined {
  const of = data.regulations.find((each) => each.id === regulation);
  return ({ requirement }) => {
    const found = of?.requirements.find((each) => each.requirement === requirement);
    if (found === undefined) return undefined;
    const rows = data.items.filter((each) => each.regulation === regulation && each.requirement === requirement);
    const add = data.actions.may.includes('add') ? (
      <AddJudgement cameraId={cameraId} regulation={regulation} requirement={requirement} units={found.units} firmware={data.firmware} />
    ) : null;
    return { rows, standing: found.standing, spoken: rows.some(({ counts }) => counts), add };
  };
}

/** What scan and people say about each requirement of one regulation. A scan never says "conforms". */
export function RequirementList({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const [chosen, setChosen] = useState(camera.regulations[0]?.id ?? '');
  const judged = useJudged(camera, chosen);
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
      {judged.fault === undefined ? null : <Fault error={judged.fault} />}
      {judged.conformity === undefined ? null : (
        <Alert color={CONFORMITY_COLOUR[judged.conformity]} variant="light" title={t('judgement.conformityTitle')} data-testid="conformity">
          {t(`judgement.conformity.${judged.conformity}`)}
        </Alert>
      )}
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
              <Row key={row.requirement} row={row} judged={judged.find?.(row)} />
            ))}
          </ul>
        </section>
      ))}
    </Stack>
  );
}
