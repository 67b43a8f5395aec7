import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import type { Socket as UdpSocket } from 'node:dgram';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import type { Reply, ReplyHost } from './host.ts';

const WSD_PORT = 3702;

/** A host in service. */
export interface ServedHost {
  readonly address: string;
  readonly host: ReplyHost;
}

/** Hosts that answer until they are closed. */
export interface ServedReplies {
  readonly hosts: readonly ServedHost[];
  /** TCP ports that some host has open. */
  readonly ports: readonly number[];
  close(): Promise<void>;
}

/** Gives each host an address from `base` (dotted IPv4) on and answers there; resolves when all listen. */
export async function serveReplies(hosts: readonly ReplyHost[], base: string): Promise<ServedReplies> {
  const prefix = base.slice(0, base.lastIndexOf('.'));
  const first = Number(base.slice(base.lastIndexOf('.') + 1));
  const served = hosts.map((host, n) => ({ address: `${prefix}.${first + n}`, host }));
  const servers: Server[] = [];
  const udp: UdpSocket[] = [];
  const sockets = new Set<Socket>();
  for (const { address, host } of served) {
    for (const reply of host.replies) {
      if (reply.kind === 'discovery') udp.push(await answerProbes(address, reply));
      else servers.push(await listen(address, reply, sockets));
    }
  }
  const ports = new Set(hosts.flatMap(({ replies }) => replies.flatMap((reply) => (reply.kind === 'discovery' ? [] : [reply.port]))));
  return {
    hosts: served,
    ports: [...ports].toSorted((a, b) => a - b),
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([...servers, ...udp].map((each) => new Promise<void>((resolve) => void each.close(() => resolve()))));
    },
  };
}

type TcpReply = Exclude<Reply, { kind: 'discovery' }>;

function listen(address: string, reply: TcpReply, sockets: Set<Socket>): Promise<Server> {
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    socket.setTimeout(30_000, () => socket.destroy());
    if (reply.kind === 'greeting') socket.write(reply.text, 'latin1');
    else answerRequests(socket, reply);
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: address, port: reply.port }, () => resolve(server));
  });
}

function answerRequests(socket: Socket, reply: Exclude<TcpReply, { kind: 'greeting' }>): void {
  let received = '';
  socket.on('data', (chunk) => {
    received = (received + chunk.toString('latin1')).slice(-16_384);
    for (let end = received.indexOf('\r\n\r\n'); end >= 0; end = received.indexOf('\r\n\r\n')) {
      const request = received.slice(0, end);
      received = received.slice(end + 4);
      if (reply.kind === 'rtsp') socket.write(rtspAnswer(request, reply));
      else socket.end(httpAnswer(request, reply));
    }
  });
}

function httpAnswer(request: string, { head, pages }: Extract<Reply, { kind: 'http' }>): string {
  const path = /^\w+ (\S+) HTTP\//u.exec(request)?.[1] ?? '';
  const own = head.slice(head.indexOf('\r\n') + 2);
  if (path === '') return 'HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n';
  const page = pages[path];
  if (page?.startsWith('302 ') === true)
    return `HTTP/1.1 302 Found\r\nLocation: ${page.slice(4)}\r\n${own}Content-Length: 0\r\nConnection: close\r\n\r\n`;
  if (page === undefined) return `HTTP/1.1 404 Not Found\r\n${own}Content-Length: 9\r\nConnection: close\r\n\r\nNot Found`;
  return `${head}Content-Type: text/html\r\nContent-Length: ${Buffer.byteLength(page)}\r\nConnection: close\r\n\r\n${page}`;
}

function rtspAnswer(request: string, { head, describe }: Extract<Reply, { kind: 'rtsp' }>): string {
  const sequence = /^CSeq:\s*(\d+)/imu.exec(request)?.[1] ?? '0';
  const [method] = request.split(' ');
  if (!/ RTSP\/1\.0$/mu.test(request.split('\r\n')[0] ?? '')) return `RTSP/1.0 400 Bad Request\r\n${head}\r\n`;
  const status = method === 'OPTIONS' ? 'RTSP/1.0 200 OK\r\nPublic: OPTIONS, DESCRIBE, SETUP, TEARDOWN, PLAY' : describe;
  return `${status}\r\nCSeq: ${sequence}\r\n${head}\r\n`;
}

async function answerProbes(address: string, { types, scopes }: Extract<Reply, { kind: 'discovery' }>): Promise<UdpSocket> {
  const socket = createSocket({ type: 'udp4', reuseAddr: true });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(WSD_PORT, address, () => resolve());
  });
  socket.on('message', (message, from) => {
    const id = /<[^<>]*MessageID[^<>]*>([^<]{1,200})</u.exec(message.toString('utf8'))?.[1];
    if (id !== undefined) socket.send(probeMatches(address, id, types, scopes), from.port, from.address);
  });
  return socket;
}

function probeMatches(address: string, id: string, types: string, scopes: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?><env:Envelope xmlns:env="http://www.w3.org/2003/05/soap-envelope" xmlns:a="http://schemas.xmlsoap.org/ws/2004/08/addressing" xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery" xmlns:dn="http://www.onvif.org/ver10/network/wsdl" xmlns:tds="http://www.onvif.org/ver10/device/wsdl"><env:Header><a:MessageID>uuid:${randomUUID()}</a:MessageID><a:RelatesTo>${id}</a:RelatesTo><a:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</a:Action></env:Header><env:Body><d:ProbeMatches><d:ProbeMatch><a:EndpointReference><a:Address>urn:uuid:${randomUUID()}</a:Address></a:EndpointReference><d:Types>${types}</d:Types><d:Scopes>${scopes.join(' ')}</d:Scopes><d:XAddrs>http://${address}/onvif/device_service</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion></d:ProbeMatch></d:ProbeMatches></env:Body></env:Envelope>`;
}
