import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, registerOf } from '@ancam/contract';
import type { RegisterDefinition } from '@ancam/contract';
import { NotFoundPage } from '../app/fault-page.tsx';
import { useChange } from '../lib/api.ts';
import { useText } from '../lib/language.ts';
import { useRegisterMay } from '../lib/registers.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { RecordForm } from '../ui/records/record-form.tsx';
import { Section } from '../ui/section.tsx';

function NewRecord({ register }: { readonly register: RegisterDefinition }): ReactNode {
  const { t } = useTranslation();
  const text = useText();
  const navigate = useNavigate();
  const may = useRegisterMay(register.id);
  const create = useChange(api.createRecord, ({ id }) =>
    navigate({ to: '/registers/$register/$id', params: { register: register.id, id } }),
  );
  return (
    <Page title={t('registers.new', { one: text(register.one) })} lead={text(register.title)}>
      <Section>
        <RecordForm
          register={register}
          may={may}
          error={create.error}
          pending={create.isPending}
          onSave={(entry) => create.mutate({ params: { register: register.id }, body: entry })}
          cancel={
            <ButtonLink to="/registers/$register" params={{ register: register.id }} variant="default">
              {t('common.back')}
            </ButtonLink>
          }
        />
      </Section>
    </Page>
  );
}

/** Enter a record of a register. */
export function NewRecordPage(): ReactNode {
  const { register: id } = useParams({ from: '/app/registers/$register/new' });
  const register = registerOf(id);
  return register === undefined ? <NotFoundPage /> : <NewRecord register={register} />;
}
