import { setTimeout as sleep } from 'node:timers/promises';
import { message } from '@ancam/core';
import type { HostResult, Message, PortSpec, ScanEvent, ScanStats } from '@ancam/core';
import type { Discovery, Replies } from '../discover/index.ts';
import { lookAtNeighbours, neighboursOfIpv6 } from '../discover/neighbours.ts';
import { SweepsBeside } from '../sweep/beside.ts';
import { sweep } from '../sweep/sweep.ts';
import type { Seen, SweepInput } from '../sweep/sweep.ts';
import type { ResolvedTargets } from '../targets/resolve.ts';
import { Calm } from './calm.ts';
import { Fleet } from './fleet.ts';
import { probeHost } from './host.ts';
import type { HostInput } from './host.ts';
import type { HostJournal } from './journal.ts';
import { ProgressMeter } from './progress.ts';
import type { ScanContext } from './session.ts';
import { wentSilent } from './went-silent.ts';
import { Slots } from './slots.ts';

/** Addresses swept together. At the usual rate a host gets one connect in a tenth of a second; while some are read, the next are swept. */
const BLOCK = 1024;
/** The first block is small, so that the first devices are read while most addresses are still swept. */
const FIRST_BLOCK = 256;
/** Blocks that are swept while late replies of their addresses are awaited: bounds what is held in memory, whatever the size of the scan. */
const BLOCKS_UNDER_WAY = 4;
const MAX_NOTES = 256;
/** Devices whose first questions are put at the same moment. */
const BEGUN_TOGETHER = 8;
/** So many addresses of a block that refuse everything are no coincidence, where they are most of it. */
const FOR_ALL = 128;

/** An address that showed life, with what the sweep saw there. */
interface Living {
  readonly address: string;
  readonly row: Seen;
}

/** A block of addresses that was swept. */
interface Block {
  readonly swept: readonly Living[];
  /** Addresses that seem to be nobody's. */
  readonly absent: readonly string[];
  readonly replied: Promise<unknown>;
}

/** All replies have come. */
const IN: Replies = { first: Promise.resolve(), of: () => Promise.resolve(), all: Promise.resolve() };

/** One run over all targets: blocks of addresses are swept one after the other while the devices of earlier ones are read; at the end devices are compared. */
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
  readonly #slots: Slots;
  readonly #calm: Calm;
  /** Devices that went silent while they were read; asked once more at the end. */
  readonly #again: HostInput[] = [];
  #swept: Promise<unknown> = Promise.resolve();
  readonly #beside: SweepsBeside | undefined;

  constructor(context: ScanContext, targets: ResolvedTargets, emit: (event: ScanEvent) => void, prior: readonly HostResult[]) {
    this.#context = context;
    this.#targets = targets;
    this.#emit = emit;
    this.#slots = new Slots(context.plan.limits.concurrentHosts);
    this.#calm = new Calm(context.plan.limits.concurrentHosts);
    this.#meter = new ProgressMeter(targets.count, context.plan.limits, emit);
    this.#beside = SweepsBeside.for(context.plan.limits.connectsPerSecond);
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

  close(): void {
    this.#beside?.close();
    this.#fleet.close();
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
    const { lane, journal } = this.#context;
    const begun = [...(journal?.begun ?? [])].filter(([address]) => this.#targets.standing(address) === 'target');
    for (const [, { datagrams }] of begun) discovery.restore(datagrams);
    if (begun.length > 0) this.note(message('hosts-read-on', { hosts: begun.length }));
    const late: Promise<void>[] = [];
    this.#meter.discovering();
    for (let start = 0, end = 0; start < this.#targets.count && !lane.cancelled; start = end) {
      end = Math.min(start + (start === 0 ? FIRST_BLOCK : BLOCK), this.#targets.count);
      if (late.length >= BLOCKS_UNDER_WAY) await late.shift();
      await this.#slots.room();
      const block = await this.#block(start, end, discovery);
      late.push(this.#readBelated(block, discovery));
    }
    await Promise.all([...late, discovery.multicast]);
    await this.#slots.idle();
    for (const input of this.#again.splice(0)) this.#slots.add(() => this.#probe(input, false));
    await this.#slots.idle();
    for (const text of discovery.notes()) this.note(text);
    discovery.close();
    this.#compare();
    this.#meter.finished();
  }

  #addressesFrom(start: number, end: number): string[] {
    const addresses: string[] = [];
    for (let index = start; index < end; index += 1) {
      const address = this.#targets.at(index);
      if (!this.#finished.has(address)) addresses.push(address);
    }
    return addresses;
  }

  /** Sweeps a block and has its devices with an open port read, while late replies are still awaited. */
  async #block(start: number, end: number, discovery: Discovery): Promise<Block> {
    const { plan } = this.#context;
    const all = this.#addressesFrom(start, end);
    // what an earlier sitting began is not swept again
    const begun = all.flatMap((address) => this.#begun(address) ?? []);
    const addresses = begun.length === 0 ? all : all.filter((address) => this.#begun(address) === undefined);
    let living = begun.length;
    this.#meter.foundAlive(living);
    this.#meter.sweeping();
    const absent = await this.#askNeighbours(addresses);
    const sought = addresses.filter((address) => !absent.has(address));
    for (const { address } of begun) discovery.hold(address);
    const replies = discovery.ask([...begun.map(({ address }) => address), ...sought]);
    const seen = await this.#sweep(sought, plan.ports, {
      onAlive: () => {
        living += 1;
        this.#meter.foundAlive(1);
      },
      onOpen: discovery.hold,
      // who lives is asked about further ports, and is swept only then
      onShare: (share) => this.#meter.swept(start + Math.floor(share * (end - start)) - (plan.furtherPorts.length > 0 ? living : 0)),
    });
    const swept = rowsOf(sought, seen);
    const lively = swept.filter(({ row }) => isLively(row));
    await this.#sweepFurther(lively, (share) => this.#meter.swept(end - Math.ceil(lively.length * (1 - share))));
    this.#meter.swept(end);
    this.#meter.sweptBlock();
    const open = [...begun, ...lively.filter(({ row }) => row.open.length > 0)];
    const refused = lively.filter(({ row }) => row.open.length === 0);
    this.#spareWhereOneAnswersForAll(refused, sought.length, discovery);
    const inquired = discovery.inquire(refused.map(({ address }) => address));
    const reading = this.#read(open, discovery, replies);
    return { swept, absent: [...absent], replied: Promise.all([replies.all, inquired, reading]) };
  }

  /** Where devices without an open port are most of a network, a firewall refuses for all: further questions would reach nobody. */
  #spareWhereOneAnswersForAll(refused: readonly Living[], asked: number, discovery: Discovery): void {
    const addresses = refused.map(({ address }) => address);
    if (addresses.length < FOR_ALL || addresses.length * 2 < asked) return;
    this.note(message('refused-for-all', { first: addresses[0] ?? '', last: addresses.at(-1) ?? '', count: addresses.length }));
    discovery.spare(addresses);
  }

  /** A device that an earlier sitting began to read, as the sweep saw it then. */
  #begun(address: string): Living | undefined {
    const begun = this.#context.journal?.begun.get(address);
    if (begun === undefined) return undefined;
    if (begun.linkMac !== undefined) this.#linkMacs.set(address, begun.linkMac);
    return { address, row: begun.row };
  }

  /** What has no open port is read once all replies are in: those that refuse, those behind a filter, those that seemed to be nobody's. */
  async #readBelated(block: Block, discovery: Discovery): Promise<void> {
    await Promise.all([block.replied, discovery.multicast]);
    const found = (address: string): boolean => discovery.find(address) !== undefined;
    const silent = block.swept.filter(({ row }) => !isLively(row));
    const belated = await this.#sweepBelated(block.absent.filter(found));
    const quiet = [...silent.filter(({ address }) => found(address)), ...belated];
    if (!this.#context.lane.cancelled) this.#counts.silent += silent.length + block.absent.length - quiet.length;
    this.#meter.foundAlive(quiet.length);
    const refused = block.swept.filter(({ row }) => row.open.length === 0 && row.refused);
    if (quiet.length > 0) await discovery.inquire(quiet.map(({ address }) => address));
    await this.#sweepFurther(quiet, () => undefined);
    await this.#read([...refused, ...quiet], discovery, IN);
    discovery.forget([...block.swept.map(({ address }) => address), ...block.absent]);
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

  /** Hands devices over to be read, each in its turn. */
  async #read(devices: readonly Living[], discovery: Discovery, replies: Replies): Promise<void> {
    const { lane } = this.#context;
    if (lane.cancelled || devices.length === 0) return;
    if (devices.some(({ address }) => address.includes(':')))
      for (const [address, mac] of await neighboursOfIpv6()) this.#linkMacs.set(address, mac);
    this.#meter.probing();
    // Who has most ports is asked most, only so much in a second, and so ends last: it is begun first, and gets ahead of the others.
    const ordered = devices.toSorted((one, other) => other.row.open.length - one.row.open.length);
    for (const [index, device] of ordered.entries()) {
      if (device.row.open.length > 0 && index % BEGUN_TOGETHER === 0) await sleep(1);
      this.#slots.add((leave) => this.#probe(this.#inputFor(device, discovery, replies, leave)));
    }
  }

  /** One sweep at a time, so that their rate and their number of connects hold for all together. */
  #sweep(
    addresses: readonly string[],
    ports: readonly PortSpec[],
    on: { onAlive?: () => void; onOpen?: (address: string) => void; onShare: (share: number) => void },
  ): Promise<Seen[]> {
    const { plan, lane } = this.#context;
    const total = addresses.length * ports.length;
    const input: SweepInput = {
      lane,
      addresses,
      ports: ports.map((spec) => spec.port),
      concurrency: plan.limits.concurrentConnects,
      perHost: plan.limits.connectsPerHost,
      timeoutMs: plan.limits.connectTimeoutMs,
      perSecond: plan.limits.connectsPerSecond,
      onDone: (done) => on.onShare(done / total),
      ...(on.onAlive === undefined ? {} : { onAlive: on.onAlive }),
      ...(on.onOpen === undefined ? {} : { onOpen: on.onOpen }),
    };
    const swept = this.#swept.then(() => this.#beside?.sweep(input) ?? sweep(input));
    this.#swept = swept.catch(() => undefined);
    return swept;
  }

  async #sweepFurther(alive: readonly Living[], onShare: (share: number) => void): Promise<void> {
    const { plan } = this.#context;
    if (alive.length === 0 || plan.furtherPorts.length === 0) return;
    const addresses = alive.map(({ address }) => address);
    const more = await this.#sweep(addresses, plan.furtherPorts, { onShare });
    for (const [index, { row }] of alive.entries()) {
      row.open.push(...(more[index]?.open ?? []));
      row.silent.push(...(more[index]?.silent ?? []));
      row.refused ||= more[index]?.refused === true;
    }
  }

  #inputFor({ address, row }: Living, discovery: Discovery, replies: Replies, leave: () => void): HostInput {
    const { plan } = this.#context;
    let inquired: Promise<void> | undefined;
    return {
      address,
      life: row.open.length > 0 ? 'open' : row.refused ? 'refused' : 'discovery',
      open: row.open,
      silent: row.silent,
      tried: [...plan.ports, ...plan.furtherPorts],
      firstReplies: () => replies.first,
      seek: () => discovery.seek(address),
      inquire: (maker) => {
        // who is read late was asked with the others of its block
        if (replies !== IN) inquired = discovery.inquire([address], maker);
      },
      // who only waits for late replies leaves its place to another
      lastReplies: () => {
        leave();
        return Promise.all([replies.of(address), inquired]);
      },
      discovered: () => discovery.find(address),
      datagrams: () => discovery.datagrams(address),
      linkMac: this.#linkMacs.get(address),
      id: this.#redo.get(address),
    };
  }

  async #probe(input: HostInput, first = true): Promise<void> {
    const { lane } = this.#context;
    if (lane.cancelled) return;
    const begun = performance.now();
    const host = await probeHost(this.#context, input, this.#follow(input, first));
    if (first && (await this.#hasGoneSilent(input, host))) return;
    // what a cancel cut off is not a result: a resumed scan asks this host again
    if (!lane.cancelled || !host.cutShort) this.#finish(host, performance.now() - begun);
  }

  /** Keeps the answers of a device while it is read; the first time it is, it goes on after those of an earlier sitting. */
  #follow({ address, open, silent, life, linkMac, datagrams }: HostInput, first: boolean): HostJournal | undefined {
    const { journal, clock } = this.#context;
    const row = { open: [...open], silent: [...silent], refused: life === 'refused' };
    return journal?.follow(address, clock().toISOString(), { row, linkMac }, datagrams, first);
  }

  /** Whether a device went silent while it was read: then fewer are read side by side, it waits for the end, and where many did the scan stops. */
  async #hasGoneSilent(input: HostInput, host: HostResult): Promise<boolean> {
    const silent = await wentSilent(this.#context, input, host);
    if (input.open.length > 0) this.#calm.note(silent);
    this.#slots.width = this.#calm.width;
    if (silent) this.#again.push(input);
    if (this.#calm.unstable) {
      this.note(message('network-unstable', { silent: this.#calm.silent }));
      this.#context.lane.cancel();
    }
    return silent;
  }

  /** Whether the scan stopped since the network does not bear it. */
  get unstable(): boolean {
    return this.#calm.unstable;
  }

  #finish(host: HostResult, ms: number): void {
    this.#context.journal?.end(host.address);
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

function isLively(row: Seen): boolean {
  return row.open.length > 0 || row.refused;
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
