import { connect, createServer } from 'node:net';
import type { Socket } from 'node:net';
import { once } from 'node:events';

/** A line to a server that can be cut, and led to where the server stands then. */
export interface CutLine {
  readonly url: string;
  readonly cut: () => void;
  /** Leads the line to a server from now on. */
  readonly lead: (url: string) => void;
  readonly close: () => Promise<void>;
}

/** Opens a line on an address that stays the same. */
export async function openLine(to: string): Promise<CutLine> {
  let target: string | undefined = to;
  const ends = new Set<Socket>();
  const server = createServer((near) => {
    const { hostname, port } = new URL(target ?? 'http://127.0.0.1:9');
    if (target === undefined) {
      near.destroy();
      return;
    }
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      ends.add(one);
      one.pipe(other);
      one.on('error', () => other.destroy());
      one.on('close', () => {
        ends.delete(one);
        other.destroy();
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const cut = (): void => {
    target = undefined;
    for (const socket of ends) socket.destroy();
  };
  const close = async (): Promise<void> => {
    cut();
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    cut,
    lead: (url) => {
      target = url;
    },
    close,
  };
}
