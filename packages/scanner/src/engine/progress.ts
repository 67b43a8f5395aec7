import type { ScanEvent, ScanPlan, ScanStage } from '@ancam/core';

const PROGRESS_EVERY_MS = 200;
/** Exchanges that a usual camera takes; stands for the time of a host until the first one was read. */
const USUAL_EXCHANGES = 30;
/** Below this share of the addresses the pace of the sweep says nothing. */
const TOO_EARLY = 0.02;
/** A later end is believed once it is later by this share of what was left; smaller ones are noise. */
const NOISE = 0.25;

/**
 * Keeps the numbers that a scan reports while it runs. Stages come in their order and never again; within a stage neither `done` nor
 * its share of `total` falls; `alive` counts devices as soon as they showed life. Once devices are read the stage stays `probe`, also while
 * the ports of further addresses are tried: `done` then counts devices, and `total` those expected over all addresses.
 */
export class ProgressMeter {
  readonly #emit: (event: ScanEvent) => void;
  readonly #addresses: number;
  readonly #limits: ScanPlan['limits'];
  #stage: ScanStage = 'resolve';
  #done = 0;
  #share = 0;
  #alive = 0;
  #cameras = 0;
  #swept = 0;
  #probed = 0;
  #read = 0;
  #readMs = 0;
  #sweepMs = 0;
  #sweepingSince: number | undefined;
  #endsAt: number | undefined;
  #lastAt = Number.NEGATIVE_INFINITY;

  constructor(addresses: number, limits: ScanPlan['limits'], emit: (event: ScanEvent) => void) {
    this.#addresses = addresses;
    this.#limits = limits;
    this.#emit = emit;
  }

  /** A host of an earlier run counts as read, and says nothing of the pace of this one. */
  takePrior(camera: boolean): void {
    this.#alive += 1;
    this.#probed += 1;
    this.#cameras += camera ? 1 : 0;
  }

  /** So many more devices showed life. */
  foundAlive(count: number): void {
    this.#alive += count;
  }

  discovering(): void {
    this.#report('discover', 0, this.#addresses);
  }

  /** A sweep begins. */
  sweeping(): void {
    this.#sweepingSince = performance.now();
  }

  /** So many addresses of all are swept. */
  swept(count: number): void {
    this.#swept = Math.max(this.#swept, Math.min(count, this.#addresses));
    if (this.#stage === 'probe') this.#reportProbe();
    else this.#report('sweep', this.#swept, this.#addresses);
  }

  /** A sweep is over. */
  sweptBlock(): void {
    this.#sweepMs = this.#sweepTime(performance.now());
    this.#sweepingSince = undefined;
  }

  /** Devices are read from now on. */
  probing(): void {
    if (this.#alive > this.#probed) this.#reportProbe();
  }

  /** A device was read, which took `ms`. */
  probed(camera: boolean, ms: number): void {
    this.#probed += 1;
    this.#read += 1;
    this.#readMs += ms;
    this.#cameras += camera ? 1 : 0;
    this.#reportProbe();
  }

  comparing(done: number, total: number): void {
    this.#report('fleet', done, total);
  }

  finished(): void {
    this.#report('done', this.#alive, this.#alive);
  }

  /** Devices expected in all: what lived among the addresses so far, carried on over those not swept yet. */
  #expected(): number {
    const carried = this.#swept === 0 ? 0 : Math.round((this.#alive / this.#swept) * this.#addresses);
    return Math.max(this.#alive, this.#probed, Math.min(carried, this.#addresses));
  }

  #reportProbe(): void {
    this.#report('probe', this.#probed, this.#expected());
  }

  #report(stage: ScanStage, done: number, total: number): void {
    const now = performance.now();
    const fresh = stage !== this.#stage;
    if (!fresh && now - this.#lastAt < PROGRESS_EVERY_MS) return;
    if (fresh) [this.#done, this.#share] = [0, 0];
    this.#stage = stage;
    this.#lastAt = now;
    this.#done = Math.max(this.#done, done);
    // a total that grew takes effect as far as the share does not fall
    const most = this.#share > 0 ? Math.floor(this.#done / this.#share) : total;
    const shown = Math.max(this.#done, Math.min(total, most));
    this.#share = shown === 0 ? 0 : this.#done / shown;
    const eta = this.#secondsLeft(stage, now);
    const counts = { done: this.#done, total: shown, alive: this.#alive, cameras: this.#cameras };
    this.#emit({ type: 'progress', stage, ...counts, ...(eta === undefined ? {} : { etaSeconds: eta }) });
  }

  #sweepTime(now: number): number {
    return this.#sweepMs + (this.#sweepingSince === undefined ? 0 : now - this.#sweepingSince);
  }

  /** What is left of sweep and reading side by side, each at its pace so far; it shrinks by itself and is corrected where it is clearly wrong. */
  #secondsLeft(stage: ScanStage, now: number): number | undefined {
    if (stage !== 'sweep' && stage !== 'probe') return undefined;
    if (this.#swept < this.#addresses * TOO_EARLY) return undefined;
    const sweepLeft = (this.#sweepTime(now) / this.#swept) * (this.#addresses - this.#swept);
    const { hostRatePerSecond, concurrentHosts } = this.#limits;
    const hostMs = this.#read === 0 ? (USUAL_EXCHANGES * 1000) / hostRatePerSecond : this.#readMs / this.#read;
    const hosts = this.#expected() - this.#probed;
    const probeLeft = hosts === 0 ? 0 : Math.max(hostMs, (hosts * hostMs) / concurrentHosts);
    const endsAt = now + Math.max(sweepLeft + (hosts === 0 ? 0 : hostMs), probeLeft);
    const before = this.#endsAt;
    if (before === undefined || endsAt < before || endsAt - before > (before - now) * NOISE) this.#endsAt = endsAt;
    return Math.ceil(Math.max(0, (this.#endsAt ?? endsAt) - now) / 1000);
  }
}
