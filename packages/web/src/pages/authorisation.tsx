import { Button } from '@mantine/core';
import { IconFileTypePdf, IconRadar2 } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { Authorisation } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';
import { useChange, useRead } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { Async } from '../ui/async.tsx';
import { AuthorisationStateTag } from '../ui/authorisation-state.tsx';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { EvidencePanel } from '../ui/files/evidence-panel.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';

function Actions({ authorisation }: { readonly authorisation: Authorisation }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const revoke = useChange(api.revokeAuthorisation);
  const params = { id: authorisation.id };
  return (
    <>
      <Button
        component="a"
        variant="default"
        href={urlOf(api.authorisationLetter, { params, query: { language } })}
        download
        leftSection={<IconFileTypePdf size={16} aria-hidden />}
      >
        {t('authorisation.letter')}
      </Button>
      {authorisation.actions.may.includes('revoke') ? (
        <ConfirmButton
          variant="default"
          label={t('authorisation.revoke')}
          question={t('authorisation.revokeAsk')}
          consequence={t('authorisation.revokeThen')}
          action={() => revoke.mutateAsync({ params })}
          error={revoke.error}
          pending={revoke.isPending}
        />
      ) : null}
      {authorisation.actions.may.includes('scan') ? (
        <ButtonLink to="/scans/new" search={{ authorisation: authorisation.id }} leftSection={<IconRadar2 size={16} aria-hidden />}>
          {t('scan.start')}
        </ButtonLink>
      ) : null}
    </>
  );
}

function AuthorisationView({ authorisation }: { readonly authorisation: Authorisation }): ReactNode {
  const { t } = useTranslation();
  const rows = [
    ['grantedBy', [authorisation.grantedBy, authorisation.grantedByTitle].filter(Boolean).join(' – ')],
    ['document', authorisation.document],
    ['documentDate', formatPlainDate(authorisation.documentDate)],
    ['valid', `${formatPlainDate(authorisation.validFrom)} – ${formatPlainDate(authorisation.validUntil)}`],
    ['targets', authorisation.targets.join(', ')],
    ['excluded', authorisation.excluded.join(', ')],
    ['publicHolder', authorisation.publicHolder ?? ''],
    ['factoryPasswordTest', t(authorisation.factoryPasswordTest ? 'common.yes' : 'common.no')],
    ['note', authorisation.note],
    ['recorded', `${authorisation.createdBy}, ${formatDateTime(authorisation.createdAt)}`],
    ['revoked', authorisation.revokedAt === null ? '' : formatDateTime(authorisation.revokedAt)],
  ] as const;
  return (
    <Page
      title={authorisation.document}
      lead={<AuthorisationStateTag authorisation={authorisation} />}
      actions={<Actions authorisation={authorisation} />}
    >
      <Section>
        <dl className="facts">
          {rows
            .filter(([, value]) => value !== '')
            .map(([key, value]) => (
              <div key={key}>
                <dt>{t(`authorisation.${key}`)}</dt>
                <dd className="breakable">{value}</dd>
              </div>
            ))}
        </dl>
      </Section>
      <EvidencePanel holder="authorisations" id={authorisation.id} />
    </Page>
  );
}

/** One authorisation and its letter for the head of the unit to sign. */
export function AuthorisationPage(): ReactNode {
  const { id } = useParams({ from: '/app/authorisations/$id' });
  const authorisation = useRead(api.getAuthorisation, { params: { id } });
  return <Async query={authorisation}>{(data) => <AuthorisationView authorisation={data} />}</Async>;
}
