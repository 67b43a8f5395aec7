import type { DiscoveryProtocol } from './protocol.ts';
import { PROTOCOLS } from './protocols/index.ts';

/** One question of one protocol. */
export interface Question {
  readonly protocol: DiscoveryProtocol;
  readonly shape: string;
}

/** Protocols that each address is asked by, those that are makers' own among them, and those that only the living are asked by. */
export const EACH = PROTOCOLS.filter(({ unicast }) => unicast === 'each');
export const OWN = EACH.filter(({ makers }) => makers.length > 0);
export const LIVING = PROTOCOLS.filter(({ unicast }) => unicast === 'living');

export function isAnybodys({ protocol }: Question): boolean {
  return protocol.makers.length === 0;
}

/** The first kinds of question of all protocols, then the second kinds, and so on. */
export function rounds(protocols: readonly DiscoveryProtocol[]): Question[][] {
  const most = Math.max(...protocols.map(({ shapes }) => shapes.length));
  return Array.from({ length: most }, (_, index) =>
    protocols.flatMap((protocol) => {
      const shape = protocol.shapes[index];
      return shape === undefined ? [] : [{ protocol, shape }];
    }),
  );
}
