import { cpus, totalmem } from 'node:os';

/** One number of a benchmark, beside that of the peer measured in the same run; `null` with the reason in `note`. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly ours: number | null;
  readonly peer: number | null;
  readonly note: string;
}

/** What `--json` prints: one object. */
export interface BenchReport {
  readonly bench: string;
  readonly machine: string;
  readonly figures: readonly Figure[];
}

/** Settings of a run; the defaults are those that published figures are made with. */
export interface BenchOptions {
  /** Cameras of the comparison; fewer for a trial. */
  readonly cameras: number;
  /** Cameras of the run without a peer. */
  readonly manyCameras: number;
  /** Cameras of the largest run; 0 leaves a run out. */
  readonly mostCameras: number;
  /** Seconds given to the peer. */
  readonly peerSeconds: number;
  /** Cameras of the two registers; fewer for a trial. */
  readonly large: number;
  readonly small: number;
}

/** Processor, cores, memory and Node of this machine, in one line. */
export function describeMachine(): string {
  const processors = cpus();
  const gib = (totalmem() / 2 ** 30).toFixed(0);
  return `${processors[0]?.model.trim() ?? 'unknown processor'} × ${processors.length}, ${gib} GiB, Node ${process.version}, ${process.platform}`;
}

/** Two decimals are more than any of these numbers can promise. */
export function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The middle one of some values. */
export function middle(values: readonly number[]): number {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;
}
