import { Alert } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { Warning } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange, useRead } from '../lib/api.ts';
import { formatPlainDate, todayPlus } from '../lib/format.ts';
import { Async } from '../ui/async.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { Facts } from '../ui/facts.tsx';
import { EvidencePanel } from '../ui/files/evidence-panel.tsx';
import { FormButton } from '../ui/form-button.tsx';
import { TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { WarningStateTag } from '../ui/warning-state.tsx';

function Actions({ warning }: { readonly warning: Warning }): ReactNode {
  const { t } = useTranslation();
  const params = { id: warning.id };
  const publish = useChange(api.publishWarning);
  const refuse = useChange(api.refuseWarning);
  const withdraw = useChange(api.withdrawWarning);
  const { may } = warning.actions;
  const reason = { key: 'reason', kind: 'area', label: t('warnings.reason'), required: true } as const;
  return (
    <>
      {may.includes('refuse') ? (
        <FormButton
          label={t('warnings.refuse')}
          variant="default"
          fields={[reason]}
          onSubmit={(values) => refuse.mutateAsync({ params, body: { reason: values.reason ?? '' } })}
          error={refuse.error}
          pending={refuse.isPending}
        />
      ) : null}
      {may.includes('publish') ? (
        <ConfirmButton
          label={t('warnings.publish')}
          question={t('warnings.publishAsk')}
          consequence={t('warnings.publishThen')}
          action={() => publish.mutateAsync({ params })}
          error={publish.error}
          pending={publish.isPending}
        />
      ) : null}
      {may.includes('withdraw') ? (
        <FormButton
          label={t('warnings.withdraw')}
          variant="default"
          fields={[{ key: 'on', kind: 'date', label: t('warnings.withdrawnOn'), required: true }, reason]}
          initial={{ on: todayPlus(0) }}
          onSubmit={(values) => withdraw.mutateAsync({ params, body: { on: values.on ?? '', reason: values.reason ?? '' } })}
          error={withdraw.error}
          pending={withdraw.isPending}
        />
      ) : null}
    </>
  );
}

function meantModels(warning: Warning): string {
  return [...warning.models.map(({ name }) => name), ...warning.modelPatterns].join(', ');
}

function WarningView({ warning }: { readonly warning: Warning }): ReactNode {
  const { t } = useTranslation();
  const own = warning.actions.blockers.some(({ action, reason }) => action === 'publish' && reason === 'own-proposal');
  const to = warning.firmwareTo === '' ? '' : `${warning.firmwareTo}${warning.firmwareToIncluded ? '' : ` ${t('warnings.excluded')}`}`;
  return (
    <Page title={warning.title} lead={<WarningStateTag state={warning.actions.state} />} actions={<Actions warning={warning} />}>
      {own ? <Alert color="gray">{t('warnings.ownProposal')}</Alert> : null}
      {warning.actions.state === 'published' && !warning.applied ? <Alert color="yellow">{t('warnings.notApplied')}</Alert> : null}
      <Section>
        <Facts
          rows={[
            [t('warnings.issuer'), warning.issuer],
            [t('warnings.document'), `${warning.document} · ${formatPlainDate(warning.documentDate)}`],
            [t('warnings.validFrom'), formatPlainDate(warning.validFrom)],
            [t('camera.maker'), warning.makerName],
            [t('warnings.models'), meantModels(warning) || t('warnings.allModels')],
            [t('warnings.revision'), warning.revision],
            [t('warnings.firmwareFrom'), warning.firmwareFrom],
            [t('warnings.firmwareTo'), to],
            [t('warnings.effect'), warning.effect],
            [t('warnings.remedy'), warning.remedy],
            [t('warnings.proposedBy'), `${warning.proposedBy}, ${formatDateTime(warning.proposedAt)}`],
            [t('warnings.decidedBy'), warning.decidedAt === null ? '' : `${warning.decidedBy ?? ''}, ${formatDateTime(warning.decidedAt)}`],
            [t('warnings.reason'), warning.withdrawnReason || warning.decidedReason],
            [t('warnings.withdrawnOn'), warning.withdrawnOn === null ? '' : formatPlainDate(warning.withdrawnOn)],
          ]}
        />
      </Section>
      <EvidencePanel holder="warnings" id={warning.id} />
      {warning.cameras === null ? null : (
        <Section title={t('warnings.cameras')}>
          <Facts
            rows={[
              [t('flags.certain'), String(warning.cameras.certain)],
              [t('flags.possible'), String(warning.cameras.possible)],
            ]}
          />
          <TextLink to="/cameras" search={{ warning: warning.id }}>
            {t('warnings.showCameras')}
          </TextLink>
        </Section>
      )}
    </Page>
  );
}

/** One warning, and the decision about it. */
export function WarningPage(): ReactNode {
  const { id } = useParams({ from: '/app/warnings/$id' });
  const warning = useRead(api.getWarning, { params: { id } });
  return <Async query={warning}>{(data) => <WarningView warning={data} />}</Async>;
}
