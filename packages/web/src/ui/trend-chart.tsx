import { AreaChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { Dashboard } from '@ancam/contract';
import { formatPlainDate } from '../lib/format.ts';

interface TrendChartProps {
  readonly trend: Dashboard['trend'];
}

/** Open findings at the end of each day on which something changed. */
export function TrendChart({ trend }: TrendChartProps): ReactNode {
  const { t } = useTranslation();
  const data = trend.map((each) => ({ day: formatPlainDate(each.day).slice(0, 5), open: each.open }));
  const first = trend[0];
  const last = trend.at(-1);
  const summary =
    first === undefined || last === undefined
      ? ''
      : t('dashboard.trendSummary', {
          from: first.open,
          fromDay: formatPlainDate(first.day),
          to: last.open,
          toDay: formatPlainDate(last.day),
        });
  return (
    <figure className="chart" aria-label={summary}>
      <AreaChart
        h={170}
        data={data}
        dataKey="day"
        series={[{ name: 'open', label: t('dashboard.figure.open'), color: 'brand.6' }]}
        curveType="stepAfter"
        yAxisProps={{ width: 36, allowDecimals: false }}
        areaProps={{ isAnimationActive: false }}
        areaChartProps={{ accessibilityLayer: false }}
        aria-hidden
      />
      <figcaption className="quiet small">{summary}</figcaption>
    </figure>
  );
}
