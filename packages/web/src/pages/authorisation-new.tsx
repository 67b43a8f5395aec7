import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { AuthorisationForm } from '../ui/authorisation-form.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';

/** Record an authorisation. */
export function NewAuthorisationPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Page title={t('authorisation.new')} lead={t('authorisation.lead')}>
      <Section>
        <AuthorisationForm
          onRecorded={(each) => navigate({ to: '/authorisations/$id', params: { id: each.id } })}
          onCancel={() => void navigate({ to: '/authorisations' })}
        />
      </Section>
    </Page>
  );
}
