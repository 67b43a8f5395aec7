import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { Authorisation } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { useSession } from '../lib/session.ts';
import { Async } from '../ui/async.tsx';
import { AuthorisationStateTag } from '../ui/authorisation-state.tsx';
import { DataTable } from '../ui/data-table.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';

/** Recorded authorisations, newest first. */
export function AuthorisationsPage(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const list = useRead(api.listAuthorisations);
  const add = can('authorisation.write') ? (
    <ButtonLink to="/authorisations/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('authorisation.new')}
    </ButtonLink>
  ) : undefined;
  return (
    <Page
      title={t('nav.authorisations')}
      lead={t('authorisation.lead')}
      actions={
        <>
          <ExportMenu href={(format, language) => urlOf(api.exportAuthorisations, { query: { format, language } })} />
          {add}
        </>
      }
    >
      <Async query={list}>
        {(data) =>
          data.items.length === 0 ? (
            <Section>
              <Empty title={t('authorisation.emptyTitle')} text={t('authorisation.emptyText')} action={add} />
            </Section>
          ) : (
            <Section flush>
              <DataTable<Authorisation>
                label={t('nav.authorisations')}
                rows={data.items}
                rowKey={(each) => each.id}
                columns={[
                  {
                    key: 'document',
                    header: t('authorisation.document'),
                    cell: (each) => (
                      <TextLink to="/authorisations/$id" params={{ id: each.id }} fw={600} className="breakable">
                        {each.document}
                      </TextLink>
                    ),
                  },
                  { key: 'by', header: t('authorisation.grantedBy'), cell: (each) => each.grantedBy },
                  { key: 'state', header: t('authorisation.state'), cell: (each) => <AuthorisationStateTag authorisation={each} /> },
                  {
                    key: 'valid',
                    header: t('authorisation.valid'),
                    cell: (each) => (
                      <span className="no-wrap">{`${formatPlainDate(each.validFrom)} – ${formatPlainDate(each.validUntil)}`}</span>
                    ),
                  },
                  {
                    key: 'targets',
                    header: t('authorisation.targets'),
                    cell: (each) => <span className="mono breakable clamp">{each.targets.join(', ')}</span>,
                  },
                ]}
              />
            </Section>
          )
        }
      </Async>
    </Page>
  );
}
