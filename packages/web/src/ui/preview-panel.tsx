import { Alert, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ScanPreview } from '@ancam/contract';
import { messageText } from '@ancam/core';
import { formatNumber } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { DataTable } from './data-table.tsx';
import { Section } from './section.tsx';

type Line = ScanPreview['lines'][number];

/** What a scan would send, line by line, before anything is sent. */
export function PreviewPanel({ preview }: { readonly preview: ScanPreview }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <Section title={t('scanNew.previewTitle')}>
      <Text size="sm" mb="sm" role="status">
        {t('scanNew.previewCount', {
          addresses: formatNumber(preview.addresses, language),
          excluded: formatNumber(preview.excluded, language),
        })}
      </Text>
      {preview.notes.map((note) => (
        <Alert key={note} color="orange" mb="xs">
          {messageText(note, language)}
        </Alert>
      ))}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must be reached by the keyboard too */}
      <div className="preview-box" role="region" aria-label={t('scanNew.previewTitle')} tabIndex={0}>
        <DataTable<Line>
          label={t('scanNew.previewTitle')}
          rows={preview.lines}
          rowKey={(line) => `${line.address} ${line.port} ${line.shape} ${line.preview}`}
          columns={[
            { key: 'address', header: t('camera.address'), cell: (line) => <span className="mono">{line.address}</span> },
            { key: 'port', header: t('scanNew.port'), numeric: true, cell: (line) => (line.port === 0 ? '–' : line.port) },
            { key: 'when', header: t('scanNew.when'), cell: (line) => t(`scanNew.whenOf.${line.when}`) },
            { key: 'sent', header: t('scanNew.sent'), cell: (line) => <span className="mono breakable">{line.preview}</span> },
          ]}
        />
      </div>
      {preview.truncated ? (
        <Text size="xs" c="dimmed" mt="xs">
          {t('scanNew.previewTruncated')}
        </Text>
      ) : null}
    </Section>
  );
}
