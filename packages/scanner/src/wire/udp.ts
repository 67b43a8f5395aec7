import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import type { Lane } from './lane.ts';
import { assertIssued } from './shapes.ts';
import type { ShapedRequest } from './shapes.ts';

/** A datagram that came back. */
export interface Datagram {
  readonly address: string;
  /** Port of the sender. */
  readonly port: number;
  /** Port of this machine it came to. */
  readonly toPort: number;
  readonly bytes: Buffer;
}

/** A UDP socket: replies come through `onReply`. Errors of the network are silence. */
export class UdpPort {
  readonly #socket: Socket;
  readonly #lane: Lane;
  readonly #connected: boolean;
  #closed = false;

  constructor(socket: Socket, lane: Lane, connected: boolean) {
    this.#socket = socket;
    this.#lane = lane;
    this.#connected = connected;
  }

  destroy(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#lane.release(this);
    this.#socket.close();
  }

  /** Resolves when the datagram was handed to the system (true), or could not be. A connected port sends to its own peer alone. */
  send(request: ShapedRequest, address: string, port: number): Promise<boolean> {
    assertIssued(request);
    if (this.#closed) return Promise.resolve(false);
    this.#lane.exchanges += 1;
    return new Promise((resolve) => {
      const bytes = Buffer.from(request.text, 'latin1');
      const sent = (error: Error | null): void => resolve(!(error instanceof Error));
      if (this.#connected) this.#socket.send(bytes, sent);
      else this.#socket.send(bytes, port, address, sent);
    });
  }

  /** The port of this machine that replies come to. */
  get port(): number {
    return this.#closed ? 0 : this.#socket.address().port;
  }
}

/** Where to send from: any address for unicast, one interface of this machine for multicast; or a port that replies come to. */
export interface UdpOrigin {
  readonly family: 'udp4' | 'udp6';
  readonly bind?: string;
  /** A port shared with whoever else listens there; any free one unless given. */
  readonly port?: number;
  /** Address (IPv4) or `::%scope` (IPv6) of the interface that multicast leaves by. */
  readonly multicastInterface?: string;
  /** Groups to hear, each on the interface with this address. */
  readonly join?: readonly { readonly group: string; readonly on: string }[];
  /** The only one who is asked and heard. Where he has told that nobody listens there, the port closes. */
  readonly to?: { readonly address: string; readonly port: number };
}

function prepare(socket: Socket, origin: UdpOrigin): void {
  if (origin.multicastInterface !== undefined) {
    socket.setMulticastTTL(1);
    socket.setMulticastInterface(origin.multicastInterface);
    if (origin.family === 'udp4') socket.setBroadcast(true);
  }
  for (const { group, on } of origin.join ?? []) socket.addMembership(group, on);
}

/** Opens a UDP socket; undefined where this machine cannot (no such family or interface). `onClose`: it hears no more. */
export function openUdp(
  lane: Lane,
  origin: UdpOrigin,
  onReply: (datagram: Datagram) => void,
  onClose: () => void = () => undefined,
): Promise<UdpPort | undefined> {
  return new Promise((resolve) => {
    const family = origin.family === 'udp6' ? 6 : 4;
    const socket = createSocket({
      type: origin.family,
      reuseAddr: origin.port !== undefined,
      recvBufferSize: 1 << 20,
      // destinations are addresses already: looking them up would cost more than sending
      lookup: (address, _options, done) => done(null, address, family),
    });
    const port = new UdpPort(socket, lane, origin.to !== undefined);
    let ready = false;
    socket.on('error', () => {
      if (!ready) resolve(undefined);
      port.destroy();
    });
    socket.bind({ port: origin.port ?? 0, ...(origin.bind === undefined ? {} : { address: origin.bind }) }, () => {
      try {
        prepare(socket, origin);
      } catch {
        port.destroy();
        return resolve(undefined);
      }
      const toPort = socket.address().port;
      socket.on('message', (bytes, from) => onReply({ address: from.address, port: from.port, toPort, bytes }));
      const open = (): void => {
        ready = true;
        socket.once('close', onClose);
        lane.hold(port);
        resolve(port);
      };
      if (origin.to === undefined) return open();
      socket.once('connect', open);
      socket.connect(origin.to.port, origin.to.address);
    });
  });
}
