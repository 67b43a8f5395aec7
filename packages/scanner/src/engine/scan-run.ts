import type { HostResult, PortSpec, ScanEvent, ScanStage, ScanStats } from '@ancam/core';
import type { Discovery } from '../discover/index.ts';
import { sweep } from '../sweep/sweep.ts';
import type { Seen } from '../sweep/sweep.ts';
import type { ResolvedTargets } from '../targets/resolve.ts';
import { Fleet } from './fleet.ts';
import { probeHost } from './host.ts';
import type { HostInput } from './host.ts';
import type { ScanContext } from './session.ts';

/** Addresses swept and probed together: bounds what is held in memory, whatever the size of the scan. */
const BLOCK = 4096;
const PROGRESS_EVERY_MS = 200;
const MAX_NOTES = 256;

/** One run over all targets: blocks of addresses are swept, then probed; at the end devices are compared. */
export class ScanRun {
  readonly notes: string[] = [];
  readonly #context: ScanContext;
  readonly #targets: ResolvedTargets;
  readonly #emit: (event: ScanEvent) => void;
  readonly #fleet = new Fleet();
  readonly #finished = new Map<string, string>();
  readonly #redo = new Map<string, string>();
  readonly #counts = { silent: 0, alive: 0, cameras: 0, probed: 0, swept: 0 };
  readonly #startedAt = performance.now();
  #lastProgress = 0;
  #discovery: Discovery | undefined;

  constructor(context: ScanContext, targets: ResolvedTargets, emit: (event: ScanEvent) => void, prior: readonly HostResult[]) {
    this.#context = context;
    this.#targets = targets;
    this.#emit = emit;
    for (const host of prior) this.#takePrior(host);
  }

  /** A finished host of an earlier run counts as done; one that was cut short is asked again under its id. */
  #takePrior(host: HostResult): void {
    if (this.#targets.standing(host.address) !== 'target') return;
    if (host.cutShort) {
      this.#redo.set(host.address, host.id);
      return;
    }
    this.#finished.set(host.address, host.id);
    this.#count(host);
    this.#fleet.add(host);
  }

  note(text: string): void {
    if (this.notes.length >= MAX_NOTES || this.notes.includes(text)) return;
    this.notes.push(text.slice(0, 512));
    this.#emit({ type: 'note', text: text.slice(0, 512) });
  }

  stats(): ScanStats {
    const { lane } = this.#context;
    const { silent, alive, cameras } = this.#counts;
    return {
      addresses: this.#targets.count,
      excluded: this.#targets.excluded,
      silent,
      alive,
      cameras,
      connects: lane.connects,
      exchanges: lane.exchanges,
    };
  }

  async execute(discovering: Promise<Discovery>): Promise<void> {
    const { lane } = this.#context;
    this.#progress('discover', 0, this.#targets.count, true);
    for (let start = 0; start < this.#targets.count && !lane.cancelled; start += BLOCK) {
      await this.#block(this.#addressesFrom(start), discovering);
    }
    for (const text of (await discovering).notes) this.note(text);
    this.#compare();
    this.#progress('done', this.#counts.alive, this.#counts.alive, true);
  }

  #addressesFrom(start: number): string[] {
    const end = Math.min(start + BLOCK, this.#targets.count);
    const addresses: string[] = [];
    for (let index = start; index < end; index += 1) {
      const address = this.#targets.at(index);
      if (!this.#finished.has(address)) addresses.push(address);
    }
    return addresses;
  }

  async #block(addresses: readonly string[], discovering: Promise<Discovery>): Promise<void> {
    const { plan, lane } = this.#context;
    const before = this.#counts.swept;
    const seen = await this.#sweep(addresses, plan.ports, (share) => {
      this.#progress('sweep', before + Math.floor(share * addresses.length), this.#targets.count);
    });
    this.#counts.swept += addresses.length;
    this.#discovery = await discovering;
    const { found } = this.#discovery;
    const alive = addresses.flatMap((address, index) => {
      const row = seen[index];
      return row !== undefined && (row.open.length > 0 || row.refused || found.has(address)) ? [{ address, row }] : [];
    });
    if (!lane.cancelled) this.#counts.silent += addresses.length - alive.length;
    if (plan.furtherPorts.length > 0) await this.#sweepFurther(alive);
    if (lane.cancelled) return;
    await this.#probe(alive.map(({ address, row }) => this.#inputFor(address, row)));
  }

  #sweep(addresses: readonly string[], ports: readonly PortSpec[], onShare: (share: number) => void): Promise<Seen[]> {
    const { plan, lane } = this.#context;
    const total = addresses.length * ports.length;
    return sweep({
      lane,
      addresses,
      ports: ports.map((spec) => spec.port),
      concurrency: plan.limits.concurrentConnects,
      timeoutMs: plan.limits.connectTimeoutMs,
      onDone: (done) => onShare(done / total),
    });
  }

  async #sweepFurther(alive: readonly { address: string; row: Seen }[]): Promise<void> {
    if (alive.length === 0) return;
    const { plan } = this.#context;
    const addresses = alive.map(({ address }) => address);
    const more = await this.#sweep(addresses, plan.furtherPorts, () => {
      this.#progress('sweep', this.#counts.swept, this.#targets.count);
    });
    for (const [index, { row }] of alive.entries()) {
      row.open.push(...(more[index]?.open ?? []));
      row.silent.push(...(more[index]?.silent ?? []));
      row.refused ||= more[index]?.refused === true;
    }
  }

  #inputFor(address: string, row: Seen): HostInput {
    const { plan } = this.#context;
    return {
      address,
      life: row.open.length > 0 ? 'open' : row.refused ? 'refused' : 'discovery',
      open: row.open,
      silent: row.silent,
      tried: [...plan.ports, ...plan.furtherPorts],
      discovered: this.#discovery?.found.get(address),
      id: this.#redo.get(address),
    };
  }

  /** Hosts side by side; the queue is begun in the order of the addresses, long ones do not hold up others. */
  async #probe(inputs: readonly HostInput[]): Promise<void> {
    const { lane, plan } = this.#context;
    let next = 0;
    const worker = async (): Promise<void> => {
      while (next < inputs.length && !lane.cancelled) {
        const input = inputs[next];
        next += 1;
        if (input === undefined) continue;
        const host = await probeHost(this.#context, input);
        // what a cancel cut off is not a result: a resumed scan asks this host again
        if (lane.cancelled && host.cutShort) return;
        this.#finish(host);
      }
    };
    await Promise.all(Array.from({ length: Math.min(plan.limits.concurrentHosts, inputs.length) }, worker));
  }

  #finish(host: HostResult): void {
    this.#count(host);
    this.#fleet.add(host);
    this.#emit({ type: 'host', host });
    this.#progress('probe', this.#counts.probed, Math.max(this.#counts.probed, this.#expected()));
  }

  /** Hosts expected in all: what was alive so far, carried on over the addresses not swept yet. */
  #expected(): number {
    const { swept, silent } = this.#counts;
    return swept === 0 ? 0 : Math.round(((swept - silent) / swept) * this.#targets.count);
  }

  #count(host: HostResult): void {
    this.#counts.alive += 1;
    this.#counts.probed += 1;
    if (host.identity.kind === 'camera' || host.identity.kind === 'recorder') this.#counts.cameras += 1;
  }

  /** Compares devices; hosts with a key come out again with what the comparison shows. */
  #compare(): void {
    const { lane, knowledge } = this.#context;
    let done = 0;
    for (const host of this.#fleet.compare(knowledge, !lane.cancelled)) {
      done += 1;
      this.#emit({ type: 'host', host });
      this.#progress('fleet', done, this.#fleet.size);
    }
  }

  #progress(stage: ScanStage, done: number, total: number, always = false): void {
    const now = performance.now();
    if (!always && now - this.#lastProgress < PROGRESS_EVERY_MS) return;
    this.#lastProgress = now;
    const { alive, cameras } = this.#counts;
    const share = total === 0 ? 0 : done / total;
    const eta =
      (stage === 'sweep' || stage === 'probe') && share > 0.02 ? ((now - this.#startedAt) * (1 - share)) / share / 1000 : undefined;
    this.#emit({ type: 'progress', stage, done, total, alive, cameras, ...(eta === undefined ? {} : { etaSeconds: Math.ceil(eta) }) });
  }
}
