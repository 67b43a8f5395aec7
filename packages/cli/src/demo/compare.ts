import type { CameraTruth, PlantedFlaw } from '@ancam/camera-farm';
import type { HostResult } from '@ancam/core';
import { FLAW_CHECKS } from './flaw-checks.ts';

/** One simulated camera: what was planted beside what was found. */
export interface Comparison {
  readonly address: string;
  readonly truth: {
    readonly maker: string;
    readonly model: string;
    readonly firmware: string;
    readonly flaws: readonly PlantedFlaw[];
  };
  readonly found: {
    readonly maker: string | null;
    readonly model: string | null;
    readonly firmware: string | null;
    /** Ids of the failed checks. */
    readonly checks: readonly string[];
  };
  /** Planted flaws that no check found, and `maker`, `model` or `firmware` where it is not the planted one. */
  readonly missed: readonly string[];
  /** Failed checks that no planted flaw explains. */
  readonly unexpected: readonly string[];
  readonly result: 'agrees' | 'differs';
}

/** All comparisons counted. */
export interface DemoTotals {
  readonly cameras: number;
  readonly agree: number;
  readonly makersRight: number;
  readonly modelsRight: number;
  readonly firmwareRight: number;
  readonly flawsPlanted: number;
  readonly flawsFound: number;
  readonly unexpected: number;
  /** Cameras planted without any flaw, and how many of them stayed without a finding. */
  readonly goodCameras: number;
  readonly goodWithoutFinding: number;
}

const IDENTITY = ['maker', 'model', 'firmware'] as const;

/** Compares one camera's truth with what the scan says of its address; `host` is undefined where the scan did not see it. */
export function compareCamera(truth: CameraTruth, host: HostResult | undefined): Comparison {
  const failed = (host?.checks ?? []).filter(({ outcome }) => outcome === 'fail').map(({ check }) => check);
  const explained = new Set(truth.flaws.flatMap((flaw) => FLAW_CHECKS[flaw]));
  const { maker, model, firmware, flaws } = truth;
  const missed = [
    ...IDENTITY.filter((part) => host?.identity[part] !== truth[part]),
    ...flaws.filter((flaw) => !FLAW_CHECKS[flaw].some((check) => failed.includes(check))),
  ];
  const unexpected = failed.filter((check) => !explained.has(check));
  return {
    address: truth.address,
    truth: { maker, model, firmware, flaws },
    found: {
      maker: host?.identity.maker ?? null,
      model: host?.identity.model ?? null,
      firmware: host?.identity.firmware ?? null,
      checks: failed,
    },
    missed,
    unexpected,
    result: missed.length === 0 && unexpected.length === 0 ? 'agrees' : 'differs',
  };
}

/** Counts the comparisons. */
export function countComparisons(comparisons: readonly Comparison[]): DemoTotals {
  const count = (holds: (each: Comparison) => boolean): number => comparisons.filter(holds).length;
  const sum = (measure: (each: Comparison) => number): number => comparisons.reduce((total, each) => total + measure(each), 0);
  const right = (part: string): number => count(({ missed }) => !missed.includes(part));
  const missedFlaws = sum(({ missed, truth }) => missed.filter((each) => truth.flaws.some((flaw) => flaw === each)).length);
  const planted = sum(({ truth }) => truth.flaws.length);
  return {
    cameras: comparisons.length,
    agree: count(({ result }) => result === 'agrees'),
    makersRight: right('maker'),
    modelsRight: right('model'),
    firmwareRight: right('firmware'),
    flawsPlanted: planted,
    flawsFound: planted - missedFlaws,
    unexpected: sum(({ unexpected }) => unexpected.length),
    goodCameras: count(({ truth }) => truth.flaws.length === 0),
    goodWithoutFinding: count(({ truth, found }) => truth.flaws.length === 0 && found.checks.length === 0),
  };
}
