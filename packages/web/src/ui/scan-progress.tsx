import { Group, Progress, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { ScanProgress } from '@ancam/contract';
import { formatDuration, formatNumber, formatPercent } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { overallShare, stageShare } from '../lib/progress.ts';
import { Section } from './section.tsx';

interface ScanProgressPanelProps {
  readonly progress: ScanProgress | null;
  /** Another scan runs before this one. */
  readonly queued: boolean;
  readonly connected: boolean;
}

/** How far a running scan has come. */
export function ScanProgressPanel({ progress, queued, connected }: ScanProgressPanelProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const share = progress === null ? 0 : stageShare(progress);
  return (
    <Section title={t('scan.progress')}>
      <Progress.Root size="lg">
        <Progress.Section value={progress === null ? 0 : overallShare(progress) * 100} aria-label={t('scan.progress')} animated />
      </Progress.Root>
      <Group justify="space-between" mt="xs" gap="xs" data-testid="scan-progress">
        <Text size="sm" role="status">
          {progress === null
            ? t(queued ? 'scan.queued' : 'scan.preparing')
            : t('scan.progressLine', {
                stage: t(`scan.stage.${progress.stage}`),
                share: formatPercent(share, language),
                done: formatNumber(progress.done, language),
                total: formatNumber(progress.total, language),
              })}
        </Text>
        <Text size="sm">
          {progress === null ? '' : t('scan.foundLine', { alive: progress.alive, cameras: progress.cameras })}
          {(progress?.etaSeconds ?? 0) < 1 ? '' : ` · ${t('scan.eta', { time: formatDuration(progress?.etaSeconds ?? 0) })}`}
        </Text>
      </Group>
      {connected ? null : (
        <Text size="xs" c="dimmed" mt={4}>
          {t('scan.connecting')}
        </Text>
      )}
    </Section>
  );
}
