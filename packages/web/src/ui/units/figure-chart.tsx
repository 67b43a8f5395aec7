import { BarChart } from '@mantine/charts';
import '@mantine/charts/styles.css';
import { useTranslation } from 'react-i18next';
import type { ReactNode } from 'react';
import type { FigureName, FigureNode } from '@ancam/contract';

const ROW_PX = 30;
const MOST = 20;
const PARTS: readonly { readonly name: FigureName; readonly tone: string }[] = [
  { name: 'critical', tone: 'critical' },
  { name: 'high', tone: 'high' },
  { name: 'medium', tone: 'medium' },
  { name: 'low', tone: 'low' },
  { name: 'info', tone: 'info' },
  { name: 'clean', tone: 'good' },
  { name: 'unchecked', tone: 'unchecked' },
];

interface FigureChartProps {
  readonly nodes: readonly FigureNode[];
  readonly onOpen: (node: FigureNode) => void;
}

/** Cameras of the nodes with the most of them, by their worst open finding. The table below holds the same numbers for keyboard and reader. */
export function FigureChart({ nodes, onOpen }: FigureChartProps): ReactNode {
  const { t } = useTranslation();
  const most = [...nodes]
    .sort((a, b) => b.figures.cameras - a.figures.cameras)
    .slice(0, MOST)
    .filter((node) => node.figures.cameras > 0);
  if (most.length === 0) return null;
  return (
    <BarChart
      h={most.length * ROW_PX + 60}
      data={most.map((node) => ({ node: node.name, ...node.figures }))}
      dataKey="node"
      type="stacked"
      orientation="vertical"
      series={PARTS.map(({ name, tone }) => ({ name, label: t(`figures.name.${name}`), color: `var(--tone-${tone})` }))}
      yAxisProps={{ width: 132, tickLine: false }}
      xAxisProps={{ allowDecimals: false }}
      gridAxis="x"
      withTooltip
      barProps={{
        isAnimationActive: false,
        maxBarSize: 18,
        onClick: (_bar, index) => {
          const node = most[index];
          if (node !== undefined) onOpen(node);
        },
      }}
      barChartProps={{ accessibilityLayer: false }}
      aria-hidden
    />
  );
}
