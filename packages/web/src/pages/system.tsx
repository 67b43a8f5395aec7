import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { SYSTEM_ACTIONS, SYSTEM_TRANSITIONS, api } from '@ancam/contract';
import type { SystemDetail } from '@ancam/contract';
import { useChange, useRead } from '../lib/api.ts';
import { formatPlainDate, todayPlus } from '../lib/format.ts';
import { Async } from '../ui/async.tsx';
import { BehalfTag } from '../ui/behalf-tag.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { Facts } from '../ui/facts.tsx';
import { FormButton } from '../ui/form-button.tsx';
import { useLevelText } from '../ui/levels/level-tag.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { EvidencePanel } from '../ui/files/evidence-panel.tsx';
import { SystemDossier } from '../ui/dossiers/system-dossier.tsx';
import { Page } from '../ui/page.tsx';
import { SystemChecks } from '../ui/checks/system-checks.tsx';
import { SystemPlan } from '../ui/plans/system-plan.tsx';
import { Section } from '../ui/section.tsx';
import { systemBody, useSystemFields, valuesOf } from '../ui/system-form.tsx';

function Step({ system, action }: { readonly system: SystemDetail; readonly action: (typeof SYSTEM_ACTIONS)[number] }): ReactNode {
  const { t } = useTranslation();
  const move = useChange(api.moveSystem);
  const needsDocument = SYSTEM_TRANSITIONS.some((each) => each.action === action && each.from === system.state && each.needsDocument);
  return (
    <FormButton
      label={t(`systems.actions.${action}`)}
      variant="default"
      fields={[
        { key: 'on', kind: 'date', label: t('systems.on'), required: true },
        { key: 'document', label: t('warnings.document'), required: needsDocument },
        { key: 'reason', kind: 'area', label: t('common.note'), maxLength: 2000 },
      ]}
      initial={{ on: todayPlus(0) }}
      onSubmit={({ on = '', document = '', reason = '' }) =>
        move.mutateAsync({ params: { id: system.id }, body: { action, on, document, reason } })
      }
      error={move.error}
      pending={move.isPending}
    />
  );
}

function Actions({ system }: { readonly system: SystemDetail }): ReactNode {
  const { t } = useTranslation();
  const fields = useSystemFields();
  const update = useChange(api.updateSystem);
  const { may } = system.actions;
  return (
    <>
      {may.includes('edit') ? (
        <FormButton
          label={t('common.edit')}
          variant="default"
          fields={fields}
          initial={valuesOf(system)}
          onSubmit={(values) =>
            update.mutateAsync({ params: { id: system.id }, body: systemBody(values, t('systems.cameraZone'), system) })
          }
          error={update.error}
          pending={update.isPending}
        />
      ) : null}
      {SYSTEM_ACTIONS.filter((action) => may.includes(action)).map((action) => (
        <Step key={action} system={system} action={action} />
      ))}
    </>
  );
}

function Record({ system }: { readonly system: SystemDetail }): ReactNode {
  const { t } = useTranslation();
  return (
    <Section>
      <Facts
        rows={[
          [t('systems.owner'), system.owner],
          [t('systems.operator'), system.operator],
          [t('systems.code'), system.code],
          [t('systems.mandate'), system.mandate],
          [t('systems.purpose'), system.purpose],
          [t('systems.scope'), system.scope],
          [t('systems.reach'), t(`systems.reaches.${system.reach}`)],
          [t('systems.dedicated'), t(system.dedicated ? 'common.yes' : 'common.no')],
          [t('systems.host'), system.host?.name ?? ''],
          [t('systems.serviceType'), t(`systems.services.${system.serviceType}`)],
          [t('systems.informationKinds'), system.informationKinds.map((kind) => t(`systems.information.${kind}`)).join(', ')],
          [t('systems.secretPaper'), system.secretPaper],
          [t('systems.users'), system.usersEstimate],
          [t('papers.storage'), [t(`papers.at.${system.storage}`), system.storageHolder].filter(Boolean).join(' · ')],
          [t('systems.storageDays'), system.storageDays],
          [
            t('systems.groups'),
            system.groups.length === 0 ? null : (
              <ul key="groups" className="plain-list">
                {system.groups.map(({ id, name }) => (
                  <li key={id}>
                    <TextLink to="/cameras" search={{ group: id, status: 'in-use' }}>
                      {name}
                    </TextLink>
                  </li>
                ))}
              </ul>
            ),
          ],
          [t('common.note'), system.note],
          [
            t('nav.cameras'),
            <TextLink key="cameras" to="/cameras" search={{ system: system.id, status: 'in-use' }}>
              {system.cameras}
            </TextLink>,
          ],
        ]}
      />
    </Section>
  );
}

/** The level in force, and the way to its worksheet. */
function Level({ system }: { readonly system: SystemDetail }): ReactNode {
  const { t } = useTranslation();
  const levelText = useLevelText();
  const { determined } = system;
  const link = (
    <ButtonLink to="/systems/$id/level" params={{ id: system.id }} variant="default">
      {t('levels.open')}
    </ButtonLink>
  );
  return (
    <Section title={t('levels.section')} actions={link}>
      {determined === null ? (
        <p className="quiet">{t('levels.undetermined')}</p>
      ) : (
        <Facts
          rows={[
            [t('levels.result'), levelText(determined)],
            [t('levels.confirmedOn'), formatPlainDate(determined.confirmedOn)],
          ]}
        />
      )}
    </Section>
  );
}

function History({ system }: { readonly system: SystemDetail }): ReactNode {
  const { t } = useTranslation();
  if (system.events.length === 0) return null;
  return (
    <Section title={t('systems.history')} flush>
      <DataTable
        label={t('systems.history')}
        rows={system.events}
        rowKey={(each) => `${each.at} ${each.from} ${each.to}`}
        columns={[
          { key: 'on', header: t('systems.on'), cell: (each) => formatPlainDate(each.on) },
          {
            key: 'to',
            header: t('systems.state'),
            cell: (each) => `${t(`systems.states.${each.from}`)} → ${t(`systems.states.${each.to}`)}`,
          },
          { key: 'document', header: t('warnings.document'), cell: (each) => each.document || '–' },
          { key: 'by', header: t('systems.by'), cell: (each) => each.by },
          { key: 'reason', header: t('common.note'), cell: (each) => each.reason || '–' },
        ]}
      />
    </Section>
  );
}

function Zones({ system }: { readonly system: SystemDetail }): ReactNode {
  const { t } = useTranslation();
  if (system.zones.length === 0) return null;
  return (
    <Section title={t('systems.zones')} flush>
      <DataTable
        label={t('systems.zones')}
        rows={system.zones}
        rowKey={(zone) => `${zone.name} ${zone.ranges.join(' ')}`}
        columns={[
          { key: 'name', header: t('systems.zone'), cell: (zone) => zone.name },
          { key: 'kind', header: t('systems.zoneKind'), cell: (zone) => t(`systems.zoneKinds.${zone.kind}`) },
          {
            key: 'ranges',
            header: t('systems.ranges'),
            cell: (zone) => <span className="mono breakable">{zone.ranges.join(', ') || '–'}</span>,
          },
        ]}
      />
    </Section>
  );
}

function SystemView({ system }: { readonly system: SystemDetail }): ReactNode {
  const { t } = useTranslation();
  const lead = (
    <>
      {`${t(`systems.states.${system.state}`)} · ${formatPlainDate(system.stateSince)}`} <BehalfTag of={system} />
    </>
  );
  return (
    <Page title={system.name} lead={lead} actions={<Actions system={system} />}>
      <Record system={system} />
      <Level system={system} />
      <Zones system={system} />
      <SystemDossier system={system} />
      <SystemPlan system={system} />
      <SystemChecks system={system} />
      <EvidencePanel holder="systems" id={system.id} />
      <History system={system} />
    </Page>
  );
}

/** One system: its record, zones and life. */
export function SystemPage(): ReactNode {
  const { id } = useParams({ from: '/app/systems/$id' });
  const system = useRead(api.getSystem, { params: { id } });
  return <Async query={system}>{(data) => <SystemView key={data.id} system={data} />}</Async>;
}
