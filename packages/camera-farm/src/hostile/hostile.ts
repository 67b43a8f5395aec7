import { createSocket } from 'node:dgram';
import type { Socket as UdpSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { ASTRAY } from './behaviour.ts';
import type { Answer, Behaviour, HostileSearch, HostileService } from './behaviour.ts';
import { CONTENT_KINDS } from './content-kinds.ts';
import { HTTP_KINDS } from './http-kinds.ts';
import { SEARCH_KINDS } from './search-kinds.ts';
import { SERVICE_KINDS } from './service-kinds.ts';

const BEHAVIOURS = { ...HTTP_KINDS, ...CONTENT_KINDS, ...SERVICE_KINDS, ...SEARCH_KINDS };

/** The ways in which a device can be hostile. */
export type HostileKind = keyof typeof BEHAVIOURS;

export const HOSTILE_KINDS = Object.keys(BEHAVIOURS) as HostileKind[]; // keys of a constant object

/** Ports of a hostile device; it listens on those that its kind uses. */
export type HostilePorts = Readonly<Record<HostileService | HostileSearch, number>>;

/** A running hostile device. */
export interface HostileDevice {
  readonly address: string;
  /** The ports it listens on, by service. */
  readonly ports: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

const STANDARD: HostilePorts = {
  http: 80,
  https: 443,
  rtsp: 554,
  ssh: 22,
  telnet: 23,
  ftp: 21,
  rtmp: 1935,
  mqtt: 1883,
  wsd: 3702,
  ssdp: 1900,
  mdns: 5353,
  sadp: 37_020,
  dhip: 37_810,
  snmp: 161,
};

function listen(server: Server, address: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port }, resolve);
  });
}

function bind(address: string, port: number): Promise<UdpSocket> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true, sendBufferSize: 1 << 20 });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, address, () => resolve(socket));
  });
}

/** Answers datagrams; what is said from elsewhere comes from another address of this machine. */
async function answerDatagrams(address: string, port: number, answer: Answer): Promise<UdpSocket[]> {
  const [socket, other] = await Promise.all([bind(address, port), bind(ASTRAY, 0)]);
  socket.on('message', (question, from) => {
    const sendBy = (by: UdpSocket) => (bytes: Buffer | string) => by.send(bytes, from.port, from.address, () => undefined);
    answer(question, sendBy(socket), sendBy(other));
  });
  return [socket, other];
}

function entries<K extends string, V>(record: Partial<Record<K, V>> | undefined): [K, V][] {
  return Object.entries(record ?? {}) as [K, V][]; // the entries of a record with these keys and values
}

/** Starts a device that misbehaves in one way on `address`, on the standard ports unless others are given. */
export async function startHostile(kind: HostileKind, address: string, ports: Partial<HostilePorts> = {}): Promise<HostileDevice> {
  const behaviour: Behaviour = BEHAVIOURS[kind]();
  const wanted = { ...STANDARD, ...ports };
  const sockets = new Set<Socket>();
  const servers: Server[] = [];
  const responders: UdpSocket[] = [];
  const used: Record<string, number> = {};
  for (const [service, connect] of entries(behaviour.tcp)) {
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.once('close', () => sockets.delete(socket));
      connect(socket);
    });
    await listen(server, address, wanted[service]);
    servers.push(server);
    used[service] = wanted[service];
  }
  for (const [search, answer] of entries(behaviour.udp)) {
    responders.push(...(await answerDatagrams(address, wanted[search], answer)));
    used[search] = wanted[search];
  }
  return {
    address,
    ports: used,
    async close() {
      for (const socket of sockets) socket.destroy();
      for (const responder of responders) responder.close();
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
