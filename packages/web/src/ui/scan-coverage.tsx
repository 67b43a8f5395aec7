import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { api } from '@ancam/contract';
import { useRead } from '../lib/api.ts';
import { formatNumber, formatPercent } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { Fault } from './states.tsx';

/** In words: how much of its scope a scan has looked at, which a file of another tool does not tell, and how sure it is of the cameras. */
export function ScanCoverageLines({ id, fromFile }: { readonly id: string; readonly fromFile: boolean }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const query = useRead(api.scanCoverage, { params: { id } });
  if (query.isError) return <Fault error={query.error} retry={() => void query.refetch()} />;
  if (query.data === undefined) return null;
  const { addresses, asked, silent, cutShort, cameras } = query.data;
  const number = (value: number): string => formatNumber(value, language);
  const share = formatPercent(addresses === 0 ? 0 : Math.min(1, asked / addresses), language);
  return (
    <div>
      {fromFile ? null : (
        <Text size="sm">
          {t('probes.coverage', {
            asked: number(asked),
            addresses: number(addresses),
            share,
            silent: number(silent),
            cutShort: number(cutShort),
          })}
        </Text>
      )}
      <Text size="sm">
        {t('probes.confidence', { firm: number(cameras.firm), hint: number(cameras.hint), none: number(cameras.none) })}
      </Text>
    </div>
  );
}
