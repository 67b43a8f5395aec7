import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { DocumentTree } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { formatDay } from '../lib/format.ts';
import { nameOf } from '../lib/registers.ts';
import { Async } from '../ui/async.tsx';
import { DocumentTags } from '../ui/documents/document-marks.tsx';
import { DocumentTreeView } from '../ui/documents/document-tree.tsx';
import { RecipientsPanel } from '../ui/documents/recipients-panel.tsx';
import { ButtonLink } from '../ui/link.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';

function DocumentView({ id, tree }: { readonly id: string; readonly tree: DocumentTree }): ReactNode {
  const { t } = useTranslation();
  const node = tree.nodes.find((each) => each.id === id);
  if (node === undefined) return <DocumentTreeView tree={tree} current={id} />;
  const lead = (
    <>
      {[node.issuer, formatDay(node.issuedOn)].filter(Boolean).join(' · ')} <DocumentTags node={node} />
    </>
  );
  const actions = (
    <ButtonLink to="/registers/$register/$id" params={{ register: 'documents', id }} variant="default">
      {t('documents.openRecord')}
    </ButtonLink>
  );
  return (
    <Page title={nameOf(node, t('registers.secretTitle'))} lead={lead} actions={actions}>
      <Section title={t('documents.tree')}>
        <DocumentTreeView tree={tree} current={id} />
      </Section>
      {node.direction === 'out' ? <RecipientsPanel documentId={id} /> : null}
    </Page>
  );
}

/** One document in its tree, with its recipients. */
export function DocumentPage(): ReactNode {
  const { id } = useParams({ from: '/app/documents/$id' });
  const tree = useRead(api.getDocumentTree, { params: { id } });
  return <Async query={tree}>{(data) => <DocumentView key={id} id={id} tree={data} />}</Async>;
}
