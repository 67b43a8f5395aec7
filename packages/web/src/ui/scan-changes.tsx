import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import type { ScanChange } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { useCheckTitle } from '../lib/knowledge.ts';
import { Async } from './async.tsx';
import { SeverityTag } from './badges.tsx';
import { DataTable } from './data-table.tsx';
import { TextLink } from './link.tsx';
import { Empty } from './states.tsx';

/** What changed since the scan before that covered the same addresses. */
export function ScanChangesPanel({ id }: { readonly id: string }): ReactNode {
  const { t } = useTranslation();
  const title = useCheckTitle();
  const changes = useRead(api.scanChanges, { params: { id } });
  return (
    <Async query={changes}>
      {(data) =>
        data.items.length === 0 ? (
          <Empty title={t('changes.none')} text={data.previousScanId === null ? t('changes.firstScan') : t('changes.noneText')} />
        ) : (
          <>
            {data.previousScanId === null ? null : (
              <Text size="sm" mb="sm">
                <TextLink to="/scans/$id" params={{ id: data.previousScanId }}>
                  {t('changes.previous')}
                </TextLink>
              </Text>
            )}
            <DataTable<ScanChange>
              label={t('scan.tab.changes')}
              rows={data.items}
              rowKey={(change) => JSON.stringify(change)}
              columns={[
                { key: 'kind', header: t('changes.what'), cell: (change) => t(`changes.kind.${change.kind}`) },
                {
                  key: 'address',
                  header: t('camera.address'),
                  cell: (change) =>
                    change.cameraId === null ? (
                      <span className="mono">{change.address}</span>
                    ) : (
                      <TextLink to="/cameras/$id" params={{ id: change.cameraId }} className="mono">
                        {change.address}
                      </TextLink>
                    ),
                },
                {
                  key: 'check',
                  header: t('changes.detail'),
                  cell: (change) =>
                    change.check === null ? (
                      <span className="breakable">{[change.before, change.after].filter((each) => each !== null).join(' → ')}</span>
                    ) : (
                      title(change.check)
                    ),
                },
                {
                  key: 'severity',
                  header: t('camera.severity'),
                  cell: (change) => (change.severity === null ? '–' : <SeverityTag severity={change.severity} />),
                },
              ]}
            />
          </>
        )
      }
    </Async>
  );
}
