import { IconBan, IconBug, IconClock, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { EvidenceVersion } from '@ancam/contract';
import { Tag } from '../badges.tsx';

const LOOK = {
  waiting: { tone: 'busy', icon: IconClock },
  infected: { tone: 'critical', icon: IconBug },
  clean: { tone: 'good', icon: IconShieldCheck },
} as const;

/** What is special about a version: withdrawn, waiting, infected or looked at. Of one that nobody looked at nothing is said. */
export function FileState({ version }: { readonly version: EvidenceVersion }): ReactNode {
  const { t } = useTranslation();
  const { scan, withdrawnAt } = version;
  return (
    <>
      {withdrawnAt === null ? null : (
        <Tag tone="medium" icon={IconBan}>
          {t('evidence.withdrawn')}
        </Tag>
      )}
      {scan === 'unscanned' ? null : <Tag {...LOOK[scan]}>{t(`evidence.scan.${scan}`)}</Tag>}
    </>
  );
}
