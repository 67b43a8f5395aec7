import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import { WorstFinding } from '@ancam/contract';
import type { Dashboard } from '@ancam/contract';
import { TextLink } from './link.tsx';

const ROW_PX = 34;

/** What nobody looked at is neither good nor bad. */
function toneOf(severity: WorstFinding): string {
  if (severity === 'unchecked') return 'unchecked';
  return severity === 'none' ? 'good' : severity;
}

interface SeverityChartProps {
  readonly counts: Dashboard['cameras']['bySeverity'];
}

/** Cameras by their worst open finding; each bar opens these cameras. The same numbers stand as links for keyboard and reader. */
export function SeverityChart({ counts }: SeverityChartProps): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const rows = WorstFinding.options.map((severity) => ({
    severity,
    name: t(`severity.${severity}`),
    cameras: counts.find((each) => each.severity === severity)?.count ?? 0,
    color: `var(--tone-${toneOf(severity)})`,
  }));
  function open(severity: WorstFinding): void {
    void navigate({ to: '/cameras', search: { severity, status: 'in-use' } });
  }
  return (
    <>
      <BarChart
        h={rows.length * ROW_PX + 24}
        data={rows}
        dataKey="name"
        orientation="vertical"
        series={[{ name: 'cameras', label: t('nav.cameras'), color: 'brand.6' }]}
        yAxisProps={{ width: 104, tickLine: false }}
        xAxisProps={{ allowDecimals: false }}
        gridAxis="x"
        withTooltip
        barProps={{
          isAnimationActive: false,
          radius: 2,
          maxBarSize: 20,
          onClick: (_bar, index) => {
            const row = rows[index];
            if (row !== undefined) open(row.severity);
          },
        }}
        barChartProps={{ accessibilityLayer: false }}
        aria-hidden
      />
      <ul className="legend" aria-label={t('dashboard.bySeverity')}>
        {rows
          .filter((row) => row.cameras > 0)
          .map((row) => (
            <li key={row.severity}>
              <span className="dot" data-tone={toneOf(row.severity)} aria-hidden />
              <TextLink to="/cameras" search={{ severity: row.severity, status: 'in-use' }}>
                {t('dashboard.legend', { name: row.name, count: row.cameras })}
              </TextLink>
            </li>
          ))}
      </ul>
    </>
  );
}
