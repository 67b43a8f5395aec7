import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyboardEvent, ReactNode } from 'react';
import { colourSteps, stepOf } from '../lib/colour-steps.ts';
import type { ColourStep } from '../lib/colour-steps.ts';
import { formatNumber } from '../lib/format.ts';
import { useLanguage } from '../lib/language.ts';
import { DataTable } from './data-table.tsx';
import outlines from './province-outlines.generated.json' with { type: 'json' };
import './province-map.css';

const ISLAND_RADIUS = 7;
const NAME_ABOVE = 26;

interface ProvinceMapProps {
  /** What the map shows: names the picture and the table. */
  readonly title: string;
  /** What a value is, as the head of its column. */
  readonly valueLabel: string;
  /** Names of the 34 provinces by code. */
  readonly names: ReadonlyMap<string, string>;
  /** A figure per province code; provinces without one are drawn as such. */
  readonly values: ReadonlyMap<string, number>;
  readonly selected?: string | undefined;
  readonly onSelect: (code: string) => void;
  /** How a figure is written; a whole number where absent. */
  readonly format?: (value: number) => string;
}

function colourOf(steps: readonly ColourStep[], value: number | undefined): string {
  const step = stepOf(steps, value);
  if (step === undefined) return 'var(--map-none)';
  // with few steps the outer tones are taken first, so that they differ most
  return `var(--map-${steps.length <= 1 ? 2 : Math.round((step * 4) / (steps.length - 1))})`;
}

function islandsOf(code: string): typeof outlines.islands {
  return outlines.islands.filter(({ province }) => province === code);
}

interface ShapeProps {
  readonly shape: (typeof outlines.provinces)[number];
  readonly label: string;
  readonly fill: string;
  readonly pressed: boolean;
  readonly onPick: () => void;
  readonly onPoint: (on: boolean) => void;
}

/** A province with its islands: one thing to press, by mouse, finger or key. */
function Shape({ shape, label, fill, pressed, onPick, onPoint }: ShapeProps): ReactNode {
  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    onPick();
  }
  return (
    <g
      role="button"
      tabIndex={0}
      aria-label={label}
      aria-pressed={pressed}
      data-province={shape.code}
      onClick={onPick}
      onKeyDown={onKeyDown}
      onPointerEnter={() => onPoint(true)}
      onPointerLeave={() => onPoint(false)}
      onFocus={() => onPoint(true)}
      onBlur={() => onPoint(false)}
    >
      <path className="province" d={shape.path} fill={fill} />
      {islandsOf(shape.code).map(({ points }) =>
        points.map(([x, y]) => <circle key={`${x} ${y}`} className="province islands" cx={x} cy={y} r={ISLAND_RADIUS} fill={fill} />),
      )}
    </g>
  );
}

function IslandNames(): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  return outlines.islands.map(({ name, points }) => {
    const xs = points.map(([x = 0]) => x);
    const top = Math.min(...points.map(([, y = 0]) => y));
    const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
    // the text marks where its two lines part
    const [upper, lower] = t('map.islands', { name: name[language] }).split('|');
    return (
      <text key={name.vi} className="islands-name" x={middle} y={top - NAME_ABOVE - 44}>
        <tspan x={middle}>{upper}</tspan>
        <tspan x={middle} dy={44}>
          {lower}
        </tspan>
      </text>
    );
  });
}

function Legend({
  steps,
  write,
  gaps,
}: {
  readonly steps: readonly ColourStep[];
  readonly write: (value: number) => string;
  readonly gaps: boolean;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <ul className="legend" aria-label={t('map.legend')}>
      {steps.map((step) => (
        <li key={step.from}>
          <span className="map-key" style={{ background: colourOf(steps, step.from) }} aria-hidden />
          {step.from === step.to ? write(step.from) : t('map.range', { from: write(step.from), to: write(step.to) })}
        </li>
      ))}
      {gaps ? (
        <li>
          <span className="map-key" style={{ background: 'var(--map-none)' }} aria-hidden />
          {t('map.noValue')}
        </li>
      ) : null}
    </ul>
  );
}

/** The 34 provinces with Hoàng Sa and Trường Sa, coloured by a figure; the same figures stand in a table below. */
export function ProvinceMap({ title, valueLabel, names, values, selected, onSelect, format }: ProvinceMapProps): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const [pointed, setPointed] = useState<string>();
  const write = format ?? ((value: number): string => formatNumber(value, language));
  const steps = colourSteps([...values.values()]);
  const rows = outlines.provinces.map((shape) => {
    const value = values.get(shape.code);
    const name = names.get(shape.code) ?? shape.code;
    return { shape, name, value, text: value === undefined ? t('map.noValue') : write(value) };
  });
  const tip = rows.find(({ shape }) => shape.code === pointed);
  const byName = rows.toSorted((a, b) => a.name.localeCompare(b.name, language));
  return (
    <figure className="province-map" aria-label={title}>
      <svg viewBox={`0 0 ${outlines.width} ${outlines.height}`} role="group" aria-label={title}>
        {byName.map(({ shape, name, value, text }) => (
          <Shape
            key={shape.code}
            shape={shape}
            label={t('map.shape', { name, value: text })}
            fill={colourOf(steps, value)}
            pressed={shape.code === selected}
            onPick={() => onSelect(shape.code)}
            onPoint={(on) => setPointed(on ? shape.code : undefined)}
          />
        ))}
        <IslandNames />
      </svg>
      {tip === undefined ? null : (
        <div
          className="map-tip"
          aria-hidden
          style={{
            left: `${((tip.shape.label[0] ?? 0) / outlines.width) * 100}%`,
            top: `${((tip.shape.label[1] ?? 0) / outlines.height) * 100}%`,
          }}
        >
          {t('map.shape', { name: tip.name, value: tip.text })}
        </div>
      )}
      <figcaption>
        <Legend steps={steps} write={write} gaps={rows.some(({ value }) => value === undefined)} />
        <details className="exchange">
          <summary>{t('map.asTable')}</summary>
          <DataTable
            label={title}
            columns={[
              { key: 'name', header: t('map.province'), cell: (row) => row.name },
              { key: 'value', header: valueLabel, numeric: true, cell: (row) => row.text },
            ]}
            rows={byName}
            rowKey={(row) => row.shape.code}
          />
        </details>
      </figcaption>
    </figure>
  );
}
