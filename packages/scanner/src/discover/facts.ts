import type { HostSession } from '../engine/session.ts';
import { buildRequest } from '../wire/shapes.ts';
import { newId } from '@ancam/core';
import { WSD_PORT } from './index.ts';
import type { Discovered } from './collector.ts';
import { macDigits, scopeValue } from './matches.ts';

/** Writes what a device said in discovery into its session; returns its service addresses. */
export function noteDiscovery(session: HostSession, discovered: Discovered): string[] {
  const request = buildRequest('wsd-probe-transmitter', { uuid: newId() });
  const port = session.context.plan.discovery.port ?? WSD_PORT;
  const n = session.record({
    probe: 'wsd',
    port,
    transport: 'udp',
    request,
    at: discovered.at,
    end: 'ok',
    ms: 0,
    response: Buffer.from(discovered.texts.join('\n')),
  });
  const join = (pick: (index: number) => readonly string[]): string[] => [
    ...new Set(discovered.matches.flatMap((_, index) => pick(index))),
  ];
  const types = join((index) => discovered.matches[index]?.types ?? []);
  const scopes = join((index) => discovered.matches[index]?.scopes ?? []);
  const xaddrs = join((index) => discovered.matches[index]?.xaddrs ?? []);
  session.addFact('wsd.answered', true, port, n);
  session.addFact('wsd.types', types, port, n);
  session.addFact('wsd.scopes', scopes, port, n);
  session.addFact('wsd.xaddrs', xaddrs, port, n);
  session.addFact('wsd.name', scopeValue(scopes, 'name'), port, n);
  session.addFact('wsd.hardware', scopeValue(scopes, 'hardware'), port, n);
  session.addFact('wsd.mac', macDigits(scopeValue(scopes, 'MAC')), port, n);
  session.addFact('wsd.endpoint', discovered.matches.find((match) => match.endpoint !== undefined)?.endpoint, port, n);
  return xaddrs;
}
