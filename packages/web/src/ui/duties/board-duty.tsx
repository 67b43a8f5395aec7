import { Group, List, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { BoardDuty, DutyBoard } from '@ancam/contract';
import type { DutyWords } from '../../lib/duties.ts';
import { formatDay, formatNumber, formatPlainDate } from '../../lib/format.ts';
import { useLanguage, useText } from '../../lib/language.ts';
import { ConfidenceMark } from '../confidence-mark.tsx';
import { Facts } from '../facts.tsx';
import { RegisterLink, SourceLink } from './duty-source.tsx';
import { DutyStateTag } from './duty-state.tsx';
import { UrgeButton } from './urge-button.tsx';

interface BoardDutyProps {
  readonly board: DutyBoard;
  readonly row: BoardDuty;
  readonly words: DutyWords;
}

/** What an object is called; a restricted one is not named. */
function useObjectName({ objects }: DutyBoard): (id: string | null) => string {
  const { t } = useTranslation();
  return (id) => {
    if (id === null) return '';
    if (id === 'hidden') return t('duties.hiddenObject');
    const found = objects.find((each) => each.id === id);
    return found?.source.name || t('duties.unnamedObject');
  };
}

/** How many days late; empty where it is not. */
function useLateBy(): (days: number | null) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (days) => (days === null ? '' : t('duties.lateBy', { count: days, days: formatNumber(days, language) }));
}

/** When it is due and who says so. */
function DueLine({ board, row, words }: BoardDutyProps): ReactNode {
  const { t } = useTranslation();
  const lateBy = useLateBy();
  const { state, due, setBy, lateDays, metOn } = row;
  if (state === 'met' || state === 'met-late') {
    const late = lateBy(lateDays);
    return <span>{[t('duties.metOn', { day: formatDay(metOn) }), late].filter(Boolean).join('; ')}</span>;
  }
  if (due === null) return <span>{t('duties.noDay')}</span>;
  const by = setBy === null ? '' : t('duties.dueBy', { issuer: words.issuer(setBy, board.issuers) });
  const late = lateBy(lateDays);
  return <span>{[t('duties.due', { day: formatPlainDate(due) }), by, late].filter(Boolean).join('; ')}</span>;
}

/** What to do next: the first gap, and where to record it. */
function NextStep({ board, row, words }: BoardDutyProps): ReactNode {
  const { t } = useTranslation();
  const nameOf = useObjectName(board);
  const [gap] = row.gaps;
  const [fact] = gap?.facts ?? [];
  if (gap === undefined || fact === undefined) return null;
  const more = row.gaps.length - 1;
  return (
    <Text size="sm" component="div" className="breakable">
      <strong>{t('duties.next')}</strong> {words.fact(fact)}
      {gap.object === null ? null : <> — {nameOf(gap.object)}</>} <RegisterLink register={words.registerOf(fact)} />
      {more > 0 ? <span className="quiet"> {t('duties.moreGaps', { count: more })}</span> : null}
    </Text>
  );
}

function Evidence({ board, row, words }: BoardDutyProps): ReactNode {
  const { t } = useTranslation();
  const nameOf = useObjectName(board);
  if (row.evidence.length === 0 && row.hiddenEvidence === 0) return <span className="quiet">{t('duties.noEvidence')}</span>;
  return (
    <List size="sm" spacing={2}>
      {row.evidence.map((each) => (
        <List.Item key={`${each.fact} ${each.on} ${each.object ?? ''} ${each.source.id ?? ''}`}>
          {formatPlainDate(each.on)}: {words.fact(each.fact)}
          {each.object === null ? null : <> — {nameOf(each.object)}</>} <SourceLink source={each.source} />
        </List.Item>
      ))}
      {row.hiddenEvidence > 0 ? <List.Item>{t('duties.hiddenEvidence', { count: row.hiddenEvidence })}</List.Item> : null}
    </List>
  );
}

const GAPS_SHOWN = 20;

function Gaps({ board, row, words }: BoardDutyProps): ReactNode {
  const { t } = useTranslation();
  const nameOf = useObjectName(board);
  if (row.gaps.length === 0) return null;
  return (
    <List size="sm" spacing={2}>
      {row.gaps.slice(0, GAPS_SHOWN).map((gap) => (
        <List.Item key={`${gap.object ?? ''} ${gap.milestone} ${gap.due ?? ''}`}>
          {[
            nameOf(gap.object),
            words.milestone(row.duty, gap.milestone),
            gap.due === null ? '' : t('duties.due', { day: formatPlainDate(gap.due) }),
          ]
            .filter(Boolean)
            .join(' — ')}
        </List.Item>
      ))}
      {row.gaps.length > GAPS_SHOWN ? <List.Item>{t('duties.moreGaps', { count: row.gaps.length - GAPS_SHOWN })}</List.Item> : null}
    </List>
  );
}

function Readings({ board, row, words }: BoardDutyProps): ReactNode {
  const { t } = useTranslation();
  const lateBy = useLateBy();
  return (
    <List size="sm" spacing={2}>
      {row.readings.map((reading) => (
        <List.Item key={reading.setBy}>
          {words.issuer(reading.setBy, board.issuers)}: {words.milestone(row.duty, reading.milestone)}
          {reading.due === null ? '' : `, ${t('duties.due', { day: formatPlainDate(reading.due) })}`} —{' '}
          {t(`duties.states.${reading.state as BoardDuty['state']}`)}
          {reading.lateDays === null ? '' : `, ${lateBy(reading.lateDays)}`}
        </List.Item>
      ))}
    </List>
  );
}

/** Late for the unit itself, or for anybody who set a day. */
function isLate({ state, readings }: BoardDuty): boolean {
  return state === 'overdue' || readings.some((reading) => reading.state === 'overdue');
}

function Details(props: BoardDutyProps): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { row, words } = props;
  const duty = words.duty(row.duty);
  return (
    <Stack gap="xs" mt="xs">
      {duty === undefined ? null : <Text size="sm">{text(duty.what)}</Text>}
      {isLate(row) ? (
        <Group gap="xs">
          <UrgeButton duty={row.duty} unit={props.board.unit.id} />
        </Group>
      ) : null}
      <Facts
        rows={[
          [t('duties.clause'), duty === undefined ? '' : text(duty.clause)],
          [t('duties.as'), t(`duties.party.${row.as}`)],
          [t('duties.targets'), t('duties.targetsOf', { done: row.targets.done, all: row.targets.all, leftOut: row.targets.leftOut })],
          [t('duties.readings'), row.readings.length === 0 ? '' : <Readings {...props} />],
          [t('duties.evidence'), <Evidence key="evidence" {...props} />],
          [t('duties.gaps'), row.gaps.length === 0 ? '' : <Gaps {...props} />],
          [t('duties.waitsFor'), row.waitsFor.map((id) => `${id} ${words.title(id)}`).join('; ')],
          [t('duties.unanswered'), row.unanswered.map((id) => words.question(id)).join('; ')],
          [t('duties.changesOn'), formatDay(row.changesOn)],
          [t('duties.noDeadline'), duty?.noDeadline == null ? '' : text(duty.noDeadline)],
          [t('duties.conflict'), duty?.conflict == null ? '' : text(duty.conflict)],
        ]}
      />
    </Stack>
  );
}

/** One duty of a board: how it stands, when it is due and who says so, what to do next; the rest on demand. */
export function BoardDutyRow(props: BoardDutyProps): ReactNode {
  const { row, words } = props;
  const id = useId();
  const [opened, { toggle }] = useDisclosure(false);
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  return (
    <li className="duty-row">
      <Group justify="space-between" align="flex-start" gap="xs" wrap="wrap">
        <div className="duty-head">
          <UnstyledButton onClick={toggle} aria-expanded={opened} aria-controls={id} className="duty-title">
            <Chevron size={16} aria-hidden /> <strong>{row.duty}</strong> {words.title(row.duty)}
          </UnstyledButton>
          <Text size="sm" c="dimmed" component="div">
            <DueLine {...props} />
          </Text>
          <NextStep {...props} />
        </div>
        <Group gap={6}>
          <ConfidenceMark confidence={row.confidence} short />
          <DutyStateTag state={row.state} />
        </Group>
      </Group>
      <div id={id}>{opened ? <Details {...props} /> : null}</div>
    </li>
  );
}
