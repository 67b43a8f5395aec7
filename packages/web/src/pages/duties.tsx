import { Alert, List, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { DutyBoard } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { useDutyWords } from '../lib/duties.ts';
import type { DutyWords } from '../lib/duties.ts';
import { readDutySearch } from '../lib/duty-search.ts';
import { formatPlainDate } from '../lib/format.ts';
import { Async } from '../ui/async.tsx';
import { DateField } from '../ui/date-field.tsx';
import { BoardDutyRow } from '../ui/duties/board-duty.tsx';
import { DutyNav } from '../ui/duties/duty-nav.tsx';
import '../ui/duties/duties.css';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { UnitPicker } from '../ui/units/unit-picker.tsx';

function NotOwed({ board, words }: { readonly board: DutyBoard; readonly words: DutyWords }): ReactNode {
  const { t } = useTranslation();
  if (board.notApplicable.length === 0) return null;
  return (
    <Section title={t('duties.notOwed', { count: board.notApplicable.length })}>
      <List size="sm" spacing={2}>
        {board.notApplicable.map(({ duty, because }) => (
          <List.Item key={duty} className="breakable">
            {duty} {words.title(duty)} — <span className="quiet">{t(`duties.because.${because}`, { defaultValue: because })}</span>
          </List.Item>
        ))}
      </List>
    </Section>
  );
}

function Board({ board, words }: { readonly board: DutyBoard; readonly words: DutyWords }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Section title={board.unit.name} flush>
        <Text size="sm" c="dimmed" px="md" py="xs" role="status">
          {t('duties.says', { day: formatPlainDate(board.on), count: board.duties.length })}
        </Text>
        {board.since.assumed ? (
          <Alert color="yellow" mx="md" mb="sm" py="xs" role="note">
            {t('duties.assumedSince', { day: formatPlainDate(board.since.day) })}{' '}
            <TextLink to="/units/$id" params={{ id: board.unit.id }}>
              {t('duties.giveSince')}
            </TextLink>
          </Alert>
        ) : null}
        {board.duties.length === 0 ? (
          <Empty title={t('duties.emptyTitle')} text={t('duties.emptyText')} />
        ) : (
          <ol className="duty-list">
            {board.duties.map((row) => (
              <BoardDutyRow key={row.duty} board={board} row={row} words={words} />
            ))}
          </ol>
        )}
      </Section>
      <NotOwed board={board} words={words} />
    </>
  );
}

/** What a unit owes on a day, those to be done next first. */
export function DutiesPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/app/duties' });
  const navigate = useNavigate();
  const words = useDutyWords();
  const { unit, on } = search;
  const board = useRead(api.dutyBoard, { query: { ...(unit === undefined ? {} : { unit }), ...(on === undefined ? {} : { on }) } });
  const set = (change: object): void => void navigate({ to: '/duties', search: readDutySearch({ ...search, ...change }), replace: true });
  const shown = board.data?.unit;
  return (
    <Page title={t('nav.duties')} lead={t('duties.lead')}>
      <DutyNav at="board" unit={unit} />
      <Section flush>
        <div className="filters" role="search" aria-label={t('duties.choose')}>
          <UnitPicker
            label={t('duties.unit')}
            value={unit ?? null}
            onChange={(chosen) => set({ unit: chosen ?? undefined })}
            chosen={unit === undefined || shown === undefined ? undefined : { value: shown.id, label: shown.name }}
          />
          <DateField label={t('duties.on')} value={on ?? ''} onChange={(day) => set({ on: day || undefined })} />
        </div>
      </Section>
      <Async query={board}>{(data) => <Board board={data} words={words} />}</Async>
    </Page>
  );
}
