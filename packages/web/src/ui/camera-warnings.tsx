import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertOctagon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { CameraDetail } from '@ancam/contract';
import { formatPlainDate } from '../lib/format.ts';
import { TextLink } from './link.tsx';

/** The warnings that mean a camera, with what to do about each. */
export function CameraWarnings({ camera }: { readonly camera: CameraDetail }): ReactNode {
  const { t } = useTranslation();
  if (camera.warnings.length === 0) return null;
  const certain = camera.warned === 'certain';
  return (
    <Alert
      color={certain ? 'red' : 'yellow'}
      variant="light"
      icon={<IconAlertOctagon aria-hidden />}
      title={t(`flags.head.${certain ? 'certain' : 'possible'}`)}
    >
      <Stack gap="xs">
        {camera.warnings.map((warning) => (
          <div key={warning.id}>
            <TextLink to="/warnings/$id" params={{ id: warning.id }} fw={600} className="breakable">
              {warning.title}
            </TextLink>
            <Text size="sm">
              {t('flags.by', { issuer: warning.issuer, document: warning.document, date: formatPlainDate(warning.documentDate) })}
              {warning.certainty === 'possible' ? ` ${t('flags.notSure')}` : ''}
            </Text>
            {warning.remedy === '' ? null : <Text size="sm">{warning.remedy}</Text>}
          </div>
        ))}
        <Text size="sm">{t('flags.duty')}</Text>
      </Stack>
    </Alert>
  );
}
