import type { Socket } from 'node:net';

/** What a hostile device pretends to offer by TCP. */
export type HostileService = 'http' | 'https' | 'rtsp' | 'ssh' | 'telnet' | 'ftp' | 'rtmp' | 'mqtt';

/** What a hostile device pretends to answer by datagram. */
export type HostileSearch = 'wsd' | 'ssdp' | 'mdns' | 'sadp' | 'dhip' | 'snmp';

/** Takes over a connection. */
export type Connect = (socket: Socket) => void;

/** Answers a question by datagram; `elsewhere` sends from another address than the one that was asked. */
export type Answer = (question: Buffer, reply: (bytes: Buffer | string) => void, elsewhere: (bytes: Buffer | string) => void) => void;

/** In which way a device is hostile: what it does on each service that it has. */
export interface Behaviour {
  readonly tcp?: Partial<Record<HostileService, Connect>>;
  readonly udp?: Partial<Record<HostileSearch, Answer>>;
}

/** Behaviours by name; what is costly to make is made when a device starts. */
export type Kinds<K extends string> = Readonly<Record<K, () => Behaviour>>;

/** Another address of the same test: who is led there has been led astray. */
export const ASTRAY = '127.52.255.9';

/** Answers every request (as far as one can tell them apart: per chunk) with the same bytes and keeps the connection. */
export function answering(make: (request: string) => Buffer | string): Connect {
  return (socket) => {
    socket.on('data', (chunk) => socket.write(make(chunk.toString('latin1'))));
  };
}

/** Writes the start once a request came, then the same piece for ever. */
export function endless(start: string, piece: Buffer | string): Connect {
  const filler = Buffer.from(piece);
  return (socket) => {
    const pump = (): void => {
      while (!socket.destroyed && socket.write(filler));
    };
    socket.once('data', () => {
      socket.write(start);
      socket.on('drain', pump);
      pump();
    });
  };
}

/** The same without waiting for a question, as services do that greet. */
export function flood(piece: Buffer | string): Connect {
  const filler = Buffer.from(piece);
  return (socket) => {
    const pump = (): void => {
      while (!socket.destroyed && socket.write(filler));
    };
    socket.resume();
    socket.on('drain', pump);
    pump();
  };
}

/** One piece at a time, with a pause between them. */
export function drip(pieces: (at: number) => Buffer | string, pauseMs: number): Connect {
  return (socket) => {
    let at = 0;
    const timer = setInterval(() => {
      socket.write(pieces(at));
      at += 1;
    }, pauseMs);
    socket.once('close', () => clearInterval(timer));
    socket.resume();
  };
}

/** Accepts and says nothing. */
export const silence: Connect = (socket) => void socket.resume();

/** A greeting, and nothing more. */
export function greeting(bytes: Buffer | string): Connect {
  return (socket) => {
    socket.write(bytes);
    socket.resume();
  };
}

/** Head and body with the length that it has. */
export function withLength(head: string, body: Buffer | string): Buffer {
  const bytes = Buffer.from(body);
  return Buffer.concat([Buffer.from(`${head}Content-Length: ${bytes.length}\r\n\r\n`), bytes]);
}

export const OK = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n';
export const RTSP_OK = 'RTSP/1.0 200 OK\r\nCSeq: 1\r\n';
export const SDP = `${RTSP_OK}Content-Type: application/sdp\r\n`;
