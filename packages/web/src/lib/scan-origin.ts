import { useTranslation } from 'react-i18next';
import type { Scan } from '@ancam/contract';
import { formatDateTime } from '@ancam/core';

/** Where a scan comes from, in words: scanned here, by probes, a result file, or the file of another tool with its time. */
export function useScanOrigin(): (scan: Pick<Scan, 'origin' | 'source' | 'startedAt'>) => string {
  const { t } = useTranslation();
  return ({ origin, source, startedAt }) =>
    source === null
      ? t(`scan.origin.${origin}`)
      : t('toolFile.origin', { format: t(`toolFile.format.${source.format}`), date: formatDateTime(startedAt) });
}
