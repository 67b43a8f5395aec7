import { Group } from '@mantine/core';
import { IconAlertOctagon, IconFileOff, IconHelpCircle, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { CameraRow } from '@ancam/contract';
import { Tag } from './badges.tsx';

/** What a person must know before going on with a camera: warned of, without papers, recorded abroad. */
export function CameraFlags({ camera }: { readonly camera: Pick<CameraRow, 'warned' | 'paperless' | 'storage' | 'status'> }): ReactNode {
  const { t } = useTranslation();
  return (
    <Group gap={4} component="span">
      {camera.warned === 'certain' ? (
        <Tag tone="critical" icon={IconAlertOctagon}>
          {t('flags.certain')}
        </Tag>
      ) : null}
      {camera.warned === 'possible' ? (
        <Tag tone="medium" icon={IconHelpCircle}>
          {t('flags.possible')}
        </Tag>
      ) : null}
      {camera.paperless && camera.status === 'in-use' ? (
        <Tag tone="low" icon={IconFileOff}>
          {t('flags.paperless')}
        </Tag>
      ) : null}
      {camera.storage === 'abroad' ? (
        <Tag tone="medium" icon={IconWorld}>
          {t('flags.abroad')}
        </Tag>
      ) : null}
    </Group>
  );
}
