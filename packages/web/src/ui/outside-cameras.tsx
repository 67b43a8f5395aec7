import { Stack, Text } from '@mantine/core';
import { IconMapPinOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { OutsideCamera } from '@ancam/contract';
import { Tag } from './badges.tsx';
import { DataTable } from './data-table.tsx';
import { Section } from './section.tsx';

/** Cameras that answered discovery from addresses nobody named, marked as outside the scope; nothing where there are none. */
export function OutsideCameras({ cameras }: { readonly cameras: readonly OutsideCamera[] }): ReactNode {
  const { t } = useTranslation();
  if (cameras.length === 0) return null;
  return (
    <Section title={t('outside.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('outside.text')}</Text>
        <DataTable<OutsideCamera>
          label={t('outside.title')}
          rows={cameras}
          rowKey={(camera) => camera.address}
          columns={[
            {
              key: 'address',
              header: t('outside.address'),
              cell: (camera) => (
                <>
                  <span className="mono breakable">{camera.address}</span>{' '}
                  <Tag tone="medium" icon={IconMapPinOff}>
                    {t('outside.tag')}
                  </Tag>
                </>
              ),
            },
            { key: 'model', header: t('outside.model'), cell: ({ model }) => <span className="breakable">{model ?? '–'}</span> },
            {
              key: 'firmware',
              header: t('outside.firmware'),
              cell: ({ firmware }) => <span className="breakable">{firmware ?? '–'}</span>,
            },
            { key: 'serial', header: t('outside.serial'), cell: ({ serial }) => <span className="mono breakable">{serial ?? '–'}</span> },
            { key: 'mac', header: t('outside.mac'), cell: ({ mac }) => <span className="mono">{mac ?? '–'}</span> },
            {
              key: 'protocols',
              header: t('outside.protocols'),
              cell: ({ protocols }) => <span className="breakable">{protocols.join(', ')}</span>,
            },
          ]}
        />
      </Stack>
    </Section>
  );
}
