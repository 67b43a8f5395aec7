import { newId, message } from '@ancam/core';
import type { HostResult, Identity, Message, PortSpec } from '@ancam/core';
import type { Vendor } from '@ancam/knowledge';
import { derive, identify } from '../assess/index.ts';
import type { Derived } from '../assess/index.ts';
import { DiscoveryNotes } from '../discover/facts.ts';
import type { Discovered, TimedDatagram } from '../discover/replies.ts';
import { probeCredentials } from '../probe/credentials/index.ts';
import type { Doors } from '../probe/credentials/index.ts';
import { probeLockout } from '../probe/credentials/lockout.ts';
import { probeSnapshots } from '../probe/http/snapshot.ts';
import { probeOnvif } from '../probe/onvif/index.ts';
import type { OnvifService } from '../probe/onvif/soap.ts';
import type { StreamEndpoint } from '../probe/rtsp/endpoint.ts';
import { probeSnmp } from '../probe/snmp/index.ts';
import { probeStreamPaths } from '../probe/rtsp/paths.ts';
import { readDescriptions } from '../probe/upnp/description.ts';
import { readVersions } from '../probe/tls/index.ts';
import { probeVendor } from '../probe/vendor/index.ts';
import { buildRequest } from '../wire/shapes.ts';
import { byCertainty, coveredProbes, examinePort } from './examine.ts';
import { HostSession } from './session.ts';
import type { ScanContext } from './session.ts';
import type { HostJournal } from './journal.ts';
import { portsOfChecks } from './ports-of-checks.ts';
import { knownMaker, suspectedMakers } from './suspects.ts';
import { ATTEMPT_WINDOW_HOURS } from '../plan/create-plan.ts';

/** What is known of a host before it is probed. */
export interface HostInput {
  readonly address: string;
  readonly life: HostResult['life'];
  readonly open: readonly number[];
  readonly silent: readonly number[];
  readonly tried: readonly PortSpec[];
  /** Waits for replies to the first questions of discovery. */
  readonly firstReplies: () => Promise<unknown>;
  /** Waits until no more replies are awaited. */
  readonly lastReplies: () => Promise<unknown>;
  /** What it replied to discovery so far. */
  readonly discovered: () => Discovered | undefined;
  /** Has it asked, where nobody knows its maker, by the protocols of those that each address is asked by; waits for the replies. */
  readonly seek: () => Promise<unknown>;
  /** Has it asked by the protocols of its maker too, of all makers where that is not known. */
  readonly inquire: (maker: string | undefined) => void;
  /** All that it replied to discovery so far, as it came. */
  readonly datagrams: () => readonly TimedDatagram[];
  /** Its hardware address where it is in an own network. */
  readonly linkMac: string | undefined;
  /** Id of the result that this one replaces, when a scan is resumed. */
  readonly id: string | undefined;
}

/** The probes that read a service. */
const SERVICES = ['http', 'tls', 'rtsp', 'onvif', 'ssh', 'telnet', 'ftp'] as const;

/** Probes one host and concludes; with answers of an earlier sitting it goes on after them. Never throws: a fault is recorded in the result. */
export async function probeHost(context: ScanContext, input: HostInput, journal: HostJournal | undefined): Promise<HostResult> {
  const session = new HostSession(context, input.address, journal);
  noteCoverage(session, input);
  noteOpenPorts(session, input);
  try {
    await ask(session, input);
  } catch (error) {
    const reason = faultOf(error);
    for (const probe of ['http', 'tls', 'rtsp', 'onvif', 'vendor'] as const) session.leaveOpen(probe, reason);
    session.cutShort = true;
  }
  return conclude(session, input);
}

function faultOf(error: unknown): Message {
  return message('scanner-fault', { cause: error instanceof Error ? error.message : String(error) });
}

function noteCoverage(session: HostSession, input: HostInput): void {
  const { plan } = session.context;
  // A port that stays silent may be filtered: it shows nothing of a service, unlike one that refuses.
  const answered = input.tried.filter(({ port }) => !input.silent.includes(port));
  const covered = coveredProbes(answered);
  for (const probe of SERVICES) {
    if (!covered.has(probe)) session.skip(probe, message('ports-not-tried'));
  }
  const asked = plan.discovery.unicast || plan.discovery.interfaces.length > 0;
  if (!asked) for (const probe of ['wsd', 'discovery'] as const) session.skip(probe, message('discovery-off'));
  session.skip('label', message('label-not-read'));
  if (plan.snmpPort === undefined || input.open.length === 0) session.skip('snmp', message('ports-not-tried'));
  session.skip('vendor', message('no-suspect'));
  session.skip('credentials', message(plan.factoryPasswordTest ? 'no-maker' : 'not-requested'));
  session.skip('lockout', message('no-test-device'));
  const known = new Set(answered.map(({ port }) => port));
  if (portsOfChecks(session.context.knowledge).some((port) => !known.has(port))) session.leaveOpen('tcp', message('ports-not-tried'));
}

function noteOpenPorts(session: HostSession, input: HostInput): void {
  const request = buildRequest('tcp-connect');
  for (const port of input.open) {
    const n = session.record({
      probe: 'tcp',
      port,
      transport: 'tcp',
      request,
      at: session.startedAt,
      end: 'ok',
      ms: 0,
      response: undefined,
    });
    session.addFact('tcp.open', port, port, n);
  }
}

/** All questions to a host. By SNMP it is asked meanwhile: most devices never answer, and silence takes long. */
async function ask(session: HostSession, input: HostInput): Promise<void> {
  const snmp = input.open.length === 0 ? Promise.resolve() : probeSnmp(session);
  try {
    await askServices(session, input);
  } finally {
    await snmp;
  }
}

/** The general questions first; what they tell decides which of the makers' own follow. */
async function askServices(session: HostSession, input: HostInput): Promise<void> {
  const streams: StreamEndpoint[] = [];
  const specs = new Map(input.tried.map((spec) => [spec.port, spec]));
  const open = input.open.map((port): PortSpec => specs.get(port) ?? { port, protocol: 'auto' });
  for (const spec of byCertainty(open)) await examinePort(session, spec, streams, () => webPortsOf(input.discovered()));
  session.addFact('neighbour.mac', input.linkMac);
  let asked: readonly Vendor[] | undefined;
  const askMakers = async (): Promise<void> => {
    asked = await askAsMakers(session, asked, streams);
  };
  // a maker that is known already is asked while replies to discovery are awaited
  const known = knownMaker(session);
  if (known !== undefined) {
    input.inquire(known);
    await askMakers();
  }
  const discovery = new DiscoveryNotes(session);
  let onvif: OnvifService | undefined;
  const followUp = async (): Promise<void> => {
    const more = discovery.take(input.discovered());
    await readDescriptions(session, more.descriptions);
    if (onvif === undefined && more.xaddrs.length > 0) onvif = await probeOnvif(session, more.xaddrs);
  };
  await session.pauseFor(input.firstReplies());
  const first = discovery.take(input.discovered());
  await readDescriptions(session, first.descriptions);
  const maker = known ?? knownMaker(session);
  const sought = maker === undefined ? input.seek() : undefined;
  if (known === undefined && maker !== undefined) input.inquire(maker);
  onvif = await probeOnvif(session, first.xaddrs);
  if (sought !== undefined) {
    // nobody knows whose device it is: what it replies to makers' own questions may tell
    await session.pauseFor(sought);
    await followUp();
    input.inquire(knownMaker(session));
  }
  await askMakers();
  await readVersions(session);
  // Replies to repeated questions, and to those that only the living are asked: what is new in them is followed up.
  await session.pauseFor(input.lastReplies());
  await followUp();
  await askMakers();
  for (const endpoint of streams) endpoint.client.close();
  // A device that answers by datagram but opens no port is behind a filter, or gone: nothing was seen of its services.
  if (input.discovered() !== undefined && input.open.length === 0) {
    for (const probe of SERVICES) session.leaveOpen(probe, message('no-port-answered'));
    session.leaveOpen('tcp', message('no-port-answered'));
  }
  await tryLogins(session, streams, onvif);
}

/** Ports on which the device says that its services speak HTTP in clear text. */
function webPortsOf(discovered: Discovered | undefined): ReadonlySet<number> {
  const claims = (discovered?.answers ?? []).flatMap((answer) => answer.claims);
  const places = claims.flatMap(({ xaddrs = [] }) => xaddrs.flatMap((address) => URL.parse(address) ?? []));
  return new Set(places.filter(({ protocol }) => protocol === 'http:').map(({ port }) => Number(port)));
}

/**
 * Asks for what suspected makers offer without log-in: their requests, streams and pictures; nothing where it was the turn of all `before`.
 * Returns all whose turn it was by now.
 */
async function askAsMakers(
  session: HostSession,
  before: readonly Vendor[] | undefined,
  streams: readonly StreamEndpoint[],
): Promise<readonly Vendor[]> {
  const isNew = (vendor: Vendor): boolean => before?.includes(vendor) !== true;
  const suspects = suspectedMakers(session).filter(isNew);
  if (before !== undefined && suspects.length === 0) return before;
  await probeVendor(
    session,
    suspects.flatMap((vendor) => vendor.vendorRequests),
  );
  // what their own requests gave may have ruled some out
  const makers = suspectedMakers(session);
  const turns = [...(before ?? []), ...suspects, ...makers];
  if (before !== undefined && !makers.some(isNew)) return turns;
  // the paths of all: whether video at `/` is a stream hangs on the most probable maker's own
  const streamPaths = makers.flatMap((vendor) => vendor.streamPaths);
  const sure = makers.length === 1 && knownMaker(session) !== undefined;
  if (!session.has('rtsp.openStream')) for (const endpoint of streams) await probeStreamPaths(session, endpoint, streamPaths, sure);
  const snapshotPaths = makers.filter(isNew).flatMap((vendor) => vendor.snapshotPaths);
  if (!session.has('http.snapshotOpen')) await probeSnapshots(session, snapshotPaths);
  return turns;
}

/** The log-in attempts that the plan allows. */
async function tryLogins(session: HostSession, streams: readonly StreamEndpoint[], onvif: OnvifService | undefined): Promise<void> {
  const { factoryPasswordTest, lockoutTest, triedLately } = session.context.plan;
  if (triedLately?.includes(session.address) === true)
    session.skip('credentials', message('attempted-lately', { hours: ATTEMPT_WINDOW_HOURS }));
  else if (factoryPasswordTest) await tryFactoryAccounts(session, streams, onvif);
  // The last of all: a device that locks answers nothing more.
  if (lockoutTest?.includes(session.address) === true) await tryLockout(session, streams, onvif);
}

async function tryLockout(session: HostSession, streams: readonly StreamEndpoint[], onvif: OnvifService | undefined): Promise<void> {
  session.unskip('lockout');
  const makers = suspectedMakers(session);
  await probeLockout(
    session,
    doorsOf(session, streams, onvif, {
      streamPaths: makers.flatMap((vendor) => vendor.streamPaths),
      snapshotPaths: makers.flatMap((vendor) => vendor.snapshotPaths),
    }),
  );
}

/** Where an account can be put to the device. */
function doorsOf(
  session: HostSession,
  streams: readonly StreamEndpoint[],
  onvif: OnvifService | undefined,
  paths: Pick<Vendor, 'streamPaths' | 'snapshotPaths'>,
): Doors {
  return {
    streams: streams.map(({ client }) => ({ port: client.port, secure: client.secure })),
    streamPaths: [...paths.streamPaths.slice(0, 2), '/'],
    pages: [...paths.snapshotPaths.slice(0, 2), '/'],
    onvif: session.has('onvif.openDeviceInformation') ? undefined : onvif,
  };
}

async function tryFactoryAccounts(
  session: HostSession,
  streams: readonly StreamEndpoint[],
  onvif: OnvifService | undefined,
): Promise<void> {
  const identity = identify(session.facts, session.context.knowledge, session.probeStates());
  const vendor = session.context.knowledge.vendors.find((one) => one.id === identity.maker);
  if (vendor === undefined) return;
  session.unskip('credentials');
  await probeCredentials(session, vendor, doorsOf(session, streams, onvif, vendor));
}

function conclude(session: HostSession, input: HostInput): HostResult {
  // Whether others hold its key is known only when devices are compared; until then nothing may pass for a key of its own.
  if (session.has('tls.spkiSha256') || session.has('ssh.hostKeySha256') || session.has('credentials.account'))
    session.leaveOpen('fleet', message('fleet-incomplete'));
  const derived = judge(session);
  return {
    id: input.id ?? newId(),
    address: input.address,
    life: input.life,
    startedAt: session.startedAt.toISOString(),
    finishedAt: session.context.clock().toISOString(),
    cutShort: session.cutShort,
    observations: session.observations,
    probes: session.probeStates(),
    ...derived,
  };
}

/** Conclusions; where drawing them fails, what was read is kept for a later replay. */
function judge(session: HostSession): Derived {
  try {
    return derive({ facts: session.facts, probes: session.probeStates() }, session.context.knowledge);
  } catch (error) {
    session.leaveOpen('identity', faultOf(error));
    const identity: Identity = { kind: 'unknown', confidence: 0, strength: 'none', evidence: [] };
    return { identity, facts: session.facts, checks: [], requirements: [] };
  }
}
