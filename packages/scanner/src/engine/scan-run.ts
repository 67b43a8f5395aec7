import { message } from '@ancam/core';
import type { HostResult, Message, PortSpec, ScanEvent, ScanStats } from '@ancam/core';
import type { Discovery } from '../discover/index.ts';
import { lookAtNeighbours, neighboursOfIpv6 } from '../discover/neighbours.ts';
import { sweep } from '../sweep/sweep.ts';
import type { Seen } from '../sweep/sweep.ts';
import type { ResolvedTargets } from '../targets/resolve.ts';
import { Fleet } from './fleet.ts';
import { probeHost } from './host.ts';
import type { HostInput } from './host.ts';
import { ProgressMeter } from './progress.ts';
import type { ScanContext } from './session.ts';

/** Addresses swept and probed together: bounds what is held in memory, whatever the size of the scan. */
const BLOCK = 4096;
const MAX_NOTES = 256;

/** An address that showed life, with what the sweep saw there. */
interface Living {
  readonly address: string;
  readonly row: Seen;
}

/** One run over all targets: blocks of addresses are swept, then probed; at the end devices are compared. */
export class ScanRun {
  readonly notes: Message[] = [];
  readonly #context: ScanContext;
  readonly #targets: ResolvedTargets;
  readonly #emit: (event: ScanEvent) => void;
  readonly #fleet = new Fleet();
  readonly #finished = new Map<string, string>();
  readonly #redo = new Map<string, string>();
  readonly #counts = { silent: 0, alive: 0, cameras: 0 };
  readonly #meter: ProgressMeter;
  readonly #linkMacs = new Map<string, string>();

  constructor(context: ScanContext, targets: ResolvedTargets, emit: (event: ScanEvent) => void, prior: readonly HostResult[]) {
    this.#context = context;
    this.#targets = targets;
    this.#emit = emit;
    this.#meter = new ProgressMeter(targets.count, context.plan.limits, emit);
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
    this.#meter.takePrior(isCamera(host));
    this.#fleet.add(host);
  }

  note(text: Message): void {
    if (this.notes.length >= MAX_NOTES || this.notes.includes(text)) return;
    this.notes.push(text);
    this.#emit({ type: 'note', text });
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

  async execute(discovery: Discovery): Promise<void> {
    const { lane } = this.#context;
    this.#meter.discovering();
    for (let start = 0; start < this.#targets.count && !lane.cancelled; start += BLOCK) {
      await this.#block(this.#addressesFrom(start), start, discovery);
    }
    // a scan that was cancelled before it looked at anybody
    discovery.spare([]);
    for (const text of await discovery.done) this.note(text);
    discovery.close();
    this.#compare();
    this.#meter.finished();
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

  async #block(addresses: readonly string[], start: number, discovery: Discovery): Promise<void> {
    const { plan, lane } = this.#context;
    const end = Math.min(start + BLOCK, this.#targets.count);
    const before = this.#meter.alive;
    let living = 0;
    this.#meter.sweeping();
    const absent = await this.#askNeighbours(addresses);
    discovery.spare(absent);
    const sought = addresses.filter((address) => !absent.has(address));
    const seen = await this.#sweep(sought, plan.ports, {
      onAlive: () => {
        living += 1;
        this.#meter.foundAlive(before + living);
      },
      // who lives is asked about further ports, and is swept only then
      onShare: (share) => this.#meter.swept(start + Math.floor(share * (end - start)) - (plan.furtherPorts.length > 0 ? living : 0)),
    });
    const swept = rowsOf(sought, seen);
    const lively = swept.filter(({ row }) => row.open.length > 0 || row.refused);
    // Devices with a port are read while late replies of the others are still awaited.
    await this.#read(lively, end, discovery);
    await discovery.done;
    swept.push(...(await this.#sweepBelated(addresses.filter((address) => absent.has(address) && discovery.find(address) !== undefined))));
    const late = new Set(lively.map(({ address }) => address));
    const quiet = swept.filter(({ address }) => !late.has(address) && discovery.find(address) !== undefined);
    if (!lane.cancelled) this.#counts.silent += addresses.length - lively.length - quiet.length;
    this.#meter.foundAlive(before + lively.length + quiet.length);
    await this.#read(quiet, end, discovery);
  }

  /** Addresses of the own networks that nobody has; the hardware addresses of the others are kept. */
  async #askNeighbours(addresses: readonly string[]): Promise<ReadonlySet<string>> {
    const absent = new Set<string>();
    for (const [address, neighbour] of await lookAtNeighbours(this.#context.lane, addresses)) {
      if (neighbour === 'absent') absent.add(address);
      else this.#linkMacs.set(address, neighbour.mac);
    }
    return absent;
  }

  /** Addresses that seemed to be nobody's and yet replied to discovery: any sign of life counts, so their ports are tried after all. */
  async #sweepBelated(addresses: readonly string[]): Promise<Living[]> {
    if (addresses.length === 0) return [];
    return rowsOf(addresses, await this.#sweep(addresses, this.#context.plan.ports, { onShare: () => undefined }));
  }

  /** Tries further ports of living hosts, then reads them. */
  async #read(alive: readonly Living[], end: number, discovery: Discovery): Promise<void> {
    const { plan, lane } = this.#context;
    if (alive.length > 0) discovery.inquire(alive.map(({ address }) => address));
    if (alive.length > 0 && plan.furtherPorts.length > 0) await this.#sweepFurther(alive, end);
    if (alive.some(({ address }) => address.includes(':')))
      for (const [address, mac] of await neighboursOfIpv6()) this.#linkMacs.set(address, mac);
    this.#meter.swept(end);
    if (lane.cancelled || alive.length === 0) return;
    this.#meter.probing();
    await this.#probe(alive.map(({ address, row }) => this.#inputFor(address, row, discovery)));
  }

  #sweep(
    addresses: readonly string[],
    ports: readonly PortSpec[],
    on: { onAlive?: () => void; onShare: (share: number) => void },
  ): Promise<Seen[]> {
    const { plan, lane } = this.#context;
    const total = addresses.length * ports.length;
    return sweep({
      lane,
      addresses,
      ports: ports.map((spec) => spec.port),
      concurrency: plan.limits.concurrentConnects,
      perHost: plan.limits.connectsPerHost,
      timeoutMs: plan.limits.connectTimeoutMs,
      perSecond: plan.limits.connectsPerSecond,
      onDone: (done) => on.onShare(done / total),
      ...(on.onAlive === undefined ? {} : { onAlive: on.onAlive }),
    });
  }

  async #sweepFurther(alive: readonly Living[], end: number): Promise<void> {
    const { plan } = this.#context;
    const addresses = alive.map(({ address }) => address);
    const more = await this.#sweep(addresses, plan.furtherPorts, {
      onShare: (share) => this.#meter.swept(end - Math.ceil(alive.length * (1 - share))),
    });
    for (const [index, { row }] of alive.entries()) {
      row.open.push(...(more[index]?.open ?? []));
      row.silent.push(...(more[index]?.silent ?? []));
      row.refused ||= more[index]?.refused === true;
    }
  }

  #inputFor(address: string, row: Seen, discovery: Discovery): HostInput {
    const { plan } = this.#context;
    return {
      address,
      life: row.open.length > 0 ? 'open' : row.refused ? 'refused' : 'discovery',
      open: row.open,
      silent: row.silent,
      tried: [...plan.ports, ...plan.furtherPorts],
      discovered: () => discovery.done.then(() => discovery.find(address)),
      linkMac: this.#linkMacs.get(address),
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
        const begun = performance.now();
        const host = await probeHost(this.#context, input);
        // what a cancel cut off is not a result: a resumed scan asks this host again
        if (lane.cancelled && host.cutShort) return;
        this.#finish(host, performance.now() - begun);
      }
    };
    await Promise.all(Array.from({ length: Math.min(plan.limits.concurrentHosts, inputs.length) }, worker));
  }

  #finish(host: HostResult, ms: number): void {
    this.#count(host);
    if (host.identity.kind === 'recorder') this.note(blindSpotOf(host));
    this.#fleet.add(host);
    this.#emit({ type: 'host', host });
    this.#meter.probed(isCamera(host), ms);
  }

  #count(host: HostResult): void {
    this.#counts.alive += 1;
    if (isCamera(host)) this.#counts.cameras += 1;
  }

  /** Compares devices; hosts with a key come out again with what the comparison shows. */
  #compare(): void {
    const { lane, knowledge } = this.#context;
    let done = 0;
    for (const host of this.#fleet.compare(knowledge, !lane.cancelled)) {
      done += 1;
      this.#emit({ type: 'host', host });
      this.#meter.comparing(done, this.#fleet.size);
    }
  }
}

function rowsOf(addresses: readonly string[], seen: readonly Seen[]): Living[] {
  return addresses.flatMap((address, index) => {
    const row = seen[index];
    return row === undefined ? [] : [{ address, row }];
  });
}

/** Cameras on a recorder's own ports are invisible from the network: they must not pass for looked at. */
function blindSpotOf({ address, facts }: HostResult): Message {
  const channels = facts.find((fact) => fact.name === 'discovery.channels')?.value;
  return typeof channels === 'number' ? message('recorder-channels', { address, channels }) : message('recorder-unread', { address });
}

function isCamera({ identity }: HostResult): boolean {
  return identity.kind === 'camera' || identity.kind === 'recorder';
}
