import { createSocket } from 'node:dgram';
import type { Socket as UdpSocket } from 'node:dgram';
import type { Duplex } from 'node:stream';
import { FRAME_MS, FRAME_TICKS, clip } from './clip.ts';

const PAYLOAD_TYPE = 96;
/** A client that reads slower than this many bytes behind misses frames instead of filling the memory. */
const MAX_BUFFERED = 262_144;

/** Where RTP packets go. */
export interface Sink {
  send(packet: Buffer): void;
  close(): void;
}

/** RTP inside the RTSP connection (RFC 2326, 10.12). */
export function interleavedSink(socket: Duplex, channel: number): Sink {
  return {
    send: (packet) => {
      if (socket.writableLength > MAX_BUFFERED) return;
      const head = Buffer.from([0x24, channel, packet.length >> 8, packet.length & 0xff]);
      socket.write(Buffer.concat([head, packet]));
    },
    close: () => undefined,
  };
}

/** RTP by UDP from an own port of the camera; resolves to the sink and that port. */
export async function udpSink(local: string, remote: string, port: number): Promise<{ sink: Sink; serverPort: number }> {
  const socket: UdpSocket = createSocket(local.includes(':') ? 'udp6' : 'udp4');
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => {
    socket.bind(0, local, resolve);
  });
  return {
    sink: { send: (packet) => socket.send(packet, port, remote), close: () => socket.close() },
    serverPort: socket.address().port,
  };
}

/** Plays the clip in a loop into a sink until stopped. */
export class Player {
  readonly ssrc: number;
  readonly #sink: Sink;
  #sequence = 1;
  #frame = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(sink: Sink, ssrc: number) {
    this.#sink = sink;
    this.ssrc = ssrc;
  }

  play(): void {
    this.#timer ??= setInterval(() => this.#sendFrame(), FRAME_MS);
    this.#sendFrame();
  }

  pause(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  close(): void {
    this.pause();
    this.#sink.close();
  }

  #sendFrame(): void {
    const { frames } = clip();
    const frame = frames[this.#frame % frames.length] ?? [];
    for (const { bytes, marker } of frame) {
      const header = Buffer.alloc(12);
      header[0] = 0x80;
      header[1] = PAYLOAD_TYPE | (marker ? 0x80 : 0);
      header.writeUInt16BE(this.#sequence & 0xffff, 2);
      header.writeUInt32BE((this.#frame * FRAME_TICKS) >>> 0, 4);
      header.writeUInt32BE(this.ssrc, 8);
      this.#sink.send(Buffer.concat([header, bytes]));
      this.#sequence += 1;
    }
    this.#frame += 1;
  }
}
