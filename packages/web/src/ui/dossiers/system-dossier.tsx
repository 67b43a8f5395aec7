import { Group, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { SystemDetail } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { todayPlus } from '../../lib/format.ts';
import { Async } from '../async.tsx';
import { FormButton } from '../form-button.tsx';
import { TextLink } from '../link.tsx';
import { Section } from '../section.tsx';
import { DossierStateTag, DueMark } from './dossier-marks.tsx';

const OVER: ReadonlySet<string> = new Set(['approved', 'superseded', 'withdrawn']);

/** The dossiers of a system, and the way to begin one: the level comes first. */
export function SystemDossier({ system }: { readonly system: SystemDetail }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const dossiers = useRead(api.listDossiers, { query: { system: system.id } });
  const start = useChange(api.startDossier, ({ id }) => navigate({ to: '/dossiers/$id', params: { id } }));
  const { determined } = system;
  const levelled = determined !== null && determined.treatment === 'system';
  return (
    <Section title={t('dossiers.ofSystem')}>
      <Async query={dossiers} rows={2}>
        {({ items }) => (
          <>
            {items.map((dossier) => (
              <Group key={dossier.id} gap="sm">
                <TextLink to="/dossiers/$id" params={{ id: dossier.id }}>
                  {t('dossiers.levelOf', { level: dossier.level, regime: dossier.regime })}
                </TextLink>
                <DossierStateTag dossier={dossier} />
                {dossier.dueOn === null ? null : <DueMark dossier={dossier} />}
              </Group>
            ))}
            {items.every(({ state }) => OVER.has(state)) && system.state !== 'retired' ? (
              <>
                <Text size="sm" my="xs">
                  {t(levelled ? 'dossiers.none' : 'dossiers.levelFirst')}
                </Text>
                {levelled && system.actions.may.includes('edit') ? (
                  <FormButton
                    label={t('dossiers.begin')}
                    size="xs"
                    variant="default"
                    fields={[
                      { key: 'on', kind: 'date', label: t('dossiers.begunOn'), description: t('dossiers.begunHint'), required: true },
                    ]}
                    initial={{ on: todayPlus(0) }}
                    onSubmit={({ on = '' }) => start.mutateAsync({ body: { systemId: system.id, on } })}
                    error={start.error}
                    pending={start.isPending}
                  />
                ) : null}
              </>
            ) : null}
          </>
        )}
      </Async>
    </Section>
  );
}
