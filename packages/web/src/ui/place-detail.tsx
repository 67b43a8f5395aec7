import { CloseButton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { PlaceDetail as Detail, PlacePaper, PlaceView } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { useText } from '../lib/language.ts';
import { useSession } from '../lib/session.ts';
import { Async } from './async.tsx';
import { ConfidenceMark } from './confidence-mark.tsx';
import { TextLink } from './link.tsx';
import { usePlaceName, usePlacePeriod } from './place-list.tsx';
import { Section } from './section.tsx';

function Papers({ papers }: { readonly papers: readonly PlacePaper[] }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if (papers.length === 0) return t('places.noBasis');
  return (
    <ul className="plain-list">
      {papers.map((paper) => (
        <li key={paper.number}>
          {t('places.paper', { number: paper.number, issuer: text(paper.issuedBy) })}
          {paper.issued === null ? '' : ` ${t('places.issued', { day: formatPlainDate(paper.issued) })}`}: {text(paper.title)}{' '}
          <ConfidenceMark confidence={paper.confidence} short />
        </li>
      ))}
    </ul>
  );
}

/** Places before or after, each opened on a day on which it existed. */
function Lineage({ places, none }: { readonly places: readonly PlaceView[]; readonly none: string }): ReactNode {
  const { t } = useTranslation();
  const name = usePlaceName();
  const period = usePlacePeriod();
  if (places.length === 0) return <Text size="sm">{none}</Text>;
  return (
    <ul className="plain-list">
      {places.map((place) => (
        <li key={`${place.code} ${place.from}`}>
          <TextLink to="/places" search={{ code: place.code, on: place.until ?? place.from }} underline="always">
            {t(`places.types.${place.type}`, { defaultValue: place.type })} {name(place)}
          </TextLink>{' '}
          <span className="quiet small">
            {place.code} · {period(place)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ place }: { readonly place: Detail }): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const period = usePlacePeriod();
  return (
    <dl className="facts">
      <Fact label={t('places.type')}>{t(`places.types.${place.type}`, { defaultValue: place.type })}</Fact>
      <Fact label={t('places.code')}>
        <span className="mono">{place.code}</span>
      </Fact>
      <Fact label={t('places.path')}>
        <span className="mono">{place.path}</span>
      </Fact>
      <Fact label={t('places.period')}>
        {period(place)} <ConfidenceMark confidence={place.confidence} />
      </Fact>
      <Fact label={t('places.basis')}>
        <Papers papers={place.basis} />
      </Fact>
      {place.until === null ? null : (
        <Fact label={t('places.endBasis')}>
          <Papers papers={place.endBasis} />
        </Fact>
      )}
      <Fact label={t('places.predecessors')}>
        <Lineage places={place.predecessors} none={t(place.kind === 'commune' ? 'places.noPredecessors' : 'places.unchanged')} />
      </Fact>
      <Fact label={t('places.successors')}>
        <Lineage places={place.successors} none={t('places.goesOn')} />
      </Fact>
      {can('camera.read') && place.until === null ? (
        <Fact label={t('nav.cameras')}>
          <TextLink to="/cameras" search={{ status: 'in-use', place: place.path }}>
            {t('places.camerasHere')}
          </TextLink>
        </Fact>
      ) : null}
      {place.below === 0 ? null : (
        <Fact label={t('places.below')}>
          <TextLink to="/places" search={{ code: place.code, parent: place.code, on: place.onDay }}>
            {t('places.showBelow', { count: place.below })}
          </TextLink>
        </Fact>
      )}
    </dl>
  );
}

interface PlaceDetailProps {
  readonly code: string;
  readonly onDay: string | undefined;
  readonly onClose: () => void;
}

/** One unit: its days, papers, and what was before and after it. */
export function PlaceDetail({ code, onDay, onClose }: PlaceDetailProps): ReactNode {
  const { t } = useTranslation();
  const name = usePlaceName();
  const place = useRead(api.getPlace, { params: { code }, query: onDay === undefined ? {} : { onDay } });
  const title = place.data === undefined ? code : name(place.data);
  return (
    <Section title={title} actions={<CloseButton aria-label={t('places.close', { name: title })} onClick={onClose} />}>
      <Async query={place}>{(data) => <Facts place={data} />}</Async>
    </Section>
  );
}
