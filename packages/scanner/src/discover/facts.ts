import type { HostSession } from '../engine/session.ts';
import { buildRequest } from '../wire/shapes.ts';
import { newId } from '@ancam/core';
import type { Claim } from './protocol.ts';
import type { Answer, Discovered } from './replies.ts';

const MAX_KEPT = 4096;

/** Where a device says that more about it can be read. */
export interface DiscoveredPlaces {
  /** Addresses of ONVIF services. */
  readonly xaddrs: readonly string[];
  /** Addresses of UPnP descriptions. */
  readonly descriptions: readonly string[];
}

/** Writes what a device says in discovery into its session, while further replies come. */
export class DiscoveryNotes {
  readonly #session: HostSession;
  readonly #noted = new Map<string, number>();

  constructor(session: HostSession) {
    this.#session = session;
  }

  /** Writes the answers that hold more than was written before; returns the addresses of services that these tell. */
  take(discovered: Discovered | undefined): DiscoveredPlaces {
    const fresh = (discovered?.answers ?? []).filter(({ protocol, replies }) => replies.length > (this.#noted.get(protocol.id) ?? 0));
    for (const { protocol, replies } of fresh) this.#noted.set(protocol.id, replies.length);
    const claims = fresh.flatMap((answer) => noteAnswer(this.#session, answer, discovered?.at ?? this.#session.startedAt));
    return {
      xaddrs: [...new Set(claims.flatMap((claim) => claim.xaddrs ?? []))],
      descriptions: [...new Set(claims.flatMap((claim) => claim.location ?? []))],
    };
  }
}

function noteAnswer(session: HostSession, { protocol, claims, replies }: Answer, at: Date): readonly Claim[] {
  const usual = protocol.id === 'ws-discovery' ? session.context.plan.discovery.port : undefined;
  const port = usual ?? protocol.port;
  const n = session.record({
    probe: protocol.id === 'ws-discovery' ? 'wsd' : 'discovery',
    port,
    transport: 'udp',
    request: buildRequest(protocol.shapes[0] ?? '', { uuid: newId(), host: session.hostText(protocol.port, 0) }),
    at,
    end: 'ok',
    ms: 0,
    response: Buffer.concat(replies.flatMap((reply) => [reply, Buffer.from('\n')])).subarray(0, MAX_KEPT),
  });
  session.addFact('discovery.protocols', [protocol.id], port, n);
  for (const claim of factsOfClaims(claims)) session.addFact(claim[0], claim[1], port, n);
  return claims;
}

type FactPair = NonNullable<Claim['facts']>[number];

/** Facts of all replies; lists of the same name become one. */
export function factsOfClaims(claims: readonly Claim[]): FactPair[] {
  const single: FactPair[] = [];
  const lists = new Map<FactPair[0], Set<string>>();
  for (const [name, value] of claims.flatMap(factsOf)) {
    if (!Array.isArray(value)) single.push([name, value]);
    else lists.set(name, new Set([...(lists.get(name) ?? []), ...value]));
  }
  return [...single, ...[...lists].map(([name, values]): FactPair => [name, [...values]])];
}

/** A reply of a maker's own search is its own request without log-in, like those by HTTP, and gives the same facts. */
function factsOf(claim: Claim): FactPair[] {
  return [
    ...(claim.facts ?? []),
    ['vendor.brand', claim.brand],
    ['vendor.model', claim.model],
    ['vendor.firmware', claim.firmware],
    ['vendor.serial', claim.serial],
    ['vendor.activated', claim.activated],
    ['discovery.mac', claim.mac],
    ['discovery.ownAddress', claim.ownAddress],
    ['discovery.name', claim.name],
    ['discovery.deviceClass', claim.deviceClass],
    ['discovery.buildDate', claim.buildDate],
    ['discovery.channels', claim.channels],
  ];
}
