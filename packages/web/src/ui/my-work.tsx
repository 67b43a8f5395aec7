import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { MyWork as Waiting, WorkItem } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { formatDay, formatNumber } from '../lib/format.ts';
import { useLanguage, useText } from '../lib/language.ts';
import { Async } from './async.tsx';
import { HrefLink } from './link.tsx';
import { Section } from './section.tsx';

function Item({ item }: { readonly item: WorkItem }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { name, what, unit, due, late, link } = item;
  return (
    <li className="work-item">
      <span className="breakable grow">
        <HrefLink href={link}>{text(name)}</HrefLink>
        <span className="quiet small work-what">{[text(what), unit].filter(Boolean).join(' · ')}</span>
      </span>
      {due === null ? null : (
        <span className={late ? 'work-due late' : 'work-due'}>{t(late ? 'myWork.lateSince' : 'myWork.due', { day: formatDay(due) })}</span>
      )}
    </li>
  );
}

function Kind({ group }: { readonly group: Waiting['groups'][number] }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const { kind, count, more, link, items } = group;
  const shown = formatNumber(count, language);
  return (
    <section aria-label={t(`myWork.kinds.${kind}`)}>
      <h3 className="part-title work-head">
        <span>
          {t(`myWork.kinds.${kind}`)} <span className="work-count">{more ? t('myWork.more', { count: shown }) : shown}</span>
        </span>
        <HrefLink href={link} className="small">
          {t('myWork.all')}
        </HrefLink>
      </h3>
      <ul className="plain-list">
        {items.map((item) => (
          <Item key={item.id} item={item} />
        ))}
      </ul>
      {count > items.length ? <p className="quiet small">{t('myWork.rest', { count: count - items.length })}</p> : null}
    </section>
  );
}

/** What waits for the reader, by kind, each with where it is done. */
export function MyWork(): ReactNode {
  const { t } = useTranslation();
  const work = useRead(api.myWork);
  return (
    <Section title={t('myWork.title')}>
      <Async query={work} rows={3}>
        {({ groups }) =>
          groups.length === 0 ? (
            <p className="work-none">{t('myWork.nothing')}</p>
          ) : (
            <div className="work-groups">
              {groups.map((group) => (
                <Kind key={group.kind} group={group} />
              ))}
            </div>
          )
        }
      </Async>
    </Section>
  );
}
