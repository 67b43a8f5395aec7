import { Alert, Button } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { DossierDetail, DossierEvent } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange, useRead } from '../lib/api.ts';
import { partyOf } from '../lib/dossier-search.ts';
import { formatDay, todayPlus } from '../lib/format.ts';
import { useText } from '../lib/language.ts';
import { Async } from '../ui/async.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { DossierClocks } from '../ui/dossiers/dossier-clocks.tsx';
import { DossierForm } from '../ui/dossiers/dossier-form.tsx';
import { DossierForms } from '../ui/dossiers/dossier-forms.tsx';
import { DossierPath, DossierStateTag } from '../ui/dossiers/dossier-marks.tsx';
import { DossierParties } from '../ui/dossiers/dossier-parties.tsx';
import { DossierParts } from '../ui/dossiers/dossier-parts.tsx';
import { DossierSteps } from '../ui/dossiers/dossier-steps.tsx';
import { DossierTalk } from '../ui/dossiers/dossier-talk.tsx';
import { DossierVersions } from '../ui/dossiers/dossier-versions.tsx';
import { Facts } from '../ui/facts.tsx';
import { EvidencePanel } from '../ui/files/evidence-panel.tsx';
import { FormButton } from '../ui/form-button.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Fault } from '../ui/states.tsx';

interface OfDossier {
  readonly dossier: DossierDetail;
}

/** Level, regime, parties and catalogue are taken anew into a draft. */
function Refresh({ dossier }: OfDossier): ReactNode {
  const { t } = useTranslation();
  const refresh = useChange(api.refreshDossier);
  if (!dossier.actions.may.includes('refresh')) return null;
  return (
    <>
      {refresh.isError ? <Fault error={refresh.error} /> : null}
      <Button variant="default" loading={refresh.isPending} onClick={() => refresh.mutate({ params: { id: dossier.id } })}>
        {t('dossiers.refresh')}
      </Button>
    </>
  );
}

function Notices({ dossier }: OfDossier): ReactNode {
  const { t } = useTranslation();
  const under = !['approved', 'superseded', 'withdrawn'].includes(dossier.state);
  return (
    <>
      {dossier.levelChanged && under ? <Alert color="yellow">{t('dossiers.levelChanged')}</Alert> : null}
      {dossier.catalogueChanged && under ? <Alert color="yellow">{t('dossiers.catalogueChanged')}</Alert> : null}
    </>
  );
}

/** Number, day and issuer as on the signed copy; told where the issuer is not the unit that approves. */
function Decision({ dossier }: OfDossier): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {[dossier.decisionNumber, formatDay(dossier.approvedOn), dossier.decisionIssuer].filter(Boolean).join(', ')}
      {dossier.otherIssuer ? <div className="quiet small">{t('dossiers.otherIssuer')}</div> : null}
    </>
  );
}

function Head({ dossier }: OfDossier): ReactNode {
  const { t } = useTranslation();
  const { bylaw, newOrUpgraded } = dossier;
  const answered = newOrUpgraded === null ? t('dossiers.unanswered') : t(newOrUpgraded ? 'common.yes' : 'common.no');
  return (
    <Section title={t('dossiers.facts')} actions={<DossierForm dossier={dossier} />}>
      <Facts
        rows={[
          [
            t('dossiers.system'),
            <TextLink key="system" to="/systems/$id" params={{ id: dossier.system.id }}>
              {dossier.system.name}
            </TextLink>,
          ],
          [t('dossiers.unit'), dossier.unit],
          [t('dossiers.newOrUpgraded'), answered],
          [t('dossiers.domain'), t(`dossiers.domains.${dossier.domain}`)],
          [t('dossiers.ownerPaper'), dossier.ownerPaper],
          [t('dossiers.appraiserPaper'), dossier.appraiserPaper],
          [
            t('dossiers.bylawId'),
            bylaw === null ? t('dossiers.noBylaw') : [bylaw.title, formatDay(bylaw.issuedOn)].filter(Boolean).join(' · '),
          ],
          [t('dossiers.listPaper'), dossier.listPaper],
          [t('dossiers.submittedOn'), formatDay(dossier.submittedOn)],
          [t('dossiers.decision'), dossier.decisionNumber === '' ? null : <Decision key="decision" dossier={dossier} />],
          [t('dossiers.catalogue'), <code key="hash">{dossier.catalogueHash.slice(0, 12)}</code>],
          [t('common.note'), dossier.note],
        ]}
      />
    </Section>
  );
}

/** What stands before the system goes into operation. */
function Operation({ dossier }: OfDossier): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const assess = useChange(api.assessDossier);
  if (dossier.state !== 'approved' || dossier.newOrUpgraded !== true) return null;
  const { preOperationCheck: check } = dossier;
  const take = (preOperationOn: string | null) => assess.mutateAsync({ params: { id: dossier.id }, body: { preOperationOn } });
  const action = !dossier.actions.may.includes('assess') ? null : check === null ? (
    <FormButton
      label={t('dossiers.assess')}
      size="xs"
      variant="default"
      fields={[{ key: 'on', kind: 'date', label: t('dossiers.preOperationOn'), description: t('dossiers.assessHint') }]}
      initial={{ on: dossier.preOperationOn ?? todayPlus(0) }}
      onSubmit={({ on = '' }) => take(on === '' ? null : on)}
      error={assess.error}
      pending={assess.isPending}
    />
  ) : check.passed && check.on !== dossier.preOperationOn ? (
    <Button size="xs" variant="default" loading={assess.isPending} onClick={() => void take(check.on)}>
      {t('dossiers.takeCheck')}
    </Button>
  ) : null;
  return (
    <Section title={t('dossiers.operation')} actions={action}>
      <Facts
        rows={[
          [t('dossiers.planDeployedOn'), formatDay(dossier.planDeployedOn)],
          [t('dossiers.preOperationOn'), formatDay(dossier.preOperationOn)],
          [
            t('dossiers.preOperationCheck'),
            check === null ? null : (
              <TextLink key="check" to="/checks/$id" params={{ id: check.id }}>
                {t(check.passed ? 'dossiers.checkPassed' : 'dossiers.checkOpen', { day: formatDay(check.on), count: check.open })}
              </TextLink>
            ),
          ],
        ]}
      />
      <ul className="notes">
        {dossier.operation.length === 0 ? <li>{t('dossiers.operationFree')}</li> : null}
        {dossier.operation.map(({ what, text: said, clause }) => (
          <li key={what}>
            {said === null ? what : text(said)} {clause === null ? '' : `(${text(clause)})`}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Files({ dossier }: OfDossier): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const parts = dossier.parts.map(({ id, title }) => ({ id, title: text(title) }));
  return <EvidencePanel holder="dossiers" id={dossier.id} fields={[{ id: 'decision', title: t('dossiers.decisionCopy') }, ...parts]} />;
}

function History({ dossier }: OfDossier): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  if (dossier.events.length === 0) return null;
  return (
    <Section title={t('dossiers.history')} flush>
      <DataTable<DossierEvent>
        label={t('dossiers.history')}
        rows={dossier.events}
        rowKey={(event) => event.id}
        columns={[
          { key: 'on', header: t('dossiers.on'), cell: (event) => <span className="no-wrap">{formatDay(event.on)}</span> },
          { key: 'step', header: t('dossiers.step'), cell: (event) => text(event.title) },
          { key: 'party', header: t('dossiers.as'), cell: (event) => t(`dossiers.party.${partyOf(event.party)}`) },
          { key: 'by', header: t('dossiers.by'), cell: (event) => `${event.by}, ${formatDateTime(event.at)}` },
          { key: 'document', header: t('dossiers.document'), cell: (event) => <span className="breakable">{event.document || '–'}</span> },
          { key: 'reason', header: t('dossiers.reason'), cell: (event) => <span className="breakable">{event.reason || '–'}</span> },
        ]}
      />
    </Section>
  );
}

function DossierView({ dossier }: OfDossier): ReactNode {
  const { t } = useTranslation();
  const lead = (
    <>
      <DossierStateTag dossier={dossier} /> {t('dossiers.levelOf', { level: dossier.level, regime: dossier.regime })}
    </>
  );
  return (
    <Page title={t('dossiers.title', { system: dossier.system.name })} lead={lead} actions={<Refresh dossier={dossier} />}>
      <Notices dossier={dossier} />
      <Section title={t('dossiers.path')}>
        <DossierPath path={dossier.path} />
      </Section>
      <DossierSteps dossier={dossier} />
      <DossierClocks dossier={dossier} />
      <DossierParties dossier={dossier} />
      <Head dossier={dossier} />
      <DossierParts dossier={dossier} />
      <Files dossier={dossier} />
      <Operation dossier={dossier} />
      <DossierForms dossier={dossier} />
      <DossierTalk dossier={dossier} />
      <DossierVersions dossier={dossier} />
      <History dossier={dossier} />
    </Page>
  );
}

/** One level dossier: where it stands, what stands against each step, its contents and history. */
export function DossierPage(): ReactNode {
  const { id } = useParams({ from: '/app/dossiers/$id' });
  const dossier = useRead(api.getDossier, { params: { id } });
  return <Async query={dossier}>{(data) => <DossierView key={data.id} dossier={data} />}</Async>;
}
