import { createSocket } from 'node:dgram';
import type { Socket } from 'node:dgram';
import type { Lane } from './lane.ts';
import { assertIssued } from './shapes.ts';
import type { ShapedRequest } from './shapes.ts';

/** A datagram that came back. */
export interface Datagram {
  readonly address: string;
  readonly bytes: Buffer;
}

/** A UDP socket for questions to many: replies come through `onReply`. Errors of the network are silence. */
export class UdpPort {
  readonly #socket: Socket;
  readonly #lane: Lane;
  #closed = false;

  constructor(socket: Socket, lane: Lane) {
    this.#socket = socket;
    this.#lane = lane;
  }

  destroy(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#lane.release(this);
    this.#socket.close();
  }

  /** Resolves when the datagram was handed to the system, or could not be. */
  send(request: ShapedRequest, address: string, port: number): Promise<void> {
    assertIssued(request);
    if (this.#closed) return Promise.resolve();
    this.#lane.exchanges += 1;
    return new Promise((resolve) => {
      this.#socket.send(request.text, port, address, () => resolve());
    });
  }
}

/** Where to send from: any address for unicast, one interface of this machine for multicast. */
export interface UdpOrigin {
  readonly family: 'udp4' | 'udp6';
  readonly bind?: string;
  /** Address (IPv4) or `::%scope` (IPv6) of the interface that multicast leaves by. */
  readonly multicastInterface?: string;
}

/** Opens a UDP socket; undefined where this machine cannot (no such family or interface). */
export function openUdp(lane: Lane, origin: UdpOrigin, onReply: (datagram: Datagram) => void): Promise<UdpPort | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket({ type: origin.family, recvBufferSize: 1 << 20 });
    const port = new UdpPort(socket, lane);
    let ready = false;
    socket.on('error', () => {
      if (!ready) resolve(undefined);
      port.destroy();
    });
    socket.on('message', (bytes, from) => onReply({ address: from.address, bytes }));
    socket.bind({ port: 0, ...(origin.bind === undefined ? {} : { address: origin.bind }) }, () => {
      ready = true;
      try {
        if (origin.multicastInterface !== undefined) {
          socket.setMulticastTTL(1);
          socket.setMulticastInterface(origin.multicastInterface);
        }
      } catch {
        port.destroy();
        return resolve(undefined);
      }
      lane.hold(port);
      resolve(port);
    });
  });
}
