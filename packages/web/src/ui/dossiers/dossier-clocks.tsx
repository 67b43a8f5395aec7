import { Stack, Text } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { DossierClock, DossierDetail } from '@ancam/contract';
import { partyOf } from '../../lib/dossier-search.ts';
import { formatDay } from '../../lib/format.ts';
import { useText } from '../../lib/language.ts';
import { Tag } from '../badges.tsx';
import { ConfidenceMark } from '../confidence-mark.tsx';
import { Facts } from '../facts.tsx';
import { Section } from '../section.tsx';

function Late({ late, unit }: { readonly late: DossierClock['late']; readonly unit: string }): ReactNode {
  const { t } = useTranslation();
  if (late === null) return null;
  return (
    <Tag tone="critical" icon={IconClockExclamation}>
      {t(`dossiers.lateDays.${unit === 'working-days' ? 'working' : 'calendar'}`, {
        count: late.by,
        who: t(`dossiers.party.${partyOf(late.who)}`),
      })}
    </Tag>
  );
}

/** How a clock was counted: what started, paused and stopped it, and over which days no notice stands yet. */
function Counted({ clock }: { readonly clock: DossierClock }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { events, unsettled } = clock;
  return (
    <>
      <ul className="notes">
        {events.map(({ does, on, step }) => (
          <li key={`${does} ${on} ${step.en}`}>{t(`dossiers.does.${does}`, { day: formatDay(on), step: text(step) })}</li>
        ))}
      </ul>
      {unsettled.length === 0 ? null : (
        <Text size="sm">{t('dossiers.unsettled', { days: unsettled.map((day) => formatDay(day)).join(', ') })}</Text>
      )}
    </>
  );
}

/** How sure the limit is, and what is noted about it. */
function Basis({ limit }: { readonly limit: NonNullable<DossierClock['limit']> }): ReactNode {
  const text = useText();
  return (
    <>
      <ConfidenceMark confidence={limit.confidence} />
      {limit.note === null ? null : (
        <Text size="sm" c="dimmed">
          {text(limit.note)}
        </Text>
      )}
    </>
  );
}

function Clock({ clock }: { readonly clock: DossierClock }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const { limit, why, state } = clock;
  const unit = limit?.unit === 'working-days' ? 'working' : 'calendar';
  return (
    <div>
      <Text fw={600}>
        {text(clock.title)} <Late late={clock.late} unit={limit?.unit ?? ''} />
      </Text>
      <Facts
        rows={[
          [t('dossiers.clockState'), t(`dossiers.clock.${state}`)],
          [t('dossiers.limit'), limit === null ? null : t(`dossiers.days.${unit}`, { count: limit.amount })],
          [t('dossiers.due'), formatDay(clock.due)],
          [t('dossiers.used'), limit === null || clock.startedOn === null ? null : t(`dossiers.days.${unit}`, { count: clock.used })],
          [t('dossiers.noLimit'), why === null ? null : text(why)],
          [t('dossiers.clause'), limit === null ? null : text(limit.clause)],
        ]}
      />
      {limit === null ? null : <Basis limit={limit} />}
      {clock.events.length === 0 ? null : <Counted clock={clock} />}
    </div>
  );
}

/** The limits of a dossier: due when, counted how, late by whom. Clocks that have not begun are named with their limit. */
export function DossierClocks({ dossier }: { readonly dossier: DossierDetail }): ReactNode {
  const { t } = useTranslation();
  return (
    <Section title={t('dossiers.clocks')}>
      <Stack gap="md">
        {dossier.clocks.map((clock) => (
          <Clock key={clock.step} clock={clock} />
        ))}
      </Stack>
    </Section>
  );
}
