import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { LevelSheet } from '@ancam/contract';
import { ButtonLink } from '../link.tsx';
import { Page } from '../page.tsx';
import { Section } from '../section.tsx';
import { Empty } from '../states.tsx';
import { Changes, NoteChange } from './changes.tsx';
import { Determination } from './determination.tsx';
import { Worksheet } from './worksheet.tsx';

/** The level of a system, or how a group of cameras is treated: in force, under way, the worksheet, what has changed, what was before. */
export function Sheet({ sheet }: { readonly sheet: LevelSheet }): ReactNode {
  const { t } = useTranslation();
  const { subject, current, open, earlier, questions } = sheet;
  const actions = (
    <>
      {subject.kind === 'system' ? (
        <ButtonLink to="/systems/$id" params={{ id: subject.id }} variant="default">
          {t('levels.toSystem')}
        </ButtonLink>
      ) : null}
      <NoteChange sheet={sheet} />
    </>
  );
  const lead = [subject.owner, t(subject.kind === 'system' ? 'levels.leadSystem' : 'levels.leadGroup')].filter(Boolean).join(' · ');
  return (
    <Page title={t('levels.of', { name: subject.name })} lead={lead} actions={actions}>
      {current === null && open === null && !sheet.actions.may.includes('save') ? (
        <Section>
          <Empty title={t('levels.emptyTitle')} text={t('levels.emptyText')} />
        </Section>
      ) : null}
      {current === null ? null : <Determination title={t('levels.inForce')} questions={questions} determination={current} />}
      <Changes changes={sheet.changes} />
      {open === null ? null : <Determination title={t(`levels.openTitle.${stateOf(open)}`)} questions={questions} determination={open} />}
      {sheet.actions.may.includes('save') ? <Worksheet key={`${subject.id} ${open?.id ?? ''} ${current?.id ?? ''}`} sheet={sheet} /> : null}
      {earlier.map((each) => (
        <Determination key={each.id} title={t('levels.earlier')} questions={questions} determination={each} />
      ))}
    </Page>
  );
}

function stateOf({ actions: { state } }: NonNullable<LevelSheet['open']>): 'draft' | 'proposed' | 'returned' {
  return state === 'proposed' || state === 'returned' ? state : 'draft';
}
