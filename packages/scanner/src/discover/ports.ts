import type { Lane } from '../wire/lane.ts';
import { openUdp } from '../wire/udp.ts';
import type { Datagram, UdpPort } from '../wire/udp.ts';
import type { MulticastWay } from './interfaces.ts';
import { BROADCAST } from './protocol.ts';
import { PROTOCOLS } from './protocols/index.ts';

/**
 * The sockets of one discovery, opened when first used: one for all unicast of a family, one for each way out, and ears on the ports that
 * some protocols reply to whatever port asked.
 */
export class DiscoveryPorts {
  readonly #open = new Map<string, Promise<UdpPort | undefined>>();
  readonly #lane: Lane;
  readonly #onReply: (datagram: Datagram) => void;

  constructor(lane: Lane, onReply: (datagram: Datagram) => void) {
    this.#lane = lane;
    this.#onReply = onReply;
  }

  unicast(family: 'udp4' | 'udp6'): Promise<UdpPort | undefined> {
    return this.#get(family, { family });
  }

  /** The socket that asks out of an interface. Replies by broadcast to its port come to an ear of the same number. */
  way(way: MulticastWay): Promise<UdpPort | undefined> {
    const { family, bind, multicastInterface } = way;
    const key = `${family} ${multicastInterface}`;
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const opened = this.#get(key, { family, multicastInterface, ...(bind === undefined ? {} : { bind, port: 0 }) });
    return opened.then(async (port) => {
      if (port !== undefined && bind !== undefined) await this.#get(`ear ${port.port}`, { family: 'udp4', port: port.port });
      return port;
    });
  }

  /** Opens the ears; groups are heard on the interfaces given. A port that somebody holds for himself stays closed. */
  async listen(ways: readonly MulticastWay[]): Promise<void> {
    const own = ways.flatMap((way) => way.bind ?? []);
    for (const protocol of PROTOCOLS) {
      const groups = protocol.groups4.filter((group) => group !== BROADCAST);
      const join = groups.flatMap((group) => own.map((on) => ({ group, on })));
      for (const port of protocol.replyPorts ?? []) await this.#get(`ear ${port}`, { family: 'udp4', port, join });
    }
  }

  close(): void {
    for (const opening of this.#open.values()) void opening.then((port) => port?.destroy());
  }

  #get(key: string, origin: Parameters<typeof openUdp>[1]): Promise<UdpPort | undefined> {
    const known = this.#open.get(key);
    if (known !== undefined) return known;
    const opened = openUdp(this.#lane, origin, this.#onReply);
    this.#open.set(key, opened);
    return opened;
  }
}
