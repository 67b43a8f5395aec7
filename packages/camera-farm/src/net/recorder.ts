/** What one connection (or datagram) brought to a camera, after TLS where there is TLS. */
export interface ReceivedBytes {
  readonly address: string;
  readonly port: number;
  readonly transport: 'tcp' | 'tls' | 'udp';
  readonly bytes: Buffer;
}

/** Keeps what cameras received, one entry per connection. */
export class Recorder {
  readonly #entries: { address: string; port: number; transport: ReceivedBytes['transport']; chunks: Buffer[] }[] = [];

  /** Opens an entry and returns the function that adds bytes to it. */
  open(address: string, port: number, transport: ReceivedBytes['transport']): (chunk: Buffer) => void {
    const entry: { address: string; port: number; transport: ReceivedBytes['transport']; chunks: Buffer[] } = {
      address,
      port,
      transport,
      chunks: [],
    };
    this.#entries.push(entry);
    return (chunk) => {
      entry.chunks.push(Buffer.from(chunk));
    };
  }

  received(): ReceivedBytes[] {
    return this.#entries.map(({ chunks, ...where }) => ({ ...where, bytes: Buffer.concat(chunks) }));
  }
}
