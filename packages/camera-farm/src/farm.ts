import type { Socket } from 'node:net';
import { AppError } from '@ancam/core';
import { Camera } from './camera.ts';
import type { Service } from './services.ts';
import type { Account } from './device.ts';
import { answerHttp } from './http/pages.ts';
import { SharedHttpServer } from './http/server.ts';
import { acceptDebug, acceptFtp, acceptSsh, acceptTelnet, acceptVendor, acceptRtmp } from './net/banners.ts';
import { Listeners } from './net/listeners.ts';
import type { Accept, Connection } from './net/listeners.ts';
import { Recorder } from './net/recorder.ts';
import type { ReceivedBytes } from './net/recorder.ts';
import { DiscoveryResponder, WSD_PORT } from './onvif/discovery.ts';
import { acceptSsh2 } from './net/ssh.ts';
import { RtspSession } from './rtsp/session.ts';
import type { CameraSpec, CameraTruth, Protocol } from './spec.ts';

/** How to start a farm. */
export interface FarmOptions {
  readonly cameras: readonly CameraSpec[];
  /** Added to every port, for users who may not bind ports below 1024. */
  readonly portOffset?: number;
  /** Keep what the cameras receive (`Farm.received`). */
  readonly record?: boolean;
  /** Local address of an interface on which multicast probes are answered too. */
  readonly multicast?: string;
  /** Makes every key and certificate before anybody asks, as devices have theirs; else with the first TLS connection to each. */
  readonly certificatesFirst?: boolean;
  /** How long a source stays locked out after five wrong passwords; 30 minutes where not given. */
  readonly lockSeconds?: number;
}

/** A running farm. */
export interface Farm {
  readonly cameras: readonly CameraTruth[];
  /** Every TCP port in use, once, with what is spoken on it. */
  readonly ports: readonly { readonly port: number; readonly protocol: Protocol }[];
  /** UDP port on which WS-Discovery is answered. */
  readonly discoveryPort: number;
  /** The account of a camera; undefined where it was never activated. */
  account(address: string): Account | undefined;
  /** What was received since the start; empty without `record`. */
  received(): ReceivedBytes[];
  close(): Promise<void>;
}

const DEFAULT_LOCK_SECONDS = 1800;
/** Keeps the highest port of all makers, 37777, below 65536. */
const MAX_PORT_OFFSET = 65_535 - 37_777;

function protocolOf({ kind, secure }: Service): Protocol {
  if (kind === 'http') return secure ? 'https' : 'http';
  if (kind === 'rtsp') return secure ? 'rtsps' : 'rtsp';
  if (kind === 'ssh-2') return 'ssh';
  // spoken to by nobody here, as a maker's own protocol is
  return kind === 'rtmp' ? 'vendor' : kind;
}

function acceptors(): Readonly<Record<Service['kind'], Accept>> {
  const web = new SharedHttpServer(answerHttp);
  return {
    http: (socket, connection) => web.accept(socket, connection),
    rtsp: (socket: Socket, connection: Connection) => void new RtspSession(socket, connection),
    telnet: acceptTelnet,
    ssh: acceptSsh,
    'ssh-2': acceptSsh2,
    rtmp: acceptRtmp,
    ftp: acceptFtp,
    vendor: acceptVendor,
    debug: acceptDebug,
  };
}

/** A web service and an ONVIF service on one port are one listener. */
function listenersOf(camera: Camera): Service[] {
  return [...new Map(camera.services.map((service) => [service.port, service])).values()];
}

function portList(cameras: readonly Camera[]): Farm['ports'] {
  const services = cameras.flatMap((camera) => camera.services);
  const seen = new Map(
    services.map((service) => [`${service.port}/${protocolOf(service)}`, { port: service.port, protocol: protocolOf(service) }]),
  );
  return [...seen.values()].sort((a, b) => a.port - b.port);
}

/** Starts simulated cameras; resolves when every port listens, and leaves nothing behind when one cannot. */
export async function startFarm(options: FarmOptions): Promise<Farm> {
  const { portOffset = 0, lockSeconds = DEFAULT_LOCK_SECONDS } = options;
  if (!Number.isInteger(portOffset) || portOffset < 0 || portOffset > MAX_PORT_OFFSET)
    throw new AppError('input.invalid', 'the port offset leaves the range of ports', {
      place: 'portOffset',
      fix: `0 to ${MAX_PORT_OFFSET}`,
    });
  const cameras = options.cameras.map((spec) => new Camera(spec, portOffset, lockSeconds));
  const recorder = options.record === true ? new Recorder() : undefined;
  const listeners = new Listeners(recorder);
  const discovery = new DiscoveryResponder(recorder);
  const accept = acceptors();
  async function close(): Promise<void> {
    await Promise.all([listeners.close(), discovery.close()]);
  }
  try {
    for (const camera of cameras) {
      if (options.certificatesFirst === true && camera.services.some(({ secure }) => secure)) await camera.secureContext();
      for (const service of listenersOf(camera)) await listeners.listen(camera, service, accept[service.kind]);
      if (camera.offers('discovery')) await discovery.add(camera, portOffset);
    }
    if (options.multicast !== undefined) await discovery.joinGroup(options.multicast, portOffset);
  } catch (error) {
    await close();
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError(
      'scan.failed',
      `simulated cameras could not listen: ${reason}`,
      { place: 'portOffset', fix: 'choose a free port offset' },
      error,
    );
  }
  return {
    cameras: cameras.map((camera) => camera.truth()),
    ports: portList(cameras),
    discoveryPort: WSD_PORT + portOffset,
    account: (address) => cameras.find((camera) => camera.address === address)?.account,
    received: () => recorder?.received() ?? [],
    close,
  };
}
