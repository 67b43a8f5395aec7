import { createSocket } from 'node:dgram';
import type { Socket as UdpSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { behaviourOf } from './behaviours.ts';
import type { Behaviour, HostileKind } from './behaviours.ts';

/** Ports of a hostile device; it listens on those that its kind uses. */
export interface HostilePorts {
  readonly http: number;
  readonly https: number;
  readonly rtsp: number;
  /** UDP, for kinds that answer WS-Discovery. */
  readonly discovery: number;
}

/** A running hostile device. */
export interface HostileDevice {
  readonly address: string;
  /** The ports it listens on, by service. */
  readonly ports: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

const STANDARD: HostilePorts = { http: 80, https: 443, rtsp: 554, discovery: 3702 };

function listen(server: Server, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port }, resolve);
  });
}

async function answerProbes(address: string, port: number, probeAnswer: NonNullable<Behaviour['probeAnswer']>): Promise<UdpSocket> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  socket.on('message', (message, from) => {
    const id = /MessageID[^>]*>([^<]*)</.exec(message.toString('utf8'))?.[1] ?? '';
    socket.send(probeAnswer(id), from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, resolve);
  });
  return socket;
}

/** Starts a device that misbehaves in one way on `address`, on the standard ports unless others are given. */
export async function startHostile(kind: HostileKind, address: string, ports: Partial<HostilePorts> = {}): Promise<HostileDevice> {
  const behaviour = behaviourOf(kind);
  const wanted = { ...STANDARD, ...ports };
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  const used: Record<string, number> = {};
  for (const service of behaviour.services) {
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => sockets.delete(socket));
      behaviour.connect(socket, service);
    });
    await listen(server, address, wanted[service]);
    servers.push(server);
    used[service] = wanted[service];
  }
  const responder = behaviour.probeAnswer ? await answerProbes(address, wanted.discovery, behaviour.probeAnswer) : undefined;
  if (responder) used['discovery'] = wanted.discovery;
  return {
    address,
    ports: used,
    async close() {
      for (const socket of sockets) socket.destroy();
      responder?.close();
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve());
            }),
        ),
      );
    },
  };
}
