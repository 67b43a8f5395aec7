import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { BULK_MOST, api } from '@ancam/contract';
import type { BulkBody, BulkChange, BulkPreview } from '@ancam/contract';
import { useChange, useRead } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/language.ts';
import { Async } from '../async.tsx';
import { Fault } from '../states.tsx';

interface CountsProps {
  readonly preview: BulkPreview;
  /** How many were ticked; undefined where a filter chose them. */
  readonly ticked: number | undefined;
}

function Counts({ preview, ticked }: CountsProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const shown = (count: number): string => formatNumber(count, language);
  const left = ticked === undefined ? 0 : ticked - preview.total;
  return (
    <ul className="bulk-counts" data-testid="bulk-preview">
      <li>{t('bulk.willChange', { count: preview.change, shown: shown(preview.change) })}</li>
      {preview.same === 0 ? null : <li>{t('bulk.areSo', { count: preview.same, shown: shown(preview.same) })}</li>}
      {preview.refused.map(({ reason, count }) => (
        <li key={reason}>{t('bulk.refusedFor', { count, shown: shown(count), reason: t(`bulk.reason.${reason}`) })}</li>
      ))}
      {left > 0 ? <li>{t('bulk.leftOut', { count: left, shown: shown(left) })}</li> : null}
    </ul>
  );
}

interface BulkPreviewStepProps {
  readonly body: BulkBody;
  readonly ticked: number | undefined;
  readonly back: () => void;
  readonly onBegun: (change: BulkChange) => void;
}

/** What a change would do, before it is done. */
export function BulkPreviewStep({ body, ticked, back, onBegun }: BulkPreviewStepProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const preview = useRead(api.previewBulkChange, { body });
  const start = useChange(api.startBulkChange, onBegun);
  return (
    <Async query={preview}>
      {(data) => (
        <Stack>
          <Counts preview={data} ticked={ticked} />
          {data.tooMany ? <Alert color="orange">{t('bulk.tooMany', { most: formatNumber(BULK_MOST, language) })}</Alert> : null}
          {data.change === 0 ? <Text size="sm">{t('bulk.nothing')}</Text> : null}
          {start.isError ? <Fault error={start.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={back}>
              {t('common.back')}
            </Button>
            <Button
              disabled={data.change === 0 || data.tooMany}
              loading={start.isPending}
              onClick={() => start.mutate({ body: { ...body, expected: data.total } })}
            >
              {t('bulk.apply')}
            </Button>
          </Group>
        </Stack>
      )}
    </Async>
  );
}
