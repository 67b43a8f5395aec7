import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { DocumentNode, DocumentTree } from '@ancam/contract';
import { formatDay } from '../../lib/format.ts';
import { nameOf } from '../../lib/registers.ts';
import { TextLink } from '../link.tsx';
import { DeliveryProgress, DocumentTags } from './document-marks.tsx';

interface BranchProps {
  readonly nodes: readonly DocumentNode[];
  readonly parent: string | null;
  readonly current: string;
}

function Node({ node, current }: { readonly node: DocumentNode; readonly current: string }): ReactNode {
  const { t } = useTranslation();
  const isHere = node.id === current;
  return (
    <div className="document-node" data-here={isHere}>
      <div>
        <TextLink
          to="/documents/$id"
          params={{ id: node.id }}
          fw={600}
          className="breakable"
          {...(isHere ? { 'aria-current': 'true' as const } : {})}
        >
          {nameOf(node, t('registers.secretTitle'))}
        </TextLink>{' '}
        <DocumentTags node={node} />
      </div>
      <Text size="sm" c="dimmed" component="div" className="breakable">
        {[node.issuer, formatDay(node.issuedOn), isHere ? t('documents.here') : ''].filter(Boolean).join(' · ')}
      </Text>
      {node.direction === 'out' ? (
        <Text size="sm" component="div">
          <DeliveryProgress counts={node.recipients} />
        </Text>
      ) : null}
    </div>
  );
}

/** Lists within lists: a reader of screens hears how deep it is. */
function Branch({ nodes, parent, current }: BranchProps): ReactNode {
  const own = nodes.filter((node) => node.parent === parent);
  if (own.length === 0) return null;
  return (
    <ul className={parent === null ? 'document-tree' : undefined}>
      {own.map((node) => (
        <li key={node.id}>
          <Node node={node} current={current} />
          <Branch nodes={nodes} parent={node.id} current={current} />
        </li>
      ))}
    </ul>
  );
}

/** What carries out what, from the top down, with how far each has come with its recipients. */
export function DocumentTreeView({ tree, current }: { readonly tree: DocumentTree; readonly current: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Branch nodes={tree.nodes} parent={null} current={current} />
      {tree.cut ? <Text size="sm">{t('documents.cut')}</Text> : null}
    </>
  );
}
