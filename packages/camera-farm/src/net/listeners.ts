import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Camera } from '../camera.ts';
import type { Service } from '../services.ts';
import type { Recorder } from './recorder.ts';

const HANDSHAKE_MS = 30_000;

/** A connection to a service of a camera. */
export interface Connection {
  readonly camera: Camera;
  readonly service: Service;
  /** Distinct per connection: some makers tie their nonces to it. */
  readonly id: number;
  readonly source: string;
}

/** Takes over a connection; for TLS services the socket is already the decrypting one. */
export type Accept = (socket: Socket, connection: Connection) => void;

/** All TCP listeners of a farm. Every socket is tracked, so that closing leaves no handle behind. */
export class Listeners {
  readonly #servers: Server[] = [];
  readonly #sockets = new Set<Socket>();
  readonly #recorder: Recorder | undefined;
  #connections = 0;

  constructor(recorder: Recorder | undefined) {
    this.#recorder = recorder;
  }

  async listen(camera: Camera, service: Service, accept: Accept): Promise<void> {
    const server = createServer((socket) => {
      this.#track(socket);
      this.#connections += 1;
      const connection = { camera, service, id: this.#connections, source: socket.remoteAddress ?? '' };
      if (service.secure) void this.#acceptTls(socket, connection, accept);
      else this.#hand(socket, connection, accept);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host: camera.address, port: service.port }, () => {
        server.off('error', reject);
        resolve();
      });
    });
    this.#servers.push(server);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(
      this.#servers.map(
        (server) =>
          new Promise<void>((resolve) => {
            server.close(() => resolve());
          }),
      ),
    );
  }

  #track(socket: Socket): void {
    this.#sockets.add(socket);
    // Scanners reset connections all the time; that is no event for a camera.
    socket.on('error', () => socket.destroy());
    socket.once('close', () => this.#sockets.delete(socket));
  }

  async #acceptTls(raw: Socket, connection: Connection, accept: Accept): Promise<void> {
    raw.setTimeout(HANDSHAKE_MS, () => raw.destroy());
    const secureContext = await connection.camera.secureContext();
    if (raw.destroyed) return;
    const socket = new TLSSocket(raw, { isServer: true, secureContext });
    this.#track(socket);
    socket.once('secure', () => {
      raw.setTimeout(0);
      this.#hand(socket, connection, accept);
    });
  }

  #hand(socket: Socket, connection: Connection, accept: Accept): void {
    accept(socket, connection);
    if (!this.#recorder) return;
    const { camera, service } = connection;
    // After `accept`: the HTTP parser then gives its bytes back to the stream instead of reading past it.
    socket.on('data', this.#recorder.open(camera.address, service.port, service.secure ? 'tls' : 'tcp'));
  }
}
