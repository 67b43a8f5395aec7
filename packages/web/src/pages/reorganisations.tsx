import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api, urlOf } from '@ancam/contract';
import type { Reorganisation } from '@ancam/contract';
import { usePages } from '../lib/api.ts';
import { formatPlainDate } from '../lib/format.ts';
import { useSession } from '../lib/session.ts';
import { DataTable } from '../ui/data-table.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Empty, Fault, Loading } from '../ui/states.tsx';
import { StateTag } from '../ui/reorganisations/state-tag.tsx';
import { ExportMenu } from '../ui/export-menu.tsx';

/** Reorganisations, the latest first. */
export function ReorganisationsPage(): ReactNode {
  const { t } = useTranslation();
  const { can } = useSession();
  const pages = usePages(api.listReorganisations, { query: {} });
  const rows = pages.data?.pages.flatMap((page) => page.items);
  const add = can('reorganisation.propose') ? (
    <ButtonLink to="/reorganisations/new" search={{}} leftSection={<IconPlus size={16} aria-hidden />}>
      {t('reorganisation.new')}
    </ButtonLink>
  ) : undefined;
  const body =
    rows === undefined ? (
      pages.isError ? (
        <Fault error={pages.error} retry={() => void pages.refetch()} />
      ) : (
        <Loading />
      )
    ) : rows.length === 0 ? (
      <Empty title={t('reorganisation.emptyTitle')} text={t('reorganisation.emptyText')} action={add} />
    ) : (
      <DataTable<Reorganisation>
        label={t('nav.reorganisations')}
        rows={rows}
        rowKey={(event) => event.id}
        columns={[
          {
            key: 'title',
            header: t('reorganisation.title'),
            cell: (event) => (
              <TextLink to="/reorganisations/$id" params={{ id: event.id }} fw={600}>
                {event.title}
              </TextLink>
            ),
          },
          { key: 'kind', header: t('reorganisation.kind'), cell: (event) => t(`reorganisation.kindOf.${event.kind}`) },
          { key: 'decree', header: t('reorganisation.decree'), cell: (event) => event.decree },
          { key: 'day', header: t('reorganisation.effectiveOn'), cell: (event) => formatPlainDate(event.effectiveOn) },
          { key: 'state', header: t('reorganisation.state'), cell: (event) => <StateTag state={event.actions.state} /> },
        ]}
      />
    );
  return (
    <Page
      title={t('nav.reorganisations')}
      lead={t('reorganisation.lead')}
      actions={
        <>
          <ExportMenu href={(format, language) => urlOf(api.exportReorganisations, { query: { format, language } })} />
          {add}
        </>
      }
    >
      <Section flush>
        {body}
        <MoreButton query={pages} />
      </Section>
    </Page>
  );
}
