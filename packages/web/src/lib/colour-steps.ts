/** A step of a colour scale: its first and last value, both included. */
export interface ColourStep {
  readonly from: number;
  readonly to: number;
}

/** At most so many: more tones of one hue cannot be told apart. */
const STEPS = 5;

/** Divides values into steps with about as many values in each, so that one large value does not pale all others. Equal values share a step. */
export function colourSteps(values: readonly number[]): ColourStep[] {
  const sorted = values.filter((each) => Number.isFinite(each)).sort((a, b) => a - b);
  const distinct = [...new Set(sorted)];
  if (distinct.length <= STEPS) return distinct.map((value) => ({ from: value, to: value }));
  const steps: ColourStep[] = [];
  for (let step = 0, at = 0; step < STEPS && at < sorted.length; step += 1) {
    const wanted = Math.round(((step + 1) * sorted.length) / STEPS) - 1;
    const to = sorted[Math.max(wanted, at)] ?? 0;
    steps.push({ from: sorted[at] ?? 0, to });
    at = sorted.findLastIndex((value) => value === to) + 1;
  }
  return steps;
}

/** Which step a value lies in; undefined without a value. */
export function stepOf(steps: readonly ColourStep[], value: number | undefined): number | undefined {
  if (value === undefined) return undefined;
  const index = steps.findIndex((step) => value >= step.from && value <= step.to);
  return index === -1 ? undefined : index;
}
